reports-simulate-nothing = 请指明要模拟的优惠：填写 offerId、content 或两者。
reports-simulate-much = 一次最多可模拟 { $moments } 个情境，每个最多 { $lines } 行：请减少数量。
reports-simulate-amounts = 数量至少为 1，价格不得低于 0：请更正各行。
reports-simulate-days = 可查看 0 至 { $most } 天以内的购物篮：请填写此范围内的天数。
reports-unknown-product = 没有商品 { $product }：请填写已有商品的编号。
reports-unknown-store = 没有门店 { $store }：请填写已有门店的编号。
reports-days = 请填写起始日和不早于它的结束日，最多 { $most } 天。
reports-offers = 一次最多可报告 { $most } 个优惠：请减少数量。
