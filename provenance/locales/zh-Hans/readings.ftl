readings-not-json = 这不是有效的 JSON：在第 { $line } 行第 { $column } 列中断。
readings-not-a-list = “readings”必须是记录的列表。
readings-empty = 这里没有记录。请至少发送一条。
readings-too-many = 这里有 { $count } 条记录。每次最多发送 { $limit } 条。
readings-not-a-record = 记录必须是 JSON 对象，例如 {"{"}"sensor": "S-17", "at": "2026-05-01T08:30:00Z", "temperature": 3.5{"}"}。
readings-unknown-field = “{ $field }”不是记录的字段。已知字段有：{ $known }。
readings-nothing-measured = 这条记录没有内容。请填写“temperature”、“humidity”或“door”。
readings-no-sensor = “sensor”必须是传感器的编号，为文本。
readings-another-sensor = 这条记录属于传感器“{ $sensor }”，而主题属于“{ $known }”。请发布到它自己的主题。
readings-in-the-future = “{ $at }”是将来的时间：此处现在是 { $now }。请校准设备的时钟。
readings-too-old =
    { $days ->
       *[other] “{ $at }”已超过 { $days } 天：此处现在是 { $now }。请校准设备的时钟；数字是自 1970 年起的毫秒数，不是秒数。
    }
readings-no-time = “{ $value }”不是时间。请写明时区（RFC 3339），例如 2026-05-01T08:30:00Z，或写自 1970 年起的整毫秒数。
readings-not-text = “{ $field }”为 { $value }，必须是文本。
readings-not-a-number = “{ $field }”为 { $value }。必须是不带引号的数字；单位写在“unit”中。
readings-too-hot = { $value } { $unit } 不可能是冷链温度：传感器已损坏，或单位有误。
readings-no-humidity = { $value } 不是相对湿度。请填写 0 到 100 的百分数。
readings-no-door = “{ $value }”不能说明门的状态。请使用 "open"（开）或 "closed"（关）。
readings-unknown-sensor = 没有地点登记传感器“{ $sensor }”。请检查编号，或将其加入所测量的地点。
readings-crowded-hour = 传感器“{ $sensor }”在这一小时已发送 { $limit } 个数值，不再保存更多。请减少发送。
readings-nothing-used = 没有一条记录可用。每条记录的问题已逐一列出。
readings-media-type = 此处不读取“{ $given }”。请发送 application/json 或 application/x-ndjson，不要压缩。
readings-too-large = 请求体超过 { $mebibytes } MiB。请减少每次发送的记录。
readings-not-now = 目前无法保存读数。请在几秒后再次发送同一批数据；不会重复计算。
readings-message-large = 消息超过 { $kibibytes } KiB。请减少每次发布的记录。
