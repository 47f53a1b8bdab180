recipes-uses-product = Aprovecha este producto: { $product }.
recipes-uses-product-soon =
    { $days ->
        [0] Aprovecha este producto, conviene consumirlo hoy: { $product }.
        [one] Aprovecha este producto, conviene consumirlo en { $days } día: { $product }.
       *[other] Aprovecha este producto, conviene consumirlo en { $days } días: { $product }.
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
        [one] Aprovecha { $product } y, de su carrito, { $item }, que conviene consumir en { $days } día.
       *[other] Aprovecha { $product } y, de su carrito, { $item }, que conviene consumir en { $days } días.
    }
