condition-gtin = En el carrito hay uno de estos productos: { $products }
