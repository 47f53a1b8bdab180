"""One shopper's visit, told zone by zone: what the screen says, and why."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from seed.simulate.shoppers_crowd import Tally
from seed.simulate.shoppers_told import (
    BroughtBack,
    Came,
    Carted,
    Entered,
    GaveUp,
    Happening,
    Paid,
    Promised,
    Refused,
    Scanned,
)
from seed.simulate.shoppers_trial import Planted

Json = Mapping[str, Any]

_DONE = {
    "added": "into the cart",
    "removed": "put back; the cart",
    "code": "code entered; the cart",
    "paired": "paired with a kiosk; the cart",
}


def tell(happening: Happening, console: Console) -> None:
    """Print something that happened."""
    for line in _lines(happening):
        console.print(line, soft_wrap=True, highlight=False)


def tell_tally(tally: Tally, console: Console) -> None:
    """Print what many did altogether."""
    for what, number in (
        ("shoppers", tally.shoppers),
        ("scans", tally.scans),
        ("put into carts", tally.added),
        ("refused", tally.refused),
        ("prices promised", tally.promises),
        ("carts abandoned", tally.abandoned),
        ("paid", tally.paid),
        ("returns", tally.returns),
    ):
        console.print(f"{number:8,}  {what}", highlight=False)
    for currency, revenue in sorted(tally.revenue.items()):
        saved = tally.saved[currency] / 100
        console.print(f"{revenue / 100:,.2f} {currency} paid, {saved:,.2f} saved by offers")
    for offer, baskets in tally.offers.most_common():
        console.print(f"{baskets:8,}  baskets with {offer}", highlight=False)


def tell_result(result: Json, planted: Planted, console: Console) -> None:
    """Print what came of an experiment, beside what was planted."""
    console.print(f"{result['name']} ({result['units']:,} units)", highlight=False)
    for compared in result["overall"]:
        for arm in compared["arms"]:
            share = arm["conversions"] / arm["units"] if arm["units"] else 0
            console.print(
                f"  {arm['name']:12} {arm['units']:6,} units, {arm['conversions']:6,} bought "
                f"({share:.1%})",
                highlight=False,
            )
        for each in compared["uplifts"]:
            found = each["conversion"]
            if found:
                console.print(
                    f"  uplift {found['relative']:+.1%}, between {found['low']:+.1%} and "
                    f"{found['high']:+.1%} at 95 %, valid at every look (p {found['p']:.3f}); "
                    f"planted {planted.uplift:+.1%}",
                    highlight=False,
                    soft_wrap=True,
                )
    alarm = "ALARM: do not read on" if result["sampleRatioAlarm"] else "as planned"
    console.print(f"  split over the arms: {alarm} (p {result['sampleRatioP']:.3f})")


def _lines(happening: Happening) -> Iterator[Text]:
    match happening:
        case Came(offers, slots):
            yield Text("\nEntrance", style="bold")
            yield from (*_offers(offers), *_tried_out(slots))
        case Entered(zone, seconds, offers):
            title = f"\n{zone} · {seconds:.0f} s" if zone else "\nSomewhere in the store"
            yield Text(title, style="bold")
            yield from _offers(offers)
        case Scanned(answer):
            yield from _scan(answer)
        case Carted(what, pricing):
            yield Text(f"    → {_DONE[what]}: {_price(pricing)}", style="cyan")
        case Refused(what, message):
            yield Text(f"    → {what}: {message}", style="red")
        case Promised(name, quote):
            kept = f"{_money(quote['price'])} instead of {_money(quote['listPrice'])}"
            until = quote["expiresAt"][11:16]
            yield Text(f"    → promised until {until} UTC: {name} at {kept}", style="cyan")
        case _:
            yield from _at_the_end(happening)


def _at_the_end(happening: Happening) -> Iterator[Text]:
    match happening:
        case GaveUp():
            yield Text("\nLeaves without buying: the cart is abandoned", style="bold")
        case Paid(basket, names):
            yield from _receipt(basket, names)
        case BroughtBack(answer):
            back, kept = answer["refund"] / 100, answer["clawBack"] / 100
            yield Text(f"\nBrings a piece back: {back:.2f} paid out, {kept:.2f} clawed back")


def _tried_out(slots: Sequence[Json]) -> Iterator[Text]:
    for slot in slots:
        yield Text(f"  screen   {slot['slot']} is {slot['value']} (an experiment)", style="dim")


def _scan(scan: Json) -> Iterator[Text]:
    if "product" not in scan:
        yield Text(f"  scan     {scan['message']}", style="red")
        return
    price, freshness = scan["price"], scan["freshness"]
    per = " / kg" if price and price["per"] == "KILOGRAM" else ""
    cost = f"{_money(price['amount'])}{per}" if price else "no price"
    yield Text(f"  scan     {scan['product']['name']} · {cost} · {freshness['state']}")
    yield Text(f"           {freshness['explanation']}", style="dim")
    if scan["unsuitable"]:
        yield Text(f"           {scan['unsuitable']}", style="red")
    yield from _offers(scan["offers"] or [])
    for hint in scan.get("offerHints") or []:
        yield Text(f"  nearly   {hint['title']}: {hint['hint']}", style="yellow")
    for each in scan.get("recommendations") or []:
        yield from _recommendation(each)


def _offers(offers: Sequence[Json]) -> Iterator[Text]:
    for offer in offers:
        gives = [f"−{_money(offer['saving'])}"] if offer["saving"] else []
        gives += [f"{offer['points']} points"] if offer["points"] else []
        said = " · ".join([offer["title"], *gives])
        yield Text(f"  offer    {said}", style="green")
        yield Text(f"           {offer['reason']}", style="dim")


def _recommendation(recommended: Json) -> Iterator[Text]:
    where = f" · {recommended['zone']['name']}" if recommended["zone"] else ""
    cost = _money(recommended["price"]["amount"])
    yield Text(f"  with it  {recommended['product']['name']} · {cost}{where}", style="magenta")
    yield Text(f"           {recommended['reason']}", style="dim")


def _price(pricing: Json) -> str:
    """The total, and by which offers."""
    if not pricing:
        return "no price now"
    if not pricing["discount"]["minorUnits"]:
        return _money(pricing["total"])
    by = ", ".join(offer["reason"] for offer in pricing["offers"])
    return (
        f"{_money(pricing['subtotal'])} − {_money(pricing['discount'])} = "
        f"{_money(pricing['total'])} ({by})"
    )


def _receipt(basket: Json, names: Mapping[str, str]) -> Iterator[Text]:
    def amount(minor_units: int) -> str:
        return f"{minor_units / 10 ** basket['exponent']:.{basket['exponent']}f}"

    yield Text("\nTill", style="bold")
    for line in basket["lines"]:
        many = f"{line['quantity']} × " if line["quantity"] > 1 else ""
        weight = f", {line['weightGrams']:.0f} g" if line["weightGrams"] else ""
        yield _row(f"{many}{names[line['id']]}{weight}", amount(line["subtotal"]))
    for offer in basket["offers"]:
        kept = " (promised)" if any(each["quoted"] for each in offer["lines"]) else ""
        saved = f"−{amount(offer['saving'])}" if offer["saving"] else ""
        yield _row(f"{offer['reason']}{kept}", saved, "green")
    yield Text(
        f"  Paid {amount(basket['total'])} {basket['currency']}, "
        f"{amount(basket['discount'])} saved",
        style="bold",
    )
    for each in basket.get("unsold", []):
        yield Text(f"  not sold: {each['message']}", style="red")


def _row(what: str, amount: str, style: str = "") -> Text:
    return Text(f"  {what:60} {amount:>8}", style)


def _money(money: Json) -> str:
    places = money["exponent"]
    return f"{money['minorUnits'] / 10**places:.{places}f} {money['currencyCode']}"
