"""Goods that must be eaten soon (or keep long): by the days that are left of their lot."""

from collections.abc import Iterator

from personalization.offers.conditions.clause import selector_clause
from personalization.offers.conditions.leaf import Check, Clause, Leaf, Moment, Verdict
from personalization.offers.conditions.lines import positions
from personalization.offers.problem import Problem, error
from personalization.offers.selector import EVERYTHING, Selector
from provenance.text import Message


class DaysLeftCondition(Leaf, frozen=True, tag="days_left", omit_defaults=True):
    """A line that `selector` means has `at_least` to `at_most` days left (0: today is its last).

    `scanned` asks for the line that was scanned. Where no line's days say yes and some line's days
    are not known, nobody knows.
    """

    at_most: int | None = None
    at_least: int | None = None
    selector: Selector = EVERYTHING
    scanned: bool = False

    def compiled(self) -> Check:
        """TRUE when one line's days lie between the bounds."""
        found = positions(self.selector)
        scanned = self.scanned
        least = -(10**6) if self.at_least is None else self.at_least
        most = 10**6 if self.at_most is None else self.at_most

        def check(moment: Moment) -> Verdict:
            context, verdict = moment.context, Verdict.FALSE
            for number in found(moment):
                line = context.lines[number]
                if scanned and line.id != context.scanned:
                    continue
                if line.days_left is None:
                    verdict = Verdict.UNKNOWN
                elif least <= line.days_left <= most:
                    return Verdict.TRUE
            return verdict

        return check

    def necessary(self) -> Clause | None:
        """What its selector needs."""
        return selector_clause(self.selector)

    def wording(self) -> Message:
        """“What was scanned has at most 2 days left.”"""
        which = "scanned" if self.scanned else "any"
        if self.at_least is None:
            return Message("condition-days-left-most", {"which": which, "most": self.at_most or 0})
        if self.at_most is None:
            return Message("condition-days-left-least", {"which": which, "least": self.at_least})
        return Message(
            "condition-days-left-between",
            {"which": which, "least": self.at_least, "most": self.at_most},
        )

    def problems(self) -> Iterator[Problem]:
        """No bound, or none between the two."""
        if self.at_most is None and self.at_least is None:
            yield error("at_most", "condition-no-bound")
        elif (
            self.at_most is not None and self.at_least is not None and self.at_most < self.at_least
        ):
            yield error("at_most", "condition-bounds-crossed")
