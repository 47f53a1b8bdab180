# 报价、优惠券与收银

quote-kept = 您之前看到的价格
quote-forged = 这不是本店的报价，或已被改动。
quote-expired = 此报价已过期：请重新获取。
quote-other-store = 此报价属于另一家门店。
quote-other-currency = 此报价使用另一种货币。
quote-not-in-basket = 购物篮中没有此报价对应的商品。
quote-not-cheaper = 不用此报价，购物篮也不会更贵；报价保留未用。
quote-nothing-off = 没有优惠单独适用于此商品，因此没有可保留的价格。
quote-nothing-off-hint = 需要搭配其他商品的优惠将在收银台生效。
quote-not-this-offer = 该优惠不单独适用于此商品。
quote-not-this-offer-hint = 不指定优惠再试，即可保留当前价格。
quote-blocked = 已召回或已过期的商品不作价格承诺。
quote-blocked-hint = 请放回原处，或交给店员。
quote-line = 请说明购物车中的哪一行，或哪家门店的哪个条码。
quote-line-hint = 请发送 `cartId` 和 `lineId`，或 `storeId` 和 `code`。
quote-unknown-line = 购物车中没有这一行。
quote-unknown-line-hint = 请重新读取购物车：它可能已变更。

coupon-mistyped = 券码输入有误：不存在这样的券码。
coupon-mistyped-hint = 请逐字与您的优惠券核对。
coupon-wrong = 我们没有这个券码。
coupon-wrong-hint = 请确认它属于本店。
coupon-used = 此券码已使用。
coupon-used-hint = 每个券码只能按优惠券注明的次数使用。
coupon-not-yet = 此券码尚未生效。
coupon-not-yet-hint = 生效日期见优惠券。
coupon-over = 此券码已失效。
coupon-over-hint = 有效期见优惠券。
coupon-too-many-tries = 尝试的券码过多。
coupon-too-many-tries-hint = 请一刻钟后再试。
coupon-count = 一批券码的数量为 1 至 { NUMBER($most, useGrouping: 1) } 个。
coupon-count-hint = 需要更多时请分多批生成。
coupon-uses = 一个券码可使用 1 至 1,000,000 次，或不限次数。
coupon-uses-hint = 省略 `usesPerCode` 即为不限次数。
coupon-dates = 券码会在生效之前结束。
coupon-dates-hint = 请让 `validUntil` 晚于 `validFrom`。
coupon-prefix = 前缀最多 12 个字母（A 至 Z）和数字。
coupon-prefix-hint = 不需要前缀时请省略。
coupon-gcn = 这不是全球优惠券代码（GCN）。
coupon-gcn-hint = GCN 有 13 位数字，最后一位是校验位。
coupon-unknown-offer = 没有此编号的优惠。
coupon-unknown-offer-hint = 请先保存该优惠。
coupon-key = 幂等键的长度为 1 至 { $most } 个字符。
coupon-key-hint = 每批生成一个，仅在重复请求时再次发送。
coupon-other-series = 此幂等键已用于另一批券码。
coupon-other-series-hint = 请为每批使用新的键。

redemption-budget-exhausted = 此优惠的预算已用完。
redemption-customer-limit = 此顾客使用该优惠的次数已达上限。
redemption-quote-used = 此报价已兑现。
redemption-coupon-used = 此优惠券已使用。

till-refused = 已拒绝
till-body = 无法读取请求：{ $problem }
till-key-needed = 请发送 1 至 { $most } 个字符的 Idempotency-Key 标头，重复请求时保持不变。
till-key-reused = 此 Idempotency-Key 已用于另一订单：请为每个订单使用新的键。
till-unknown-store = 没有编号为 { $store } 的门店。
till-other-currency = { $store } 以 { $currency } 销售：请将此收银机设置为该货币。
till-line-twice = 有两行使用了相同的编号：请为每一行使用不同的编号。
till-clock = 此收银机的时钟偏差超过 { $minutes } 分钟：请校准，或省略 `at`。
till-basket-expired = 此购物篮的计价已超过十分钟：请重新计价。
till-basket-forged = 这不是我们的购物篮凭证，或属于另一机构。
till-order-taken = 此订单已由另一请求兑现。请先撤销该请求，或使用新的订单号。
till-not-enough = 部分优惠已不可用。未作任何兑现：`basket` 已按不含这些优惠计价。
till-unknown-redemption = 没有这笔兑现。
till-not-reserved = 这笔兑现无法结算，当前状态为 { $state }：请重新计价并兑现。
till-other-receipt = 此订单已结算，小票号为 { $receipt }。
till-unknown-order = 此处没有售出订单 { $order }，或已撤销。
till-not-there = { $left ->
    [0] 第 { $line } 行已没有可退的商品。
   *[other] 第 { $line } 行只剩 { $left } 件可退。
}

review-receipt = 此小票不能证明您购买过该商品。
review-receipt-hint = 请重新扫描小票末尾的码，或不提供小票。
