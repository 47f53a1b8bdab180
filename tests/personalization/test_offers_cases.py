"""The cases that other engines publish, and our own, give the numbers that they state."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from personalization.offers.compiled import Compiled
from personalization.offers.conditions.leaf import Moment
from personalization.offers.decide import decide
from personalization.offers.decision import Decision, Miss
from personalization.offers.gates import closed_gate
from personalization.offers.snapshot import Snapshot
from tests.personalization.offer_cases import OfferCase, offer_case


@pytest.fixture(scope="module")
def cases(shared_data: Path) -> Sequence[OfferCase]:
    published = json.loads((shared_data / "offer_cases.json").read_text())
    return [offer_case(raw) for raw in (*published["cases"], *published["proposed"])]


@dataclass(slots=True)
class Misses:
    """Why offers did not apply, as the cases word it."""

    why: dict[str, str] = field(default_factory=dict)
    judged_ids: set[str] = field(default_factory=set)

    def judged(self, candidate: Compiled, moment: Moment) -> None:
        self.judged_ids.add(candidate.offer.id)

    def missed(self, candidate: Compiled, why: Miss, by: str | None) -> None:
        assert candidate.offer.id not in self.why
        self.why[candidate.offer.id] = f"EXCLUDED_BY:{by}" if why is Miss.EXCLUDED else why


def test_all_cases_are_there(cases: Sequence[OfferCase]) -> None:
    assert len(cases) == 63
    assert len({case.id for case in cases}) == 63


def test_every_case_gives_the_numbers_that_it_states(cases: Sequence[OfferCase]) -> None:
    differing = {}
    for case in cases:
        misses = Misses()
        snapshot = Snapshot.of(case.offers)
        decision = decide(snapshot, case.context, misses)
        for offer, ready in snapshot.compiled.items():
            if gate := closed_gate(ready, case.context):
                misses.why[offer] = gate
        if (stated := _stated(case, decision, misses)) != case.expected:
            differing[case.id] = stated
    assert differing == {}


def test_the_order_of_lines_and_of_offers_changes_no_case(cases: Sequence[OfferCase]) -> None:
    for case in cases:
        there = decide(Snapshot.of(case.offers), case.context)
        turned = replace(case.context, lines=case.context.lines[::-1])
        back = decide(Snapshot.of(reversed(case.offers)), turned)
        assert {line.line: line for line in there.lines} == {line.line: line for line in back.lines}
        assert there.snapshot_hash == back.snapshot_hash


def _stated(case: OfferCase, decision: Decision, misses: Misses) -> dict[str, object]:
    """What the case states, as we see it."""
    expected = case.expected
    by_line = {line.line: line for line in decision.lines}
    known: dict[str, object] = {
        "items_total_after": decision.items_total,
        "discount_total": decision.discount_total,
        "grand_total": decision.total,
        "shipping_after": decision.delivery,
    }
    stated = {name: known[name] for name in expected if name in known}
    if "lines" in expected:
        stated["lines"] = {line: by_line[line].discount for line in expected["lines"]}
    if "units" in expected:
        stated["units"] = {line: list(by_line[line].units) for line in expected["units"]}
    if "by_offer" in expected:
        stated["by_offer"] = {each.offer.id: each.saving for each in decision.applied}
    if "not_applied" in expected:
        applied = {each.offer.id for each in decision.applied}
        stated["not_applied"] = {
            offer: "applied" if offer in applied else _worded(misses.why[offer], why)
            for offer, why in expected["not_applied"].items()
        }
    return stated


def _worded(why: str, stated: str) -> str:
    """The cases also name the clause of a condition; here that is the trace's business."""
    return stated if why == Miss.CONDITION == stated.partition(":")[0] else why
