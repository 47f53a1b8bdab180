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
label-moment = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") }
label-packed-at = Envasado
label-origin = Origen
label-net = Peso neto
label-tare = Tara
label-per-kilogram = Precio/kg
label-to-pay = A pagar
label-kilograms = { $kilograms } kg
label-money = { $amount }
label-number = N.º { $number }
label-reprint = REIMPRESIÓN de la etiqueta n.º { $number }
label-each = la unidad
label-a-kilogram = el kilo
label-a-litre = el litro
label-instead-of = antes { $amount }
label-until = hasta el { DATETIME($day, dateStyle: "medium") }

# Por qué no se imprime una etiqueta.
label-no-room-for-qr = Un QR de { $qr } mm no deja sitio para el texto en una etiqueta de { $width } × { $height } mm: use una mayor o un enlace más corto.
label-no-room = { $facts } fechas y números no caben en una etiqueta de { $width } × { $height } mm: use una mayor u omita alguno.
label-no-room-weighed = Esto no cabe en una etiqueta de { $width } × { $height } mm: use una mayor.
label-no-font = Ninguna fuente de este equipo puede imprimir «{ $characters }»: instale Noto Sans CJK (Debian, Ubuntu: apt-get install fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts; en otros sistemas, NotoSansSC-Regular.otf y NotoSansSC-Bold.otf).
label-code-impossible = Ningún código { $code } puede expresar esto: compruebe el número de artículo, el lote, el peso y el precio.
label-unreadable = El código { $code } debería decir «{ $text }» y no se lee así: no se ha impreso nada.
label-another-code = Algo en la etiqueta se lee como un código, «{ $text }»: no se ha impreso nada.
label-printer-away = La impresora { $printer } no responde: compruebe la corriente, la red y el papel, y mire si la etiqueta ha salido.
