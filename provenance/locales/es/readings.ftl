readings-not-json = No es JSON válido: se interrumpe en la línea { $line }, columna { $column }.
readings-not-a-list = «readings» debe ser una lista de registros.
readings-empty = Aquí no hay registros. Envíe al menos uno.
readings-too-many = Son { $count } registros. Envíe como máximo { $limit } cada vez.
readings-not-a-record = Un registro debe ser un objeto JSON, por ejemplo {"{"}"sensor": "S-17", "at": "2026-05-01T08:30:00Z", "temperature": 3.5{"}"}.
readings-unknown-field = «{ $field }» no es un campo de un registro. Los conocidos son: { $known }.
readings-nothing-measured = El registro no informa de nada. Indique «temperature», «humidity» o «door».
readings-no-sensor = «sensor» debe ser el identificador del sensor, un texto.
readings-another-sensor = El registro es del sensor «{ $sensor }», pero el tema es de «{ $known }». Publíquelo en su propio tema.
readings-in-the-future = «{ $at }» está en el futuro: aquí son las { $now }. Ponga en hora el reloj del dispositivo.
readings-too-old =
    { $days ->
        [one] «{ $at }» es de hace más de { $days } día: aquí son las { $now }. Ponga en hora el reloj del dispositivo; los números son milisegundos desde 1970, no segundos.
       *[other] «{ $at }» es de hace más de { $days } días: aquí son las { $now }. Ponga en hora el reloj del dispositivo; los números son milisegundos desde 1970, no segundos.
    }
readings-no-time = «{ $value }» no es una hora. Escríbala con su zona (RFC 3339), por ejemplo 2026-05-01T08:30:00Z, o en milisegundos enteros desde 1970.
readings-not-text = «{ $field }» es { $value } y debe ser un texto.
readings-not-a-number = «{ $field }» es { $value }. Debe ser un número, sin comillas; la unidad va en «unit».
readings-too-hot = { $value } { $unit } no es una temperatura de la cadena de frío: el sensor está averiado o la unidad es otra.
readings-no-humidity = { $value } no es una humedad relativa. Indique un porcentaje de 0 a 100.
readings-no-door = «{ $value }» no dice nada de una puerta. Use "open" (abierta) o "closed" (cerrada).
readings-unknown-sensor = Ningún lugar tiene el sensor «{ $sensor }». Compruebe su identificador o añádalo al lugar donde mide.
readings-crowded-hour = El sensor «{ $sensor }» ya ha enviado { $limit } valores de esta hora y no se guardan más. Envíe menos.
readings-nothing-used = No se pudo usar ningún registro. Se enumera cada uno con lo que tiene de malo.
readings-media-type = «{ $given }» no se lee aquí. Envíe application/json o application/x-ndjson, sin comprimir.
readings-too-large = El cuerpo pesa más de { $mebibytes } MiB. Envíe menos registros cada vez.
readings-not-now = En este momento no se pueden guardar las lecturas. Envíe el mismo lote otra vez dentro de unos segundos; nada se cuenta dos veces.
readings-message-large = El mensaje pesa más de { $kibibytes } KiB. Publique menos registros cada vez.
