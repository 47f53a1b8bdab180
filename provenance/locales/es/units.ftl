units-unknown-temperature = «{ $unit }» no es una unidad de temperatura conocida. Use una de estas: { $known } (Recomendación 20 de UN/CEFACT).
units-impossible-temperature = { $value } { $unit } no es una temperatura posible: está por debajo del cero absoluto. Compruebe el valor y su unidad.
