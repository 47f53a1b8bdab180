verification-unreadable = 存储的文档在 { $field } 处已不是有效事件：有人改动过它。
verification-hash-differs = 存储的文档算出的哈希（{ $hash }）与入库时不同：有人改动了文档或哈希。
verification-field-differs = 文档旁存储的内容与文档不一致：{ $fields }。有人改动过。
verification-event-missing = 曾经记录的事件（{ $hash }）已不在库中。
verification-passport-differs = 该批次的护照与事件所述不一致：{ $fields }。有人改动过，或绕过采集增删了事件；可用 `freshlens rebuild` 重新生成。
verification-entry-differs = 另存的条目为：由 { $who } 于 { $time } 记录。这与库中内容不符。
