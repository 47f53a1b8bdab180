shoppers-consent-preferences = You may keep my allergens, diets, favourite categories and language, so that I see what suits me.
shoppers-consent-history = You may keep when I visited and what I bought for 180 days, so that offers fit how I shop.
shoppers-consent-linking = You may link my carts and my loyalty tier to my profile, so that what I am entitled to counts every time.
shoppers-consent-analytics = You may keep with my visits where in the store I went and what screens showed me, to arrange the store and its offers better.

shoppers-allergen-gluten = gluten
shoppers-allergen-crustaceans = crustaceans
shoppers-allergen-eggs = eggs
shoppers-allergen-fish = fish
shoppers-allergen-peanuts = peanuts
shoppers-allergen-soybeans = soybeans
shoppers-allergen-milk = milk
shoppers-allergen-nuts = nuts
shoppers-allergen-celery = celery
shoppers-allergen-mustard = mustard
shoppers-allergen-sesame = sesame
shoppers-allergen-sulphites = sulphites
shoppers-allergen-lupin = lupin
shoppers-allergen-molluscs = molluscs
shoppers-diet-vegan = vegan
shoppers-diet-vegetarian = vegetarian
shoppers-diet-halal = halal
shoppers-diet-kosher = kosher
shoppers-diet-gluten-free = gluten-free
shoppers-diet-lactose-free = lactose-free

shoppers-contains = Not for you: it contains { $allergens }.
shoppers-may-contain = Not for you: it may contain { $allergens }.
shoppers-unknown-allergens = Nobody told us whether it contains { $allergens }.
shoppers-against-diet = Not for you: it is not { $diets }.
shoppers-unknown-diet = Nobody told us whether it is { $diets }.

shoppers-no-purpose = No purpose was named.
shoppers-no-purpose-hint = Name at least one.
shoppers-old-wording = The text of version { $wording } is not the present one.
shoppers-old-wording-hint = Show the texts of version { $current } (`consentTexts`) and ask again.
shoppers-surface = The surface is not a name we can keep.
shoppers-surface-hint = Use up to 40 lower-case letters, digits and hyphens, such as app or kiosk-3.
shoppers-needs-preferences = You have not agreed to keeping preferences.
shoppers-needs-preferences-hint = Agree to it first, or send allergens and diets with each request: then nothing is kept.
shoppers-needs-linking = You have not agreed to linking.
shoppers-needs-linking-hint = Agree to it first; a cart works without it as well.
shoppers-cart-not-linked = This cart cannot be linked to you.
shoppers-cart-not-linked-hint = Its day may be over, or somebody else may have linked it. Begin a new cart.
shoppers-too-many-favourites = There are too many favourite categories.
shoppers-too-many-favourites-hint = Keep to { $most }.
shoppers-favourite-length = A favourite category is empty or too long.
shoppers-favourite-length-hint = Use category paths of 1 to { $longest } characters.
shoppers-language = The language is no language tag.
shoppers-language-hint = Use a BCP 47 tag such as en, zh-Hans or es.
shoppers-confirm = Nothing was erased: the wish was not confirmed.
shoppers-confirm-hint = Send `confirm: true`. It cannot be undone.

shoppers-segment-id = The segment's id cannot be used.
shoppers-segment-id-hint = Use up to 64 lower-case letters, digits and hyphens.
shoppers-segment-name = The segment has no name, or a very long one.
shoppers-segment-name-hint = Use 1 to 200 characters.
shoppers-segment-everyone = The rule asks for nothing, so everyone would be in the segment.
shoppers-segment-everyone-hint = Ask for visits, spending, categories or loyalty tiers; an offer for everyone needs no segment.
shoppers-segment-days = The rule looks too many days back, or none.
shoppers-segment-days-hint = Use 1 to { $most }: visits are not kept for longer.
shoppers-segment-negative = The rule has a negative number.
shoppers-segment-negative-hint = Use 0 or more.
shoppers-segment-nobody = Nobody has at least { $least } and at most { $most } visits.
shoppers-segment-nobody-hint = Make the least the smaller number.
shoppers-segment-currency = Spending needs an amount and its currency.
shoppers-segment-currency-hint = Give both, the currency by its three letters (ISO 4217).
shoppers-segment-category = “{ $value }” is no category path.
shoppers-segment-category-hint = Give each of its steps a name of its own, such as fish/fresh.
shoppers-segment-version = Version { $version } is not the next one of this segment.
shoppers-segment-version-hint = Somebody may have saved it meanwhile: look at it again, and save the version after the latest.
shoppers-segments-many = There are too many segments.
shoppers-segments-many-hint = Use those there are: { $most } is the most.
shoppers-segment-no-list = There is no such segment with a list.
shoppers-segment-no-list-hint = Save it first, without a rule.
shoppers-segment-list-long = The list is too long.
shoppers-segment-list-long-hint = Keep to { $most } shoppers.
shoppers-tier = The loyalty tier has no name, or a very long one.
shoppers-tier-hint = Use 1 to { $longest } characters.
shoppers-not-linked = This shopper has not agreed to linking, or nobody knows them.
shoppers-not-linked-hint = Ask for consent to LINKING first.

shoppers-held-shoppers = Your profile: what you agreed to, and your preferences.
shoppers-held-visits = { $count ->
    [one] One visit, with what was bought.
   *[other] { $count } visits, with what was bought.
}
shoppers-held-segment-members = { $count ->
    [one] One list of shoppers that names you.
   *[other] { $count } lists of shoppers that name you.
}
shoppers-held-insight-events = { $count ->
    [one] One thing that happened on a visit, such as what a screen showed.
   *[other] { $count } things that happened on visits, such as what screens showed.
}
shoppers-held-enrolments = { $count ->
    [one] One comparison of offers that you took part in.
   *[other] { $count } comparisons of offers that you took part in.
}
shoppers-held-customer-uses = { $count ->
    [one] How often you used one offer with a limit.
   *[other] How often you used { $count } offers with a limit.
}
shoppers-held-redemptions = { $count ->
    [one] One order with offers. Erasing keeps the order for the accounts, without you.
   *[other] { $count } orders with offers. Erasing keeps the orders for the accounts, without you.
}
shoppers-held-reviews = { $count ->
    [one] One review that you wrote.
   *[other] { $count } reviews that you wrote.
}
shoppers-held-pairings = { $count ->
    [one] One invitation to share a cart.
   *[other] { $count } invitations to share a cart.
}
shoppers-held-carts = { $count ->
    [one] One cart that is linked to you.
   *[other] { $count } carts that are linked to you.
}

shoppers-kept-shoppers = The profile: what was agreed to, preferences, loyalty tier
shoppers-kept-visits = Visits: when, what was bought, and with consent to analytics where in the store
shoppers-kept-segment-members = Lists of shoppers that marketers made, for offers
shoppers-kept-carts = Carts under random ids, from their last change; with consent to linking they name the profile
shoppers-kept-pairings = Invitations to share a cart between two devices
shoppers-kept-coupon-tries = Coupon codes tried, counted by a hash of the cart or the network address, against guessing
shoppers-kept-insight-events = What happened on visits: scans, what screens showed, time in a zone; without consent they name nobody
shoppers-kept-enrolments = Which variant of a comparison a shopper saw first, under a pseudonym
shoppers-kept-customer-uses = How often a customer used offers with a limit, under a pseudonym
shoppers-kept-redemptions = Whose order it was, under a pseudonym; the order itself stays for the accounts
shoppers-kept-reviews = Reviews, signed with a hash that only their author can undo
