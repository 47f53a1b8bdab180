"""The check character pair of Global Model Numbers (GS1 General Specifications, 7.9.5)."""

_VALUES = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_CHECK = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_WEIGHTS = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
"""Primes, from the last character before the pair to the first."""


def check_characters_hold(value: str) -> bool:
    """True when the last two characters are the check characters of the others.

    `value` has at most 25 characters, all of the GS1 set 82.
    """
    weighed = zip(reversed(value[:-2]), _WEIGHTS, strict=False)
    total = sum(_VALUES.index(character) * weight for character, weight in weighed) % 1021
    return value[-2:] == _CHECK[total >> 5] + _CHECK[total & 31]
