recipes-uses-product = Uses this: { $product }.
recipes-uses-product-soon =
    { $days ->
        [0] Uses this, best today: { $product }.
        [one] Uses this, best within { $days } day: { $product }.
       *[other] Uses this, best within { $days } days: { $product }.
    }
recipes-uses-cart =
    { $more ->
        [0] Uses { $product } and, from your cart, { $item }.
        [one] Uses { $product } and, from your cart, { $item } and { $more } other thing.
       *[other] Uses { $product } and, from your cart, { $item } and { $more } other things.
    }
recipes-uses-cart-soon =
    { $days ->
        [0] Uses { $product } and, from your cart, { $item }, which is best today.
        [one] Uses { $product } and, from your cart, { $item }, which is best within { $days } day.
       *[other] Uses { $product } and, from your cart, { $item }, which is best within { $days } days.
    }
