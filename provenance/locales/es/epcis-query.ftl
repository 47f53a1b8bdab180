epcis-query-unknown = Este parámetro no existe. Use los de la consulta de eventos de EPCIS 2.0, o un campo de una extensión con su prefijo.
epcis-query-misspelt = Este parámetro no existe. ¿Quiso decir { $near }?
epcis-query-empty = Hay un valor vacío. Indique uno u omita el parámetro.
epcis-query-one-value = Este parámetro admite un solo valor, indicado una vez.
epcis-query-one-of = «{ $value }» no es ninguno de estos: { $known }.
epcis-query-not-a-number = «{ $value }» no es un número. Escríbalo como 4 o 4.5.
epcis-query-not-a-count = «{ $value }» no es una cantidad. Use un número entero de 1 a 999999999.
epcis-query-pattern = «{ $value }» no es un patrón. Escríbalo como urn:epc:idpat:sgtin:9521321.*.*; después del primer * solo puede haber *.
epcis-query-prefix = El prefijo «{ $prefix }» no se conoce. Declárelo en la cabecera GS1-Extensions, como { $prefix }=https://…, o escriba el IRI completo del campo.
epcis-query-too-long = No se pueden buscar textos de más de { $most } caracteres.
epcis-query-not-ordered = «{ $value }» no es ni un número ni una fecha con hora, y solo estos van antes o después de otros.
epcis-query-two-limits = eventCountLimit y maxEventCount se excluyen entre sí. Omita uno de los dos.
