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
