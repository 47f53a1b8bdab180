journey-origin-unknown = Where lot { $name } comes from is not recorded.
journey-time-unaccounted = Nobody recorded where lot { $name } was between { DATETIME($since, dateStyle: "medium", timeStyle: "short") } and { DATETIME($until, dateStyle: "medium", timeStyle: "short") }.
journey-impossible-order = A step of lot { $name } is dated { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, before the lot existed ({ DATETIME($born, dateStyle: "medium", timeStyle: "short") }). One of the two records is wrong.
journey-truncated = This journey has more records than we follow; earlier steps are not shown.
journey-nothing-recorded = Nothing is recorded about lot { $name }.
