condition-all = 以下条件全部满足：
condition-any = 以下条件至少满足一项：
condition-not = 以下条件不满足：
condition-gtin = 购物车中有以下商品之一：{ $products }
condition-category = 购物车中有以下类别的商品：{ $categories }
condition-brand = 购物车中有以下品牌的商品：{ $brands }
condition-days-left-most =
    { $which ->
        [scanned] 所扫描商品的剩余天数不超过 { $most } 天。
       *[any] 购物车中有剩余天数不超过 { $most } 天的商品。
    }
condition-days-left-least =
    { $which ->
        [scanned] 所扫描商品的剩余天数不少于 { $least } 天。
       *[any] 购物车中有剩余天数不少于 { $least } 天的商品。
    }
condition-days-left-between =
    { $which ->
        [scanned] 所扫描商品还剩 { $least } 至 { $most } 天。
       *[any] 购物车中有还剩 { $least } 至 { $most } 天的商品。
    }
condition-cart-contains = 购物车中至少有 { $quantity } 件 { $items }。
condition-cart-quantity = 购物车中至少有 { $least } 件商品。
condition-cart-quantity-between = 购物车中有 { $least } 至 { $most } 件商品。
condition-cart-spend =
    { $basis ->
        [ORIGINAL] 购物车优惠前的金额至少为 { $amount } 个最小货币单位。
       *[RUNNING] 购物车在此前优惠之后的金额至少为 { $amount } 个最小货币单位。
    }
condition-cart-spend-on =
    { $basis ->
        [ORIGINAL] { $items } 优惠前的金额至少为 { $amount } 个最小货币单位。
       *[RUNNING] { $items } 在此前优惠之后的金额至少为 { $amount } 个最小货币单位。
    }
condition-any-line-quantity = 购物车中有一种商品至少 { $least } 件。
condition-zone =
    { $move ->
        [ENTER] 顾客刚刚进入以下区域之一：{ $zones }
        [EXIT] 顾客刚刚离开以下区域之一：{ $zones }
       *[DWELL]
            { $seconds ->
                [0] 顾客位于以下区域之一：{ $zones }
               *[other] 顾客已在以下区域之一停留 { $seconds } 秒：{ $zones }
            }
    }
condition-segment = 顾客属于以下人群之一：{ $segments }
condition-hours = 按门店时钟，当前时间为：{ $hours }
condition-loyalty = 顾客是会员。
condition-loyalty-tiers = 顾客属于以下会员等级之一：{ $tiers }
condition-language = 顾客阅读以下语言之一：{ $languages }
condition-returning = 顾客以前来过。
condition-new = 顾客第一次来。
condition-missed-zone = 顾客最近 { $visits } 次到店均未经过区域 { $zone }。
condition-recipe-have = 购物车中至少有某道菜（{ $recipes }）的 { $have } 种食材。
condition-recipe-missing =
    { $missing ->
        [0] 购物车中某道菜（{ $recipes }）的食材已齐全。
       *[other] 购物车中某道菜（{ $recipes }）最多还缺 { $missing } 种食材。
    }
condition-recipe-both = 购物车中至少有某道菜（{ $recipes }）的 { $have } 种食材，且最多还缺 { $missing } 种。
condition-code = 已输入以下优惠之一的优惠码：{ $offers }
condition-help-units = 再加 { $missing } 件本优惠的商品。
condition-help-any-units = 再加 { $missing } 件商品。
condition-help-same-units = 再加 { $missing } 件同一种商品。
condition-help-spend = 再消费 { $amount }。
condition-help-spend-on = 再购买 { $amount } 本优惠的商品。
condition-help-later-today = 今天 { $at } 起可用。
condition-help-join = 会员专享：请加入会员计划。
condition-help-recipe = 再加 { $missing } 种食材即可做{ $recipe }。
condition-help-code = 请输入此优惠的优惠码。
condition-no-bound = 没有设置界限。请至少设置一个。
condition-bounds-crossed = 上限低于下限。请互换，或去掉其中一个。
