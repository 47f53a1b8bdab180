epcis-refused-query = { $count ->
    [one] Hay { $count } parámetro incorrecto: vea qué cambiar.
   *[other] Hay { $count } parámetros incorrectos: vea qué cambiar.
}
epcis-refused-query-length = La consulta tiene más de { $most } caracteres. Pida menos valores a la vez.
epcis-refused-too-large = Coinciden más de { $most } eventos. Pida menos o aumente maxEventCount.
epcis-refused-too-complex = Encontrar la respuesta llevó demasiado tiempo. Añada un intervalo de tiempo, un identificador, un lugar o un paso de negocio.
epcis-refused-epc-format = «{ $value }» no es un valor de { $header }. Use uno de estos: { $known }.
epcis-refused-extensions = «{ $value }» en { $header } no tiene la forma prefijo=IRI. Escríbalo como ex=https://example.com/ns/.
epcis-refused-no-event = Ningún evento tiene el eventID { $event }.
epcis-refused-no-value = Ningún evento habla aquí de { $value }.
