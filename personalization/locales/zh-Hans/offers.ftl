# 顾客读到的优惠说明。
saving-percent = 立减 { $percent } %
saving-percent-days = { $days ->
    [0] 立减 { $percent } %，因为今天是本批次的最后一天
   *[other] 立减 { $percent } %，因为本批次最好在 { $days } 天内食用
}
saving-amount = 立减 { $amount }
saving-unit-amount = 每件立减 { $amount }
saving-per-kilogram = 每千克立减 { $amount }
saving-line-amount = 本商品立减 { $amount }
saving-bundle-price = { $units } 件 { $amount }
saving-cheapest-free = 买 { $buy } 件付 { $pay } 件
saving-buy-get-free = 买 { $buy } 送 { $get }
saving-buy-get = 买 { $buy } 件，另 { $get } 件减 { $percent } %
saving-percent-in-groups = 每满 { $units } 件，每件减 { $percent } %
saving-amount-in-groups = 每满 { $units } 件，每件减 { $amount }
saving-percent-from-units = 满 { $units } 件减 { $percent } %
saving-amount-from-units = 满 { $units } 件减 { $amount }
saving-percent-from-spend = 满 { $spend } 减 { $percent } %
saving-amount-from-spend = 满 { $spend } 减 { $amount }
saving-gift = { $quantity ->
   *[other] 随单赠品 { $quantity } 件
}
saving-free-delivery = 免运费
saving-points = { $points ->
   *[other] { $points } 积分
}
saving-help-units = 再买 { $missing } 件即享“{ $deal }”
saving-help-spend = 再买 { $missing } 即享“{ $deal }”

# 优惠内容的问题。
benefit-percent-or-amount = 请填写百分比或金额，二者选一。
benefit-bundle-size = 组合至少 2 件，不能是 { $value } 件。
benefit-free-of = 买 { $buy } 件免 { $free } 件，就没有需要付款的了。免费的件数应少于购买的件数。
benefit-tiers-empty = 请至少填写一档。
benefit-tiers-twice = 有两档都从 { $at } 开始，请只保留一档。
benefit-tiers-mixed = 有的档是百分比，有的档是金额。请统一为一种。
benefit-tiers-fall = 从 { $higher } 起的一档比从 { $lower } 起的一档优惠更少。买得多不应省得少。
benefit-ladder-empty = 请至少填写一级。
benefit-ladder-twice = 有两级都是剩余 { $days } 天，请只保留一级。
benefit-ladder-falls = 剩余 { $fewer } 天时的折扣小于剩余 { $more } 天时。天数越少不应越贵。
benefit-floor-percent = 最低价应不低于原价的 0 % 且低于 100 %，不能是 { $value } %。
