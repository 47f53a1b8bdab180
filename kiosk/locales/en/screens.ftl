# What a screen's page says before its script runs (kiosk/screens).
screen-kiosk = Kiosk
screen-scale = Scale
screen-console = Marketing
screen-ops = Operations
screen-starting = Starting …
screen-needs-script = This screen needs JavaScript. The page of each product reads without it.
