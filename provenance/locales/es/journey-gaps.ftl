journey-origin-unknown = No consta de dónde procede el lote { $name }.
journey-time-unaccounted = Nadie registró dónde estuvo el lote { $name } entre el { DATETIME($since, dateStyle: "medium", timeStyle: "short") } y el { DATETIME($until, dateStyle: "medium", timeStyle: "short") }.
journey-impossible-order = Un paso del lote { $name } lleva la fecha { DATETIME($at, dateStyle: "medium", timeStyle: "short") }, anterior a la existencia del lote ({ DATETIME($born, dateStyle: "medium", timeStyle: "short") }). Uno de los dos registros es erróneo.
journey-truncated = Este recorrido tiene más registros de los que seguimos; los pasos anteriores no se muestran.
journey-nothing-recorded = No hay nada registrado sobre el lote { $name }.
