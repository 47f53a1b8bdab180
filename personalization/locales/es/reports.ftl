reports-simulate-nothing = Indique qué oferta quiere simular: offerId, content o ambos.
reports-simulate-much = Se pueden simular como máximo { $moments } momentos de { $lines } líneas cada uno: indique menos.
reports-simulate-amounts = Las cantidades empiezan en 1 y los precios en 0: corrija las líneas.
reports-simulate-days = Se pueden consultar cestas de 0 a { $most } días atrás: indique un número de días así.
reports-unknown-product = No existe el producto { $product }: indique el identificador de uno conocido.
reports-unknown-store = No existe la tienda { $store }: indique el identificador de una conocida.
reports-days = Indique un primer día y un último día que no sea anterior, como máximo { $most } días.
reports-offers = Se puede informar como máximo de { $most } ofertas a la vez: indique menos.
