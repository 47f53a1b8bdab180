epcis-query-unknown = 没有这个参数。请使用 EPCIS 2.0 事件查询的参数，或带前缀的扩展字段。
epcis-query-misspelt = 没有这个参数。您是指 { $near } 吗？
epcis-query-empty = 有一个值为空。请填写该值，或去掉此参数。
epcis-query-one-value = 此参数只能有一个值，且只能给出一次。
epcis-query-one-of = “{ $value }”不是以下任何一个：{ $known }。
epcis-query-not-a-number = “{ $value }”不是数字。请写成 4 或 4.5。
epcis-query-not-a-count = “{ $value }”不是有效的数量。请使用 1 到 999999999 的整数。
epcis-query-pattern = “{ $value }”不是有效的模式。请写成 urn:epc:idpat:sgtin:9521321.*.*，第一个 * 之后的各段也必须是 *。
epcis-query-prefix = 前缀“{ $prefix }”未知。请在 GS1-Extensions 标头中以 { $prefix }=https://… 声明它，或写出字段的完整 IRI。
epcis-query-too-long = 无法搜索超过 { $most } 个字符的文本。
epcis-query-not-ordered = “{ $value }”既不是数字也不是时间，只有这两种值可以比较先后或大小。
epcis-query-two-limits = eventCountLimit 与 maxEventCount 不能同时使用。请去掉其中一个。
