# Lo que lee quien compra sobre una oferta que se aplica.
saving-percent = { $percent } % de descuento
saving-percent-days = { $days ->
    [0] { $percent } % de descuento, porque hoy es el último día de este lote
    [1] { $percent } % de descuento, porque a este lote le queda 1 día
   *[other] { $percent } % de descuento, porque a este lote le quedan { $days } días
}
saving-amount = { $amount } de descuento
saving-unit-amount = { $amount } de descuento por unidad
saving-per-kilogram = { $amount } de descuento por kilogramo
saving-line-amount = { $amount } de descuento en este producto
saving-bundle-price = { $units } por { $amount }
saving-cheapest-free = { $buy } por { $pay }
saving-buy-get-free = Compre { $buy } y llévese { $get } gratis
saving-buy-get = Compre { $buy } y llévese { $get } con un { $percent } % de descuento
saving-percent-in-groups = { $percent } % de descuento por unidad si se lleva { $units }
saving-amount-in-groups = { $amount } de descuento por unidad si se lleva { $units }
saving-percent-from-units = { $percent } % de descuento a partir de { $units } unidades
saving-amount-from-units = { $amount } de descuento a partir de { $units } unidades
saving-percent-from-spend = { $percent } % de descuento a partir de { $spend }
saving-amount-from-spend = { $amount } de descuento a partir de { $spend }
saving-gift = { $quantity ->
    [1] Un regalo con su compra
   *[other] { $quantity } regalos con su compra
}
saving-free-delivery = Envío gratis
saving-points = { $points ->
    [1] 1 punto
   *[other] { $points } puntos
}
saving-help-units = { $missing } más para «{ $deal }»
saving-help-spend = { $missing } más para «{ $deal }»

# Lo que impide que un beneficio tenga sentido.
benefit-percent-or-amount = Indique un porcentaje o un importe, y no ambos.
benefit-bundle-size = Un pack tiene 2 unidades o más, no { $value }.
benefit-free-of = Con { $buy } compradas y { $free } gratis no queda nada por pagar. Deje gratis menos de las que se compran.
benefit-tiers-empty = Indique al menos un tramo.
benefit-tiers-twice = Dos tramos empiezan en { $at }. Deje uno de ellos.
benefit-tiers-mixed = Unos tramos dan un porcentaje y otros un importe. Use una sola clase para todos.
benefit-tiers-fall = El tramo desde { $higher } da menos que el de { $lower }. Comprar más no debe ahorrar menos.
benefit-ladder-empty = Indique al menos un escalón.
benefit-ladder-twice = Dos escalones son para { $days } días restantes. Deje uno de ellos.
benefit-ladder-falls = Con { $fewer } días restantes se descuenta menos que con { $more }. Menos días no deben costar más.
benefit-floor-percent = El precio mínimo es del 0 % o más y menos del 100 % del precio, no del { $value } %.
