epcis-refused-query = { $count ->
   *[other] 有 { $count } 个参数不正确：请按说明修改。
}
epcis-refused-query-length = 查询超过 { $most } 个字符。请一次查询较少的值。
epcis-refused-too-large = 匹配的事件超过 { $most } 个。请缩小范围，或提高 maxEventCount。
epcis-refused-too-complex = 查找结果用时过长。请添加时间范围、标识符、地点或业务步骤。
epcis-refused-epc-format = “{ $value }”不是有效的 { $header }。请使用以下之一：{ $known }。
epcis-refused-extensions = { $header } 中的“{ $value }”不是“前缀=IRI”的形式。请写成 ex=https://example.com/ns/。
epcis-refused-no-event = 没有 eventID 为 { $event } 的事件。
epcis-refused-no-value = 这里没有任何事件涉及 { $value }。
