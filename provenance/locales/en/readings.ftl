readings-not-json = This is no valid JSON: it breaks off at line { $line }, column { $column }.
readings-not-a-list = “readings” must be a list of records.
readings-empty = There are no records here. Send at least one.
readings-too-many = These are { $count } records. Send at most { $limit } at a time.
readings-not-a-record = A record must be a JSON object, such as {"{"}"sensor": "S-17", "at": "2026-05-01T08:30:00Z", "temperature": 3.5{"}"}.
readings-unknown-field = “{ $field }” is no field of a record. Known ones are: { $known }.
readings-nothing-measured = The record tells of nothing. Give “temperature”, “humidity” or “door”.
readings-no-sensor = “sensor” must be the sensor’s id, a text.
readings-another-sensor = The record is of sensor “{ $sensor }”, but the topic is of “{ $known }”. Publish it to its own topic.
readings-in-the-future = “{ $at }” lies in the future: here it is { $now }. Set the device’s clock.
readings-too-old =
    { $days ->
        [one] “{ $at }” is more than { $days } day ago: here it is { $now }. Set the device’s clock; numbers are milliseconds since 1970, not seconds.
       *[other] “{ $at }” is more than { $days } days ago: here it is { $now }. Set the device’s clock; numbers are milliseconds since 1970, not seconds.
    }
readings-no-time = “{ $value }” is no time. Write it with its zone (RFC 3339), such as 2026-05-01T08:30:00Z, or as whole milliseconds since 1970.
readings-not-text = “{ $field }” is { $value } and must be a text.
readings-not-a-number = “{ $field }” is { $value }. It must be a number, without quotation marks; the unit goes into “unit”.
readings-too-hot = { $value } { $unit } is no temperature of a cold chain: the sensor is broken, or its unit another.
readings-no-humidity = { $value } is no relative humidity. Give a percentage from 0 to 100.
readings-no-door = “{ $value }” says nothing of a door. Use "open" or "closed".
readings-unknown-sensor = No place lists the sensor “{ $sensor }”. Check its id, or add it to the place where it measures.
readings-crowded-hour = Sensor “{ $sensor }” has sent { $limit } values for this hour, and more are not kept. Send fewer.
readings-nothing-used = None of the records could be used. Each is listed with what is wrong with it.
readings-media-type = “{ $given }” is not read here. Send application/json or application/x-ndjson, not compressed.
readings-too-large = The body is larger than { $mebibytes } MiB. Send fewer records at a time.
readings-not-now = The readings cannot be stored at the moment. Send the same batch again in some seconds; nothing is counted twice.
readings-message-large = The message is larger than { $kibibytes } KiB. Publish fewer records at a time.
