"""GraphQL: how long it would last if it were kept otherwise."""

from datetime import timedelta
from typing import Self

import strawberry
from graphql import GraphQLError

from api.graphql.described import described
from api.graphql.language import Speech
from provenance.freshness import what_if as rule
from provenance.freshness.reserve import Reserve


@strawberry.input(description="Some hours at a temperature.")
class KeepingStep:
    celsius: float = described("Degrees Celsius, -40 to 60.")
    hours: float = described("How long, 0 to 1,000.")


@strawberry.type(description="How long it would last: a quality estimate, no statement on safety.")
class WhatIf:
    remaining: timedelta = described(
        "Pessimistic (P10) life from now, the steps included; never beyond the use-by date."
    )
    days: int = described("The same in whole days.")
    lost: timedelta = described("How much shorter that is than without the steps.")
    sentences: list[str] = described(
        "What a shopper reads, in the asked language: how long without the steps, what each of "
        "them costs, and what would end it early."
    )

    @classmethod
    def of(cls, value: rule.WhatIf, speech: Speech) -> Self:
        return cls(
            remaining=value.remaining,
            days=value.remaining.days,
            lost=value.lost,
            sentences=[speech.say(sentence) for sentence in value.sentences],
        )


def asked(
    reserve: Reserve | None, steps: list[KeepingStep], then_celsius: float, speech: Speech
) -> WhatIf | None:
    """The answer of the rule; what no food goes through is the caller's mistake."""
    try:
        keepings = [rule.Keeping(step.celsius, step.hours) for step in steps]
        found = rule.what_if(reserve, keepings, then_celsius)
    except ValueError as error:
        message = f"{error}: ask about food."
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"}) from None
    return WhatIf.of(found, speech) if found else None
