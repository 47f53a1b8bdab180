# Labels on goods (kiosk/labels).
label-use-by = Use by
label-best-before = Best before
label-packed-on = Packed on
label-produced-on = Produced on
label-lot = Lot
label-serial = Serial no.
label-scan-me = Scan for freshness and origin
label-day = { DATETIME($day, dateStyle: "medium") }
label-mark = { $mark }
label-moment = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") }
label-packed-at = Packed
label-origin = Origin
label-net = Net weight
label-tare = Tare
label-per-kilogram = Price per kg
label-to-pay = To pay
label-kilograms = { $kilograms } kg
label-money = { $amount }
label-number = No. { $number }
label-reprint = REPRINT of label no. { $number }
label-each = each
label-a-kilogram = per kg
label-a-litre = per litre
label-instead-of = instead of { $amount }
label-until = until { DATETIME($day, dateStyle: "medium") }

# Why no label is printed.
label-no-room-for-qr = A QR of { $qr } mm leaves no room for text on a label of { $width } × { $height } mm: take a larger one or a shorter link.
label-no-room = { $facts } dates and numbers do not fit a label of { $width } × { $height } mm: take a larger one or leave some out.
label-no-room-weighed = This does not fit a label of { $width } × { $height } mm: take a larger one.
label-no-font = No font here can print “{ $characters }”: install Noto Sans CJK (Debian, Ubuntu: apt-get install fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts; elsewhere NotoSansSC-Regular.otf and NotoSansSC-Bold.otf among the system's fonts).
label-code-impossible = No { $code } code can say this: check the article number, the lot, the weight and the price.
label-unreadable = The { $code } code should say “{ $text }” and does not read so: nothing was printed.
label-another-code = Something on the label reads as a code, “{ $text }”: nothing was printed.
label-printer-away = The printer at { $printer } does not answer: check its power, network and paper, then look whether the label came out.
