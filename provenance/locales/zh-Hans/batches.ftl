batch-not-json = 这不是有效的 JSON：在第 { $line } 行第 { $column } 列中断。
batch-not-a-list = “{ $member }”必须是记录的列表。
batch-empty = 这里没有记录。请至少发送一条。
batch-too-many = 这里有 { $count } 条记录。每次最多发送 { $limit } 条。
batch-unknown-field = “{ $field }”不是记录的字段。已知字段有：{ $known }。
batch-in-the-future = “{ $at }”是将来的时间：此处现在是 { $now }。请校准设备的时钟。
batch-too-old =
    { $days ->
       *[other] “{ $at }”已超过 { $days } 天：此处现在是 { $now }。请校准设备的时钟；数字是自 1970 年起的毫秒数，不是秒数。
    }
batch-no-time = “{ $value }”不是时间。请写明时区（RFC 3339），例如 2026-05-01T08:30:00Z，或写自 1970 年起的整毫秒数。
batch-not-text = “{ $field }”为 { $value }，必须是文本。
batch-nothing-used = 没有一条记录可用。每条记录的问题已逐一列出。
batch-media-type = 此处不读取“{ $given }”。请发送 application/json 或 application/x-ndjson，不要压缩。
batch-too-large = 请求体超过 { $mebibytes } MiB。请减少每次发送的记录。
batch-not-now = 目前无法保存。请在几秒后再次发送同一批数据；不会重复计算。
batch-message-large = 消息超过 { $kibibytes } KiB。请减少每次发布的记录。
