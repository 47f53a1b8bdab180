access-wrong-credentials = This name and password do not belong together.
access-wrong-credentials-hint = Check both and try again. An administrator can set a new password with “freshlens user password”.
access-too-many-tries = There were too many wrong passwords for this name.
access-too-many-tries-hint = { $minutes ->
    [one] Try again in { $minutes } minute.
   *[other] Try again in { $minutes } minutes.
}
access-key-organisation = The organisation's name must have 1 to 100 characters.
access-key-organisation-hint = Name the supplier, partner or store that the key is for.
access-key-scopes = A key must open something.
access-key-scopes-hint = Choose one scope or more.
access-key-rate = A key can have a rate of 1 to 10,000 requests a second.
access-key-rate-hint = Leave the rate out for the common allowance.
access-key-unknown = There is no such key.
access-key-unknown-hint = Look it up among the keys: its id comes after “fl_” in its text.
access-key-device = A key cannot make itself a kiosk or scale.
access-key-device-hint = Pair the device instead: its key then says where it stands.
