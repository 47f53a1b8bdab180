device-name = A device's name must have 1 to { $most } characters.
device-store = There is no store “{ $store }”.
device-zone = { $store } has no zone “{ $zone }” on its floor plan. Choose one of its zones, or none.
device-unknown = There is no such device: it may have been removed. Pair it again.
device-version = The version may have up to { $most } characters.
