certificates-one-subject = Say what the certificate is about: a product (“gtin”), a lot (“gtin” and “lot”) or a place (“gln”), one of them.
certificates-day = “{ $field }” is “{ $value }”. Write a day such as 2026-05-01.
certificates-address = “{ $value }” is no web address. Write one that begins with https:// or http://.
certificates-ends-before = The certificate ends on { $until }, before it begins on { $since }. Check the two days.
