condition-all = All of these hold:
condition-any = At least one of these holds:
condition-not = This does not hold:
condition-gtin = One of these is in the cart: { $products }
condition-category = Something of these categories is in the cart: { $categories }
condition-brand = Something of these brands is in the cart: { $brands }
condition-days-left-most =
    { $which ->
        [scanned] What was scanned has at most { $most } days left.
       *[any] Something in the cart has at most { $most } days left.
    }
condition-days-left-least =
    { $which ->
        [scanned] What was scanned has at least { $least } days left.
       *[any] Something in the cart has at least { $least } days left.
    }
condition-days-left-between =
    { $which ->
        [scanned] What was scanned has { $least } to { $most } days left.
       *[any] Something in the cart has { $least } to { $most } days left.
    }
condition-cart-contains =
    { $quantity ->
        [one] At least { $quantity } unit of { $items } is in the cart.
       *[other] At least { $quantity } units of { $items } are in the cart.
    }
condition-cart-quantity =
    { $least ->
        [one] The cart has at least { $least } unit.
       *[other] The cart has at least { $least } units.
    }
condition-cart-quantity-between = The cart has { $least } to { $most } units.
condition-cart-spend =
    { $basis ->
        [ORIGINAL] The cart comes to at least { $amount } minor units before offers.
       *[RUNNING] The cart comes to at least { $amount } minor units after the offers before this one.
    }
condition-cart-spend-on =
    { $basis ->
        [ORIGINAL] { $items } comes to at least { $amount } minor units before offers.
       *[RUNNING] { $items } comes to at least { $amount } minor units after the offers before this one.
    }
condition-any-line-quantity =
    { $least ->
        [one] One product is in the cart with at least { $least } unit.
       *[other] One product is in the cart with at least { $least } units.
    }
condition-zone =
    { $move ->
        [ENTER] The shopper has just entered one of these zones: { $zones }
        [EXIT] The shopper has just left one of these zones: { $zones }
       *[DWELL]
            { $seconds ->
                [0] The shopper is in one of these zones: { $zones }
                [one] The shopper has been in one of these zones for { $seconds } second: { $zones }
               *[other] The shopper has been in one of these zones for { $seconds } seconds: { $zones }
            }
    }
condition-segment = The shopper belongs to one of these segments: { $segments }
condition-hours = By the store’s clock it is: { $hours }
condition-loyalty = The shopper is a member of the loyalty programme.
condition-loyalty-tiers = The shopper is a member of one of these tiers: { $tiers }
condition-language = The shopper reads one of these languages: { $languages }
condition-returning = The shopper has been here before.
condition-new = The shopper is here for the first time.
condition-missed-zone =
    { $visits ->
        [one] The shopper was not in zone { $zone } on the last visit.
       *[other] The shopper was not in zone { $zone } on the last { $visits } visits.
    }
condition-recipe-have =
    { $have ->
        [one] At least { $have } ingredient of a recipe ({ $recipes }) is in the cart.
       *[other] At least { $have } ingredients of a recipe ({ $recipes }) are in the cart.
    }
condition-recipe-missing =
    { $missing ->
        [0] Nothing of a recipe ({ $recipes }) is missing in the cart.
        [one] At most { $missing } ingredient of a recipe ({ $recipes }) is missing in the cart.
       *[other] At most { $missing } ingredients of a recipe ({ $recipes }) are missing in the cart.
    }
condition-recipe-both = At least { $have } ingredients of a recipe ({ $recipes }) are in the cart and at most { $missing } are missing.
condition-code = A coupon code of one of these offers was entered: { $offers }
condition-help-units =
    { $missing ->
        [one] Add { $missing } more item of this offer.
       *[other] Add { $missing } more items of this offer.
    }
condition-help-any-units =
    { $missing ->
        [one] Add { $missing } more item.
       *[other] Add { $missing } more items.
    }
condition-help-same-units = Add { $missing } more of the same product.
condition-help-spend = Spend { $amount } more.
condition-help-spend-on = Spend { $amount } more on items of this offer.
condition-help-later-today = Available today from { $at }.
condition-help-join = For members: join the loyalty programme.
condition-help-recipe =
    { $missing ->
        [one] Add { $missing } more ingredient for { $recipe }.
       *[other] Add { $missing } more ingredients for { $recipe }.
    }
condition-help-code = Enter its coupon code.
condition-no-bound = There is no bound. Give at least one.
condition-bounds-crossed = The upper bound is below the lower one. Exchange them, or leave one out.
