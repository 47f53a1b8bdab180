recommendations-goes-with = Suele comprarse con «{ $product }»{ $soon }.
recommendations-goes-like = Suele comprarse con productos como «{ $product }»{ $soon }.
recommendations-completes = Usted tiene { $have } de { $need } ingredientes para «{ $recipe }»{ $there }{ $soon }.
recommendations-rest-there = ; el resto está aquí: { $place }
recommendations-this-there = ; este está aquí: { $place }
recommendations-aisle = pasillo { $aisle }
recommendations-soon =
    { $days ->
        [0] {" "}(hoy es su último día)
        [one] {" "}(mejor en { $days } día)
       *[other] {" "}(mejor en { $days } días)
    }
