# Why an offer was not changed.
offer-unknown = There is no such offer. Ask for the list of offers again.
offer-changed = Somebody else changed “{ $id }” meanwhile. Read it again, then make your change once more.
offer-taken = There is an offer “{ $id }” already. Send its revision to work on it, or choose another id.
offer-ended = This offer has ended for good. Duplicate it to begin anew.
offer-never-published = This offer was never published, so it cannot be paused, resumed or ended.
offer-has-errors = { $count ->
    [one] One error keeps this offer from being published. Mend it and publish again.
   *[other] { $count } errors keep this offer from being published. Mend them and publish again.
}
offer-id = “{ $value }” cannot be an id. Use up to 64 characters without spaces and without / | = @.
offer-malformed = This does not fit: { $why }. Look the field up in the schema.
offer-number-large = The number { $value } is too large. Use at most 1,000,000,000,000,000.

# What is wrong with an offer.
offer-bound-positive = This is { $value }, but must be at least 1.
offer-percent = { $value } is no percentage off. Use more than 0 and at most 100.
offer-days-past = This asks for goods past their last day, which no offer touches. Use 0 or more.
offer-selects-nothing = Everything that is chosen is left out again, so no goods are meant. Leave out less.
offer-benefits-count = An offer has 1 to { $most } benefits.
offer-budget-twice = There are two budgets of the kind { $kind }. Keep one of them.
offer-currency-missing = “{ $field }” is an amount of money. Say in which currency.
offer-currency-unknown = “{ $value }” is no currency in use. Use three letters (ISO 4217), such as EUR.
offer-currency-nowhere = None of its stores takes { $currency }, so nobody would get it. Change the currency or the stores.
offer-currency-differs = Store { $store } takes { $theirs }, not { $ours }: nobody gets the offer there.
offer-group-needless = An exclusive offer needs no group: it excludes all others as it is.
offer-no-title = There is no title in any language. Write what shoppers should read.
offer-title-missing = There is no title in { $language }: shoppers who read it see another language.
offer-language = “{ $value }” is no language tag. Use one such as en, zh-Hans or es.
offer-text-long = Write 1 to { $most } characters.
offer-unknown-store = There is no store “{ $value }”.
offer-unknown-campaign = There is no campaign “{ $value }”. Begin it first.
offer-unknown-experiment = There is no experiment “{ $value }”. Prepare it first.
offer-unknown-zone = No floor plan has a zone “{ $value }”.
offer-unknown-segment = There is no segment “{ $value }”. Save it first, or bring it back where it was retired.
offer-unknown-category = No product is of the category “{ $value }” yet.
offer-unknown-product = We do not know a product “{ $value }” yet.
offer-category-path = “{ $value }” is no category path: each of its steps has a name of its own, such as fish/fresh.
offer-products-many = An offer names at most { $most } products. Name their category or brand instead.
offer-variant = There is no variant { $value }: this experiment has 0 to { $most }.
offer-experiment-idle = The experiment “{ $value }” is not running, so nobody gets this offer.
offer-time-without-day = A time of day needs its day. Give the day, too, or leave the time out.
offer-day-far = This is in the year { $year }. Use a day of the years { $first } to { $last }, or leave it open.
offer-ends-before = The end comes before the start. Swap them.
offer-over = The offer was over on { $ends }, so nobody gets it.
offer-hours-never = These hours never come between the first and the last day. Check the weekdays.
offer-clock-change = On { $day } the clocks in { $zone } skip { $wall }; { $instead } counts instead.
offer-both-exclusive = “{ $rival }” is exclusive, too, with the same priority, and reaches the same shoppers. Give one of them another priority, time or store.
offer-group-tie = “{ $rival }” is in the group “{ $group }”, too, with the same priority, and reaches the same shoppers. Give one of them another priority.
offer-condition-deep = The condition is nested more than { $most } levels deep. Make it flatter.
offer-condition-large = The condition has more than { $most } parts. Name categories, brands or segments instead.
offer-condition-empty = There is nothing in here. Add a part, or leave it out.
offer-condition-contradicts = A part is asked for and ruled out at once, so this never holds.
offer-condition-hours-apart = These hours have no moment in common, so this never holds. Ask for any of them, or change them.
offer-condition-always = A part is asked for or ruled out, so this always holds where anybody knows.

# What changed between two versions.
offer-change-added = { $field } is now { $after }.
offer-change-removed = { $field } was { $before } and is gone.
offer-change-changed = { $field } was { $before } and is now { $after }.

# Offers read in.
offer-cell-json = The cell “{ $column }” must hold a JSON object, or nothing.
offer-cell-value = A benefit of the kind “{ $kind }” has no single value. Write its fields as JSON into “benefit”.
offers-text-long = This is longer than { $most } characters. Use the command freshlens offers import.

# Experiments and holdouts.
experiment-unknown = There is no such experiment. Ask for the list of experiments again.
experiment-started = This experiment was started, and does not change any more. Prepare another one.
experiment-is-draft = This experiment was not started yet.
experiment-is-running = This experiment is running already.
experiment-is-stopped = This experiment was stopped for good. Prepare another one.
experiment-variants = Name 2 to { $most } variants, each differently. The first one is the control.
experiment-weights = Give each variant its share, from 0 to 1; together they make 1. Without shares all are alike.
experiment-coverage = The coverage is a share of all: more than 0 and at most 1.
experiment-hash-version = There are hash versions 1 and 2. Use 2 unless an older experiment goes on.
experiment-namespace = A stretch of a namespace goes from 0 or more to 1 or less, and has a length.
experiment-presentation = Say for each variant what screens show, or for none.
holdout-unknown = There is no such holdout. Ask for the list of holdouts again.
holdout-share = A holdout is a share of all: more than 0 and less than 1.
