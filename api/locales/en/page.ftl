page-languages = Language
page-use-by = Use by { $date }
page-best-before = Best before { $date }
page-use-by-label = Use by
page-best-before-label = Best before
page-remaining-days-range = { $days } to { $most } days left
page-score = { $score } of 100
page-why = Why
page-coverage = Readings cover { $coverage } of its time since production.
page-judged-at = Judged where it is: { $place }.
page-lot-unknown = We have no record of lot { $lot }. What you see holds for the product, and for the dates in the code.
page-no-lot = This code names the product, not the lot. A code with a lot tells its own story.
page-price = Price
page-price-in-code = Price on the label
page-weight = Net weight
page-lot = Lot
page-serial = Serial number
page-produced = Produced
page-packed = Packed
page-temperature = Temperature
page-curve-range = Between { $low } and { $high }.
page-curve-limit = The limit is { $limit }.
page-curve-gap = no readings
page-limit = limit { $limit }
page-excursion = Up to { $extreme } (limit { $limit })
page-from-to = { $since } to { $until }
page-from-on = Since { $since }, and still so
page-no-excursions = No reading above { $limit }.
page-journey = Journey
page-journey-none = Nothing is recorded about its journey.
page-journey-complete = Recorded from origin to here, without a gap.
page-sources = It began at
page-gap-origin-unknown = Unknown origin
page-gap-time-unaccounted = Unknown time
page-gap-impossible-order = Impossible order
page-gap-truncated = Unknown: too long to show
page-step-about = About { $thing }
page-recorded-by = Recorded by { $who }, { $time }
page-recorded-by-nobody = Recorded { $time }, by nobody named
page-reviews = Reviews
page-no-reviews = No reviews yet.
page-stars = { $stars } out of 5 stars
page-verified = Verified purchase
page-recipe-unknown = We do not know this recipe
page-recipes = Recipes
page-minutes = { $minutes } min
page-ingredients = Ingredients
page-method = Method
page-product = Product
page-name = Name
page-brand = Brand
page-quantity = Quantity
page-allergens = Allergens
page-off = From Open Food Facts
page-off-attribution = Data of the community, not checked by the store:
page-as-of = As of { $time }.
page-store-clock = Times are those of { $store }.
page-utc-clock = Times are in UTC.
page-refused-unreadable = This code cannot be read
page-refused-check-digit = This code was misread
page-refused-unsupported = This kind of code is not for here
page-refused-foreign-link = This link names no product
page-refused-unknown-product = We do not know this product
page-refused-store-required = This code needs its store
page-refused-footer = Nothing you scan is opened or fetched.
page-what-was-read = What could be read
page-unavailable = Please try again in a moment
page-unavailable-why = We cannot reach our records just now, so we say nothing about this item.
page-unavailable-do = Reload this page in a few seconds, or ask the staff.
page-use-by-passed =
    { $days ->
        [one] Use-by date { $date } passed 1 day ago
       *[other] Use-by date { $date } passed { $days } days ago
    }
page-best-before-passed =
    { $days ->
        [one] Best before { $date }, 1 day ago
       *[other] Best before { $date }, { $days } days ago
    }
page-remaining-days =
    { $days ->
        [one] 1 day left
       *[other] { $days } days left
    }
page-remaining-hours =
    { $hours ->
        [one] 1 hour left
       *[other] { $hours } hours left
    }
page-curve-excursions =
    { $count ->
        [one] It was too warm once.
       *[other] It was too warm { $count } times.
    }
page-excursions =
    { $count ->
        [one] Too warm once
       *[other] Too warm { $count } times
    }
page-journey-gaps =
    { $count ->
        [one] 1 thing about this journey is unknown; it is marked below.
       *[other] { $count } things about this journey are unknown; they are marked below.
    }
page-map =
    { $count ->
        [one] Map of the journey, 1 place
       *[other] Map of the journey, { $count } places
    }
page-review-count =
    { $count ->
        [one] 1 review
       *[other] { $count } reviews
    }
page-more-reviews =
    { $count ->
        [one] 1 more review
       *[other] { $count } more reviews
    }
page-home-title = How fresh is it, and where does it come from?
page-home-lead = Open the QR code on a package with your phone's camera, or enter what is printed under a barcode.
page-home-code = Code
page-home-store = Store
page-home-no-store = In no store
page-home-look = Look it up
page-home-hint = GS1 Digital Links, EAN and UPC numbers, the text of a DataMatrix, and, within a store, PLU numbers and weighed items.
page-bar = What next
page-next-item = Scan the next item
page-needs-script = This part needs JavaScript, which is switched off in your browser. Everything about freshness and origin reads without it.
page-cart-title = Your cart
page-cart-lead = It lives on this phone for a day, and is linked to nobody.
page-pair-title = Share the cart
page-pair-lead = This phone joins the cart of the screen whose code you scanned.
page-offline-title = You are offline
page-offline-lead = This page was not kept on your phone. What you looked at last is below, as it was then.
