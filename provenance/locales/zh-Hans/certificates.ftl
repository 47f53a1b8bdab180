certificates-one-subject = 请说明证书的对象：产品（“gtin”）、批次（“gtin”和“lot”）或地点（“gln”），只能选一种。
certificates-day = “{ $field }”为“{ $value }”。请写日期，例如 2026-05-01。
certificates-address = “{ $value }”不是网址。网址应以 https:// 或 http:// 开头。
certificates-ends-before = 证书的截止日 { $until } 早于起始日 { $since }。请核对这两个日期。
