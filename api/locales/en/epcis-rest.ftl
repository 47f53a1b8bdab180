epcis-title-validation = The request is not valid EPCIS 2.0
epcis-title-query-parameter = A query parameter is not right
epcis-title-query-too-large = The answer would be too large
epcis-title-query-too-complex = The query is too complex
epcis-title-no-such-resource = There is no such resource
epcis-title-not-acceptable = No acceptable answer exists
epcis-title-already-exists = The resource exists already
epcis-title-capture-limit = The capture is too large
epcis-title-uri-too-long = The address is too long
epcis-title-media-type = The media type is not supported
epcis-title-implementation = The server could not do it
epcis-refused-version = { $header }: “{ $value }” leaves out the version spoken here, { $version }. Ask for that one, or leave the header out.
epcis-refused-accept = Nothing in “{ $accept }” can be given. Accept one of { $known }.
epcis-refused-media-type = “{ $type }” is not read here. Send UTF-8 with the Content-Type { $known }.
epcis-refused-encoding = Content-Encoding “{ $encoding }” is not taken. Send the document as it is, uncompressed.
epcis-refused-invalid = { $count ->
    [one] { $count } place in the document is wrong: correct it and send the document again.
   *[other] { $count } places in the document are wrong: correct them and send the document again.
}
epcis-refused-per-page = perPage must be a whole number from 1 to { $most }, and not “{ $value }”.
epcis-refused-token = This nextPageToken was not given here. Begin again without it.
epcis-refused-unavailable = The database cannot be reached right now. Try again in a few seconds.
epcis-refused-internal = Something went wrong here, and nothing was lost that was acknowledged. Quote { $request } when you ask for help.
epcis-refused-bytes = The document is larger than { $most } bytes. Send it in parts.
epcis-refused-events = The document has { $count } events, and { $most } are taken at once. Send it in parts.
epcis-refused-things = The lists of the document name { $count } things together, and { $most } are taken at once. Send it in parts.
epcis-refused-behaviour = { $header } is “{ $value }”. Use one of { $known }, or leave the header out.
epcis-refused-waiting = Many documents of yours are still being worked on. Send the next one a little later.
epcis-refused-busy = Many documents are being worked on. Send this one a little later.
epcis-refused-no-job = There is no such capture job of yours. Jobs are kept for 90 days after their end.
epcis-refused-known-event = The event { $event } is stored already.
epcis-refused-not-one-event = This is not a single event. Its “type” must be one of { $known }; send documents to /epcis/capture.
