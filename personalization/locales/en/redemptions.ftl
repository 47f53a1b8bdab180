# Quotes, coupons and tills

quote-kept = The price that you were shown
quote-forged = This is no quote of ours, or it was changed on the way.
quote-expired = This quote has ended: ask for a new one.
quote-other-store = This quote is for another store.
quote-other-currency = This quote is in another currency.
quote-not-in-basket = Nothing in the basket is what this quote is for.
quote-not-cheaper = The basket costs no more without this quote; it stays unused.
quote-nothing-off = No offer reduces this by itself, so there is no price to keep.
quote-nothing-off-hint = Offers that need other goods in the cart apply at the till.
quote-not-this-offer = That offer does not reduce this by itself.
quote-not-this-offer-hint = Ask without naming an offer to keep the price as it is now.
quote-blocked = Nothing is promised for goods that are recalled or past their date.
quote-blocked-hint = Please put them back, or hand them to the staff.
quote-line = Say which line of the cart to quote, or which code in which store.
quote-line-hint = Send `cartId` with `lineId`, or `storeId` with `code`.
quote-unknown-line = The cart has no such line.
quote-unknown-line-hint = Read the cart again: it may have changed.

coupon-mistyped = This code is mistyped: no code reads like that.
coupon-mistyped-hint = Please compare it with your coupon, letter by letter.
coupon-wrong = We do not know this code.
coupon-wrong-hint = Please check that it is for this shop.
coupon-used = This code has been used.
coupon-used-hint = Each code counts only as often as the coupon says.
coupon-not-yet = This code is not valid yet.
coupon-not-yet-hint = The coupon says from when it counts.
coupon-over = This code is no longer valid.
coupon-over-hint = The coupon says until when it counted.
coupon-too-many-tries = Too many codes were tried here.
coupon-too-many-tries-hint = Please try again in a quarter of an hour.
coupon-count = A series has 1 to { NUMBER($most, useGrouping: 1) } codes.
coupon-count-hint = Make several series for more.
coupon-uses = A code can be used 1 to 1,000,000 times, or any number of times.
coupon-uses-hint = Leave `usesPerCode` out for any number.
coupon-dates = The codes would end before they begin.
coupon-dates-hint = Set `validUntil` after `validFrom`.
coupon-prefix = A prefix has up to 12 letters A to Z and digits.
coupon-prefix-hint = Leave it out for codes without one.
coupon-gcn = This is no Global Coupon Number.
coupon-gcn-hint = A GCN has 13 digits, of which the last one is the check digit.
coupon-unknown-offer = There is no offer with this id.
coupon-unknown-offer-hint = Save the offer first.
coupon-key = An idempotency key has 1 to { $most } characters.
coupon-key-hint = Make one for each series, and send it again only to repeat.
coupon-other-series = This idempotency key made another series.
coupon-other-series-hint = Make a new key for each series.

redemption-budget-exhausted = The budget of this offer is used up.
redemption-customer-limit = This customer has used this offer as often as possible.
redemption-quote-used = This quote was redeemed already.
redemption-coupon-used = This coupon was used already.

till-refused = Refused
till-body = The request cannot be read: { $problem }
till-key-needed = Send an Idempotency-Key header with 1 to { $most } characters, the same when you repeat the request.
till-key-reused = This Idempotency-Key redeemed another order: make a new one for each order.
till-unknown-store = There is no store with the id { $store }.
till-other-currency = { $store } sells in { $currency }: set up this till for that currency.
till-line-twice = Two lines have the same id: give each line its own.
till-clock = The clock of this till is more than { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} off: set it, or leave out `at`.
till-basket-expired = This basket was priced more than ten minutes ago: price it again.
till-basket-forged = This is no basket token of ours, or it was made for another organisation.
till-order-taken = This order was redeemed already, with another request. Reverse that one first, or use a new order number.
till-not-enough = Some offers cannot be had any more. Nothing was redeemed: `basket` is priced without them.
till-unknown-redemption = There is no such redemption.
till-not-reserved = This redemption cannot be captured, it is { $state }: price the basket and redeem it again.
till-other-receipt = This order was captured already, with the receipt { $receipt }.
till-unknown-order = No order { $order } was sold here, or it was reversed.
till-not-there = { $left ->
    [0] Nothing of line { $line } is left to return.
    [one] Only { $left } unit of line { $line } is left to return.
   *[other] Only { $left } units of line { $line } are left to return.
}

review-receipt = This receipt does not show that you bought the product.
review-receipt-hint = Scan the code at the end of your receipt again, or leave the receipt out.
