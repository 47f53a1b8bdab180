epcis-title-validation = La petición no es EPCIS 2.0 válido
epcis-title-query-parameter = Un parámetro de la consulta no es correcto
epcis-title-query-too-large = La respuesta sería demasiado grande
epcis-title-query-too-complex = La consulta es demasiado compleja
epcis-title-no-such-resource = No existe ese recurso
epcis-title-not-acceptable = No hay ninguna respuesta aceptable
epcis-title-already-exists = El recurso ya existe
epcis-title-capture-limit = La captura es demasiado grande
epcis-title-uri-too-long = La dirección es demasiado larga
epcis-title-media-type = No se admite ese tipo de contenido
epcis-title-implementation = El servidor no ha podido hacerlo
epcis-refused-version = { $header }: «{ $value }» excluye la versión que se usa aquí, { $version }. Pida esa versión o quite la cabecera.
epcis-refused-accept = No se puede ofrecer nada de «{ $accept }». Acepte uno de estos tipos: { $known }.
epcis-refused-media-type = Aquí no se lee «{ $type }». Envíe UTF-8 con el Content-Type { $known }.
epcis-refused-encoding = No se admite Content-Encoding «{ $encoding }». Envíe el documento tal cual, sin comprimir.
epcis-refused-invalid = { $count ->
    [one] Hay { $count } error en el documento: corríjalo y vuelva a enviar el documento.
   *[other] Hay { $count } errores en el documento: corríjalos y vuelva a enviar el documento.
}
epcis-refused-per-page = perPage debe ser un número entero de 1 a { $most }, no «{ $value }».
epcis-refused-token = Este nextPageToken no se ha emitido aquí. Empiece de nuevo sin él.
epcis-refused-unavailable = Ahora mismo no se puede acceder a la base de datos. Inténtelo de nuevo en unos segundos.
epcis-refused-internal = Algo ha fallado aquí, pero no se ha perdido nada de lo confirmado. Indique { $request } cuando pida ayuda.
epcis-refused-bytes = El documento supera los { $most } bytes. Envíelo en partes.
epcis-refused-events = El documento tiene { $count } eventos y se admiten { $most } a la vez. Envíelo en partes.
epcis-refused-things = Las listas del documento nombran { $count } objetos en total y se admiten { $most } a la vez. Envíelo en partes.
epcis-refused-behaviour = { $header } es «{ $value }». Use uno de estos valores: { $known }, o quite la cabecera.
epcis-refused-waiting = Todavía se están procesando muchos documentos suyos. Envíe el siguiente un poco más tarde.
epcis-refused-busy = Se están procesando muchos documentos. Envíe este un poco más tarde.
epcis-refused-no-job = No tiene ninguna tarea de captura con ese nombre. Las tareas se conservan 90 días después de terminar.
epcis-refused-known-event = El evento { $event } ya está guardado.
epcis-refused-not-one-event = Esto no es un solo evento. Su «type» debe ser uno de estos: { $known }; envíe los documentos a /epcis/capture.
