# Lo que dice la página de una pantalla antes de que corra su programa (kiosk/screens).
screen-kiosk = Quiosco
screen-scale = Balanza
screen-console = Marketing
screen-ops = Operaciones
screen-starting = Iniciando …
screen-needs-script = Esta pantalla necesita JavaScript. La página de cada producto se lee sin él.
