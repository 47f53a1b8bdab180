# What if it is kept otherwise: a quality estimate; never the word "safe".
what-if-kept = If you keep it at { $celsius } °C: { $days ->
    [0] less than a day
    [one] about one day
   *[other] about { $days } days
  }{ $limit ->
    [use-by] , up to its use-by date
   *[model] {""}
  }.
what-if-step = { $hours ->
    [one] One hour at { $celsius } °C
   *[other] { $hours } hours at { $celsius } °C
  }: { $lost ->
    [0] hardly any difference
   *[other] { $unit ->
        [days] about { $lost } days less
       *[hours] { $lost ->
            [one] about one hour less
           *[other] about { $lost } hours less
          }
      }
  }.
what-if-too-warm = After { $hours ->
    [one] one hour
   *[other] { $hours } hours
  } it would have been warmer than { $limit } °C for too long: then please do not eat it.
