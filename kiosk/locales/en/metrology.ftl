# The rules that price goods by weight (kiosk/metrology).
metrology-not-certified = Not certified for trade: for trying out only.
