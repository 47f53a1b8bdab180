"""The price to pay of goods sold by weight."""


def price_to_pay(net_grams: int, unit_price: int) -> int:
    """Net weight times unit price (minor units a kilogram), in minor units, half up.

    Rounded to the nearest interval of price to pay, from weight and unit price as they are shown
    (OIML R 76-1:2006, 4.14.2); half a minor unit goes up, as is usual in trade. Raises `ValueError`
    for a net weight below 1 g or a negative unit price.
    """
    if net_grams < 1 or unit_price < 0:
        raise ValueError(f"{net_grams} g at {unit_price} a kilogram cannot be sold")
    return (net_grams * unit_price + 500) // 1000
