epcis-refused-query = { $count ->
    [one] { $count } parameter is not right: see what to change.
   *[other] { $count } parameters are not right: see what to change.
}
epcis-refused-query-length = The query is longer than { $most } characters. Ask for fewer values at once.
epcis-refused-too-large = More than { $most } events match. Ask for less, or raise maxEventCount.
epcis-refused-too-complex = The answer took too long to find. Add a time range, an identifier, a place or a business step.
epcis-refused-epc-format = “{ $value }” is no { $header }. Use one of { $known }.
epcis-refused-extensions = “{ $value }” in { $header } is no prefix=IRI. Write it as ex=https://example.com/ns/.
epcis-refused-no-event = No event has the eventID { $event }.
epcis-refused-no-value = No event speaks of { $value } here.
