shoppers-consent-preferences = 可以保存我的过敏原、饮食方式、喜爱的品类和语言，让我看到适合我的内容。
shoppers-consent-history = 可以将我的到店时间和购买内容保存180天，让优惠更符合我的购物习惯。
shoppers-consent-linking = 可以把我的购物车和会员等级与我的档案关联，让我应得的权益每次都有效。
shoppers-consent-analytics = 可以在我的到店记录中保存我去过店内哪些区域、屏幕向我展示过什么，以改进门店和优惠。

shoppers-allergen-gluten = 麸质
shoppers-allergen-crustaceans = 甲壳类
shoppers-allergen-eggs = 蛋类
shoppers-allergen-fish = 鱼类
shoppers-allergen-peanuts = 花生
shoppers-allergen-soybeans = 大豆
shoppers-allergen-milk = 乳
shoppers-allergen-nuts = 坚果
shoppers-allergen-celery = 芹菜
shoppers-allergen-mustard = 芥末
shoppers-allergen-sesame = 芝麻
shoppers-allergen-sulphites = 亚硫酸盐
shoppers-allergen-lupin = 羽扇豆
shoppers-allergen-molluscs = 软体动物
shoppers-diet-vegan = 纯素
shoppers-diet-vegetarian = 素食
shoppers-diet-halal = 清真
shoppers-diet-kosher = 犹太洁食
shoppers-diet-gluten-free = 无麸质
shoppers-diet-lactose-free = 无乳糖

shoppers-contains = 不适合您：含有{ $allergens }。
shoppers-may-contain = 不适合您：可能含有{ $allergens }。
shoppers-unknown-allergens = 没有人告诉我们它是否含有{ $allergens }。
shoppers-against-diet = 不适合您：不属于{ $diets }食品。
shoppers-unknown-diet = 没有人告诉我们它是否属于{ $diets }食品。

shoppers-no-purpose = 没有指明任何用途。
shoppers-no-purpose-hint = 请至少指明一项。
shoppers-old-wording = 版本 { $wording } 的文本不是现行文本。
shoppers-old-wording-hint = 请展示版本 { $current } 的文本（`consentTexts`）后再次询问。
shoppers-surface = 界面名称无法保存。
shoppers-surface-hint = 请使用最多40个小写字母、数字和连字符，例如 app 或 kiosk-3。
shoppers-needs-preferences = 您尚未同意保存偏好。
shoppers-needs-preferences-hint = 请先同意，或在每次请求中附上过敏原和饮食方式：这样什么都不会保存。
shoppers-needs-linking = 您尚未同意关联。
shoppers-needs-linking-hint = 请先同意；不同意也可以使用购物车。
shoppers-cart-not-linked = 此购物车无法与您关联。
shoppers-cart-not-linked-hint = 它可能已过期，或已被他人关联。请新建购物车。
shoppers-too-many-favourites = 喜爱的品类太多。
shoppers-too-many-favourites-hint = 最多 { $most } 个。
shoppers-favourite-length = 某个喜爱的品类为空或太长。
shoppers-favourite-length-hint = 请使用1到 { $longest } 个字符的品类路径。
shoppers-language = 这不是语言标签。
shoppers-language-hint = 请使用 BCP 47 标签，例如 en、zh-Hans 或 es。
shoppers-confirm = 没有删除任何内容：尚未确认。
shoppers-confirm-hint = 请发送 `confirm: true`。此操作无法撤销。

shoppers-segment-id = 人群编号无法使用。
shoppers-segment-id-hint = 请使用最多64个小写字母、数字和连字符。
shoppers-segment-name = 人群没有名称，或名称太长。
shoppers-segment-name-hint = 请使用1到200个字符。
shoppers-segment-everyone = 规则没有任何要求，所有人都会属于该人群。
shoppers-segment-everyone-hint = 请设定到店次数、消费、品类或会员等级；面向所有人的优惠不需要人群。
shoppers-segment-days = 规则回看的天数太多，或为零。
shoppers-segment-days-hint = 请使用1到 { $most }：到店记录不会保存更久。
shoppers-segment-negative = 规则中有负数。
shoppers-segment-negative-hint = 请使用0或更大的数。
shoppers-segment-nobody = 没有人到店至少 { $least } 次且至多 { $most } 次。
shoppers-segment-nobody-hint = 下限应小于上限。
shoppers-segment-currency = 消费条件需要金额及其货币。
shoppers-segment-currency-hint = 请同时给出两者，货币用三个字母表示（ISO 4217）。
shoppers-segment-category = “{ $value }”不是类别路径。
shoppers-segment-category-hint = 请为每一级取各自的名称，如 fish/fresh。
shoppers-segment-version = 版本 { $version } 不是该人群的下一个版本。
shoppers-segment-version-hint = 可能有人刚刚保存过：请重新查看，并保存最新版本之后的版本。
shoppers-segments-many = 人群太多。
shoppers-segments-many-hint = 请使用已有的人群：最多 { $most } 个。
shoppers-segment-no-list = 没有这样的名单人群。
shoppers-segment-no-list-hint = 请先保存它，不带规则。
shoppers-segment-list-long = 名单太长。
shoppers-segment-list-long-hint = 最多 { $most } 位顾客。
shoppers-tier = 会员等级没有名称，或名称太长。
shoppers-tier-hint = 请使用1到 { $longest } 个字符。
shoppers-not-linked = 该顾客未同意关联，或无人知晓该顾客。
shoppers-not-linked-hint = 请先征得对 LINKING 的同意。

shoppers-held-shoppers = 您的档案：您同意过的内容和您的偏好。
shoppers-held-visits = { $count ->
   *[other] { $count } 次到店记录及购买内容。
}
shoppers-held-segment-members = { $count ->
   *[other] { $count } 份包含您的顾客名单。
}
shoppers-held-insight-events = { $count ->
   *[other] { $count } 条到店时发生的事，例如屏幕展示的内容。
}
shoppers-held-enrolments = { $count ->
   *[other] { $count } 次您参与的优惠对比。
}
shoppers-held-customer-uses = { $count ->
   *[other] 您使用 { $count } 个限次优惠的次数。
}
shoppers-held-redemptions = { $count ->
   *[other] { $count } 笔使用优惠的订单。删除后订单留作账目，但不再与您有关。
}
shoppers-held-reviews = { $count ->
   *[other] { $count } 条您写的评价。
}
shoppers-held-pairings = { $count ->
   *[other] { $count } 个共用购物车的邀请。
}
shoppers-held-carts = { $count ->
   *[other] { $count } 个与您关联的购物车。
}

shoppers-kept-shoppers = 档案：同意记录、偏好、会员等级
shoppers-kept-visits = 到店记录：时间、购买内容，同意分析时还有去过的区域
shoppers-kept-segment-members = 营销人员为优惠制作的顾客名单
shoppers-kept-carts = 随机编号的购物车，自最后一次更改起；同意关联时会指向档案
shoppers-kept-pairings = 两台设备共用购物车的邀请
shoppers-kept-coupon-tries = 尝试过的优惠码，按购物车或网络地址的散列值计数，防止猜码
shoppers-kept-insight-events = 到店时发生的事：扫码、屏幕展示、区域停留；未经同意不指向任何人
shoppers-kept-enrolments = 顾客在对比中首先看到哪个版本，使用化名
shoppers-kept-customer-uses = 顾客使用限次优惠的次数，使用化名
shoppers-kept-redemptions = 订单属于谁，使用化名；订单本身留作账目
shoppers-kept-reviews = 评价，以只有作者能还原的散列值署名
