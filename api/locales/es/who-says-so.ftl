who-says-so-hash = Cada paso dice quién lo registró, si se sabe. El número tras # es la huella de ese registro (hash del evento, CBV 2.0): si alguien lo cambia después, la huella es otra.
who-says-so-made-from = La retirada no nombra este producto, sino un ingrediente: se elaboró con el lote { $lot } del producto { $gtin }, que está retirado.
