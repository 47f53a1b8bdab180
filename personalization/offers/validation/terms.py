"""What an offer gives, in which money, and how much of it at most."""

from collections import Counter
from collections.abc import Iterator

from personalization.offers.offer import Budget, BudgetKind, Offer
from personalization.offers.problem import Problem, error, warning
from personalization.offers.references import structs
from personalization.offers.selector import Selector
from personalization.offers.validation.known import Known
from provenance.codes.money import currency_of_code

MOST_BENEFITS = 10


def term_problems(offer: Offer, known: Known) -> Iterator[Problem]:
    """Benefits that can be given, money that stores take, budgets that can be spent."""
    if not 1 <= len(offer.benefits) <= MOST_BENEFITS:
        yield error("benefits", "offer-benefits-count", most=MOST_BENEFITS)
    for position, benefit in enumerate(offer.benefits):
        for problem in benefit.problems():
            yield problem.under(f"benefits[{position}]")
    for path, part in structs(offer, ""):
        if isinstance(part, Selector):
            yield from _selector_problems(part, path.removeprefix("."))
    yield from budget_problems(offer.budgets)
    yield from _money_problems(offer, known)
    if offer.max_combined_percent is not None and not 1 <= offer.max_combined_percent <= 100:
        yield error("max_combined_percent", "offer-percent", value=str(offer.max_combined_percent))
    if offer.exclusive and offer.exclusive_group is not None:
        yield warning("exclusive_group", "offer-group-needless")


def budget_problems(budgets: tuple[Budget, ...]) -> Iterator[Problem]:
    """Of an offer or a campaign: one budget of a kind, each with something in it."""
    for position, budget in enumerate(budgets):
        if budget.limit < 1:
            yield error(f"budgets[{position}].limit", "offer-bound-positive", value=budget.limit)
    for kind, times in Counter(budget.kind for budget in budgets).items():
        if times > 1:
            yield error("budgets", "offer-budget-twice", kind=kind.value)


def _selector_problems(selector: Selector, path: str) -> Iterator[Problem]:
    if selector.min_unit_price is not None and selector.min_unit_price < 1:
        field = f"{path}.min_unit_price"
        yield error(field, "offer-bound-positive", value=selector.min_unit_price)
    if selector.days_left_at_most is not None and selector.days_left_at_most < 0:
        yield error(f"{path}.days_left_at_most", "offer-days-past")
    for kept, left_out, field in (
        (selector.gtins, selector.except_gtins, "except_gtins"),
        (selector.categories, selector.except_categories, "except_categories"),
    ):
        if kept and kept <= left_out:
            yield error(f"{path}.{field}", "offer-selects-nothing")


def _money_problems(offer: Offer, known: Known) -> Iterator[Problem]:
    if offer.currency is None:
        if path := next(_money_named(offer), None):
            yield error("currency", "offer-currency-missing", field=path)
        return
    if currency_of_code(offer.currency) is None:
        yield error("currency", "offer-currency-unknown", value=offer.currency[:8])
        return
    others = [store for store in known.stores_of(offer) if store.currency.code != offer.currency]
    if others and len(others) == len(known.stores_of(offer)):
        yield error("currency", "offer-currency-nowhere", currency=offer.currency)
    elif others and offer.stores:
        for store in others:
            yield warning(
                "stores",
                "offer-currency-differs",
                store=store.id,
                theirs=store.currency.code,
                ours=offer.currency,
            )


def _money_named(offer: Offer) -> Iterator[str]:
    """Paths of amounts of money."""
    for path, part in structs(offer, ""):
        for field in _MONEY_FIELDS.intersection(part.__struct_fields__):
            if getattr(part, field) is not None:
                yield f"{path}.{field}".removeprefix(".")
        if isinstance(part, Budget) and part.kind is BudgetKind.SPEND:
            yield path.removeprefix(".")


_MONEY_FIELDS = frozenset({"amount", "cap", "min_unit_price"})
