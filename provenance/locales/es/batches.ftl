batch-not-json = No es JSON válido: se interrumpe en la línea { $line }, columna { $column }.
batch-not-a-list = «{ $member }» debe ser una lista de registros.
batch-empty = Aquí no hay registros. Envíe al menos uno.
batch-too-many = Son { $count } registros. Envíe como máximo { $limit } cada vez.
batch-unknown-field = «{ $field }» no es un campo de un registro. Los conocidos son: { $known }.
batch-in-the-future = «{ $at }» está en el futuro: aquí son las { $now }. Ponga en hora el reloj del dispositivo.
batch-too-old =
    { $days ->
        [one] «{ $at }» es de hace más de { $days } día: aquí son las { $now }. Ponga en hora el reloj del dispositivo; los números son milisegundos desde 1970, no segundos.
       *[other] «{ $at }» es de hace más de { $days } días: aquí son las { $now }. Ponga en hora el reloj del dispositivo; los números son milisegundos desde 1970, no segundos.
    }
batch-no-time = «{ $value }» no es una hora. Escríbala con su zona (RFC 3339), por ejemplo 2026-05-01T08:30:00Z, o en milisegundos enteros desde 1970.
batch-not-text = «{ $field }» es { $value } y debe ser un texto.
batch-nothing-used = No se pudo usar ningún registro. Se enumera cada uno con lo que tiene de malo.
batch-media-type = «{ $given }» no se lee aquí. Envíe application/json o application/x-ndjson, sin comprimir.
batch-too-large = El cuerpo pesa más de { $mebibytes } MiB. Envíe menos registros cada vez.
batch-not-now = En este momento no se puede guardar nada. Envíe el mismo lote otra vez dentro de unos segundos; nada se cuenta dos veces.
batch-message-large = El mensaje pesa más de { $kibibytes } KiB. Publique menos registros cada vez.
