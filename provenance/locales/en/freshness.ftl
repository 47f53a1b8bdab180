# Freshness: one sentence for the shopper. A quality estimate; never the word "safe".
freshness-recalled = This product has been recalled. Please do not eat it.
freshness-too-warm = It was warmer than { $limit } °C for { $hours } hours in all; at most { $allowed } are allowed. Please do not eat it.
freshness-expired = Its use-by date was { DATETIME($date, dateStyle: "medium") }. Please do not eat it.
freshness-past-best-before = Its best-before date was { DATETIME($date, dateStyle: "medium") }: it may have lost some quality. Look, smell and taste before you use it.
freshness-used-up = By its temperature history, its quality life may be used up.
freshness-by-use-by = Judged by its use-by date alone: { $days ->
    [0] today
    [one] tomorrow
   *[other] { DATETIME($date, dateStyle: "medium") }
  }.
freshness-by-best-before = Judged by its best-before date alone: { $days ->
    [0] today
    [one] tomorrow
   *[other] { DATETIME($date, dateStyle: "medium") }
  }.
freshness-unknown = Neither its temperature history nor a date is known, so we cannot judge its quality.
freshness-kept = { $measured ->
    [all] Kept at { $mean } °C on average
   *[part] Measured for only { $coverage } % of its time, at { $mean } °C on average
  }; quality estimate: { $days ->
    [0] less than a day left
    [one] about one day left
   *[other] about { $days } days left
  }{ $limit ->
    [use-by] , up to its use-by date
   *[model] {""} if you keep it at { $assumed } °C
  }.{ $chilled ->
    [yes] {""} It was stored colder than it tolerates, which may have harmed it.
   *[no] {""}
  }{ $stay ->
    [elsewhere] {""} It is not recorded in this store: this is the worst of where it is known to be.
    [worst] {""} It is in { $places } places: this is the worst of them.
   *[one] {""}
  }
