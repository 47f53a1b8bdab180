# Qué pasa si se conserva de otra forma: estimación de calidad; nunca la palabra «seguro».
what-if-kept = Si usted lo conserva a { $celsius } °C: { $days ->
    [0] menos de un día
    [one] alrededor de un día
   *[other] unos { $days } días
  }{ $limit ->
    [use-by] , hasta su fecha de caducidad
   *[model] {""}
  }.
what-if-step = { $hours ->
    [one] Una hora a { $celsius } °C
   *[other] { $hours } horas a { $celsius } °C
  }: { $lost ->
    [0] casi ninguna diferencia
   *[other] { $unit ->
        [days] unos { $lost } días menos
       *[hours] { $lost ->
            [one] alrededor de una hora menos
           *[other] unas { $lost } horas menos
          }
      }
  }.
what-if-too-warm = Al cabo de { $hours ->
    [one] una hora
   *[other] { $hours } horas
  } habría estado demasiado tiempo por encima de { $limit } °C: en ese caso, por favor, no lo consuma.
