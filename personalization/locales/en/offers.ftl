# What shoppers read about an offer that applies.
saving-percent = { $percent } % off
saving-percent-days = { $days ->
    [0] { $percent } % off, because today is this lot’s last day
    [1] { $percent } % off, because this lot is best within 1 day
   *[other] { $percent } % off, because this lot is best within { $days } days
}
saving-amount = { $amount } off
saving-unit-amount = { $amount } off each
saving-per-kilogram = { $amount } off per kilogram
saving-line-amount = { $amount } off this product
saving-bundle-price = { $units } for { $amount }
saving-cheapest-free = { $buy } for { $pay }
saving-buy-get-free = Buy { $buy }, get { $get } free
saving-buy-get = Buy { $buy }, get { $get } at { $percent } % off
saving-percent-in-groups = { $percent } % off each if you take { $units }
saving-amount-in-groups = { $amount } off each if you take { $units }
saving-percent-from-units = { $percent } % off from { $units } pieces on
saving-amount-from-units = { $amount } off from { $units } pieces on
saving-percent-from-spend = { $percent } % off from { $spend } on
saving-amount-from-spend = { $amount } off from { $spend } on
saving-gift = { $quantity ->
    [1] A gift with your purchase
   *[other] { $quantity } gifts with your purchase
}
saving-free-delivery = Free delivery
saving-points = { $points ->
    [1] 1 point
   *[other] { $points } points
}
saving-help-units = { $missing } more for “{ $deal }”
saving-help-spend = { $missing } more for “{ $deal }”

# What keeps a benefit from making sense.
benefit-percent-or-amount = Say either a percentage or an amount, and not both.
benefit-bundle-size = A bundle has 2 units or more, not { $value }.
benefit-free-of = With buy { $buy }, free { $free } nothing is left to pay. Let fewer be free than are bought.
benefit-tiers-empty = Give at least one tier.
benefit-tiers-twice = Two tiers begin at { $at }. Keep one of them.
benefit-tiers-mixed = Some tiers give a percentage and some an amount. Use one kind for all.
benefit-tiers-fall = The tier from { $higher } gives less than the one from { $lower }. More bought must not save less.
benefit-ladder-empty = Give at least one step.
benefit-ladder-twice = Two steps are for { $days } days left. Keep one of them.
benefit-ladder-falls = With { $fewer } days left less comes off than with { $more }. Fewer days must not cost more.
benefit-floor-percent = The lowest price is 0 % or more and less than 100 % of the price, not { $value } %.
