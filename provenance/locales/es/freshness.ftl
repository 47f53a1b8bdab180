# Frescura: una frase para quien compra. Es una estimación de calidad; nunca dice «seguro».
freshness-recalled = Este producto ha sido retirado del mercado. No lo consuma.
freshness-too-warm = Estuvo por encima de { $limit } °C durante { $hours } horas en total; se permiten { $allowed } como máximo. No lo consuma.
freshness-expired = Su fecha de caducidad fue el { DATETIME($date, dateStyle: "medium") }. No lo consuma.
freshness-past-best-before = Su fecha de consumo preferente fue el { DATETIME($date, dateStyle: "medium") }: puede haber perdido calidad. Mírelo, huélalo y pruébelo antes de usarlo.
freshness-used-up = Según su historial de temperatura, su vida de calidad puede haberse agotado.
freshness-by-use-by = Se juzga solo por su fecha de caducidad: { $days ->
    [0] hoy
    [one] mañana
   *[other] { DATETIME($date, dateStyle: "medium") }
  }.
freshness-by-best-before = Se juzga solo por su fecha de consumo preferente: { $days ->
    [0] hoy
    [one] mañana
   *[other] { DATETIME($date, dateStyle: "medium") }
  }.
freshness-unknown = No se conoce su historial de temperatura ni ninguna fecha, así que no podemos juzgar su calidad.
freshness-kept = { $measured ->
    [all] Conservado a { $mean } °C de media
   *[part] Medido solo el { $coverage } % del tiempo, a { $mean } °C de media
  }; estimación de calidad: { $days ->
    [0] queda menos de un día
    [one] queda un día aproximadamente
   *[other] quedan unos { $days } días
  }{ $limit ->
    [use-by] , hasta su fecha de caducidad
   *[model] {""} si lo conserva a { $assumed } °C
  }.{ $chilled ->
    [yes] {""} Estuvo a menos temperatura de la que tolera, lo que puede haberlo dañado.
   *[no] {""}
  }{ $stay ->
    [elsewhere] {""} No consta en esta tienda: este es el peor de los lugares donde se sabe que está.
    [worst] {""} Está en { $places } lugares: este es el peor.
   *[one] {""}
  }
