recommendations-goes-with = Often bought with “{ $product }”{ $soon }.
recommendations-goes-like = Often bought with goods like “{ $product }”{ $soon }.
recommendations-completes = You have { $have } of { $need } ingredients for “{ $recipe }”{ $there }{ $soon }.
recommendations-rest-there = ; the rest is here: { $place }
recommendations-this-there = ; this one is here: { $place }
recommendations-aisle = aisle { $aisle }
recommendations-soon =
    { $days ->
        [0] {" "}(today is its last day)
        [one] {" "}(best within { $days } day)
       *[other] {" "}(best within { $days } days)
    }
