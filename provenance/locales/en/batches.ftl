batch-not-json = This is no valid JSON: it breaks off at line { $line }, column { $column }.
batch-not-a-list = “{ $member }” must be a list of records.
batch-empty = There are no records here. Send at least one.
batch-too-many = These are { $count } records. Send at most { $limit } at a time.
batch-unknown-field = “{ $field }” is no field of a record. Known ones are: { $known }.
batch-in-the-future = “{ $at }” lies in the future: here it is { $now }. Set the device’s clock.
batch-too-old =
    { $days ->
        [one] “{ $at }” is more than { $days } day ago: here it is { $now }. Set the device’s clock; numbers are milliseconds since 1970, not seconds.
       *[other] “{ $at }” is more than { $days } days ago: here it is { $now }. Set the device’s clock; numbers are milliseconds since 1970, not seconds.
    }
batch-no-time = “{ $value }” is no time. Write it with its zone (RFC 3339), such as 2026-05-01T08:30:00Z, or as whole milliseconds since 1970.
batch-not-text = “{ $field }” is { $value } and must be a text.
batch-nothing-used = None of the records could be used. Each is listed with what is wrong with it.
batch-media-type = “{ $given }” is not read here. Send application/json or application/x-ndjson, not compressed.
batch-too-large = The body is larger than { $mebibytes } MiB. Send fewer records at a time.
batch-not-now = This cannot be stored at the moment. Send the same batch again in some seconds; nothing is counted twice.
batch-message-large = The message is larger than { $kibibytes } KiB. Publish fewer records at a time.
