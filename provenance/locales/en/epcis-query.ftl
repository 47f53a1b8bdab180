epcis-query-unknown = There is no such parameter. Use those of the EPCIS 2.0 event query, or a field of an extension with its prefix.
epcis-query-misspelt = There is no such parameter. Did you mean { $near }?
epcis-query-empty = A value is empty. Give one, or leave the parameter out.
epcis-query-one-value = This parameter takes one value, given once.
epcis-query-one-of = “{ $value }” is none of { $known }.
epcis-query-not-a-number = “{ $value }” is no number. Write it as 4 or 4.5.
epcis-query-not-a-count = “{ $value }” is no count. Use a whole number from 1 to 999999999.
epcis-query-pattern = “{ $value }” is no pattern. Write it as urn:epc:idpat:sgtin:9521321.*.*, with everything after the first * a * too.
epcis-query-prefix = The prefix “{ $prefix }” is not known. Declare it in the GS1-Extensions header, as { $prefix }=https://…, or write the field’s whole IRI.
epcis-query-too-long = Texts of more than { $most } characters cannot be searched for.
epcis-query-not-ordered = “{ $value }” is neither a number nor a time, and only these come before or after others.
epcis-query-two-limits = eventCountLimit and maxEventCount exclude each other. Leave one out.
