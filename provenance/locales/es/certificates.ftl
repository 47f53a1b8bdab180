certificates-one-subject = Diga de qué trata el certificado: de un producto («gtin»), de un lote («gtin» y «lot») o de un lugar («gln»), solo de uno.
certificates-day = «{ $field }» es «{ $value }». Escriba un día, como 2026-05-01.
certificates-address = «{ $value }» no es una dirección web. Escriba una que empiece por https:// o http://.
certificates-ends-before = El certificado termina el { $until }, antes de empezar el { $since }. Revise los dos días.
