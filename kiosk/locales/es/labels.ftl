# Etiquetas de los productos (kiosk/labels).
label-use-by = Fecha de caducidad
label-best-before = Consumir preferentemente antes del
label-packed-on = Envasado el
label-produced-on = Producido el
label-lot = Lote
label-serial = N.º de serie
label-scan-me = Escanee: frescura y origen
label-day = { DATETIME($day, dateStyle: "medium") }
label-mark = { $mark }
