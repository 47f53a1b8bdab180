recipes-uses-product = Aprovecha este producto: { $product }.
recipes-uses-product-soon =
    { $days ->
        [0] Aprovecha este producto, mejor hoy mismo: { $product }.
        [one] Aprovecha este producto, mejor antes de { $days } día: { $product }.
       *[other] Aprovecha este producto, mejor antes de { $days } días: { $product }.
    }
recipes-uses-cart =
    { $more ->
        [0] Aprovecha { $product } y, de su carrito, { $item }.
        [one] Aprovecha { $product } y, de su carrito, { $item } y { $more } cosa más.
       *[other] Aprovecha { $product } y, de su carrito, { $item } y { $more } cosas más.
    }
recipes-uses-cart-soon =
    { $days ->
        [0] Aprovecha { $product } y, de su carrito, { $item }, que conviene consumir hoy.
        [one] Aprovecha { $product } y, de su carrito, { $item }, que conviene consumir antes de { $days } día.
       *[other] Aprovecha { $product } y, de su carrito, { $item }, que conviene consumir antes de { $days } días.
    }
