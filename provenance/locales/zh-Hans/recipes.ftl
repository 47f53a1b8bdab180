recipes-uses-product = 用到本品：{ $product }。
recipes-uses-product-soon =
    { $days ->
        [0] 用到本品（今天食用最佳）：{ $product }。
       *[other] 用到本品（{ $days } 天内食用最佳）：{ $product }。
    }
recipes-uses-cart =
    { $more ->
        [0] 用到{ $product }，以及您购物车里的{ $item }。
       *[other] 用到{ $product }，以及您购物车里的{ $item }和另外 { $more } 件商品。
    }
recipes-uses-cart-soon =
    { $days ->
        [0] 用到{ $product }，以及您购物车里今天食用最佳的{ $item }。
       *[other] 用到{ $product }，以及您购物车里 { $days } 天内食用最佳的{ $item }。
    }
