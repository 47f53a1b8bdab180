condition-gtin = 购物车中有以下商品之一：{ $products }
