webhook-url-malformed = This is no address of a webhook.
webhook-url-malformed-hint = Use https://host/path in ASCII, with up to 2,000 characters and without a fragment.
webhook-url-password = A webhook's address must not contain a user name or password.
webhook-url-password-hint = Check the signature of what you receive instead; for a token, use the path.
webhook-url-insecure = Webhooks are sent by https only.
webhook-url-insecure-hint = Use https. Plain http is for networks that FRESHLENS_WEBHOOK_NETWORKS names.
webhook-url-known = There is a webhook with this address already.
webhook-url-known-hint = Change the topics of that one, or remove it first.
webhook-too-many = There are too many webhooks.
webhook-too-many-hint = Remove one of the { $most } that there are.
webhook-topics = “{ $topic }” is no topic that there is.
webhook-topics-hint = Use one or more of { $known }, with .* for all below, or * for everything.
webhook-nothing-to-change = Nothing was said to change.
webhook-nothing-to-change-hint = Send `topics`, `enabled` or both.
webhook-unknown = There is no such webhook.
webhook-unknown-hint = Ask for the list of webhooks again.
webhook-not-enabled = This webhook is disabled, so nothing is sent to it.
webhook-not-enabled-hint = Enable it first.
webhook-delivery-unknown = There is no such delivery.
webhook-delivery-unknown-hint = Ask for the list again. Deliveries are kept for 30 days after their end.
webhook-address-refused = { $host } leads to { $address }, which is not a public address.
webhook-address-refused-hint = Use a public address. FRESHLENS_WEBHOOK_NETWORKS names networks of your own that may be sent to.
webhook-name-unknown = The name { $host } is not known.
webhook-timeout = { $seconds ->
    [one] There was no answer within { $seconds } second.
   *[other] There was no answer within { $seconds } seconds.
}
webhook-unreachable = The receiver cannot be reached: { $why }
webhook-redirected = The receiver answered { $status }, a redirect. Redirects are not followed: set its final address.
webhook-gone = The receiver answered 410: it wants no more. The webhook was disabled.
webhook-answered = The receiver answered { $status }, and only 200 to 299 is success.
webhook-disabled = The webhook was disabled before this was sent.
webhook-removed = The webhook was removed before this was sent.
