verification-unreadable = The stored document is no valid event any more, at { $field }: somebody changed it.
verification-hash-differs = The stored document gives another hash ({ $hash }) than it was stored under: somebody changed the one or the other.
verification-field-differs = What is stored beside the document differs from it: { $fields }. Somebody changed it.
verification-event-missing = An event that was recorded ({ $hash }) is not stored any more.
verification-passport-differs = The lot’s passport does not tell what the events say: { $fields }. Somebody changed it, or an event was added or taken away past the capture; `freshlens rebuild` makes it anew.
verification-entry-differs = The entry that was kept says: recorded by { $who }, { $time }. That is not what is stored.
