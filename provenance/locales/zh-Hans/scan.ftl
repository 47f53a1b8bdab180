scan-store-unknown = 没有名为“{ $store }”的门店。
scan-store-unknown-hint = 请选择本系统中的一家门店。
scan-unknown-product = 已读出商品编号 { $code }，但目前还没有它的资料。
scan-unknown-product-hint = 请询问店员，或扫描其他商品。
scan-unknown-plu = { $store } 没有编号为 { $code } 的商品。
scan-unknown-plu-hint = 请核对标签上的编号，或询问店员。
