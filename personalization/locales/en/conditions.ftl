condition-gtin = One of these is in the cart: { $products }
