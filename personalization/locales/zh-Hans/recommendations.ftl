recommendations-goes-with = 常与“{ $product }”一起购买{ $soon }。
recommendations-goes-like = 常与“{ $product }”这类商品一起购买{ $soon }。
recommendations-completes = 做“{ $recipe }”的 { $need } 种食材，您已有 { $have } 种{ $there }{ $soon }。
recommendations-rest-there = ；其余的在{ $place }
recommendations-this-there = ；这一种在{ $place }
recommendations-aisle = { $aisle } 号货架通道
recommendations-soon =
    { $days ->
        [0] （今天是最后一天）
       *[other] （最好在 { $days } 天内食用）
    }
