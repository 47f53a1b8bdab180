"""Exposures: what a decision says, as tokens that come back."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from zoneinfo import ZoneInfo

from personalization.experiments.unit import (
    day_visit_id,
    shopper_unit_id,
    shopper_visit_id,
    unit_id,
)
from personalization.insights.exposure import Exposure, Shown, exposure_token, exposures, reported
from personalization.offers.benefits.percent import Percent
from personalization.offers.context import OfferContext, ZoneVisit
from personalization.offers.decision import Applied, Decision, Miss, Withheld
from personalization.offers.offer import Copy, ExperimentArm, Offer
from personalization.signing import Signer, TokenMiss
from provenance.text import Message
from tests.personalization.insight_samples import SIGNER, exposure
from tests.personalization.redemption_samples import EUR, NOW

CART = "0123456789abcdef0123456789abcdef"


def offer(id_: str, arm: ExperimentArm | None = None) -> Offer:
    return Offer(id_, {"en": Copy("Ten")}, (Percent(value=Decimal(10)),), experiment=arm)


CONTEXT = OfferContext(
    now=NOW,
    store="s1",
    time_zone=ZoneInfo("Europe/Madrid"),
    currency=EUR,
    visit=ZoneVisit("s1-fish", 12),
    segments=frozenset({"new", "fish-lovers"}),
    unit_id="unit-1",
)
DECISION = Decision(
    snapshot_hash="",
    context_hash="",
    applied=(
        Applied(offer("plain"), (), 100, Message("")),
        Applied(offer("mine", ExperimentArm("ab", 1)), (), 100, Message(""), variant=1),
    ),
    withheld=(
        Withheld(offer("theirs", ExperimentArm("ab", 2)), Miss.CONTROL, 1, 100),
        Withheld(offer("all"), Miss.HOLDOUT, None, 100),
    ),
    lines=(),
    delivery=0,
)


def test_every_offer_that_was_shown_or_withheld_is_an_exposure() -> None:
    ids = count()
    found = exposures(DECISION.applied, DECISION.withheld, CONTEXT, lambda: str(next(ids)))
    assert [(each.id, each.offer, each.shown, each.experiment, each.variant) for each in found] == [
        ("0", "plain@1", Shown.SHOWN, None, None),
        ("1", "mine@1", Shown.SHOWN, "ab", 1),
        ("2", "theirs@1", Shown.CONTROL, "ab", 1),
        ("3", "all@1", Shown.HOLDOUT, None, None),
    ]
    assert {(each.store, each.zone, each.unit, each.currency, each.at) for each in found} == {
        ("s1", "s1-fish", "unit-1", "EUR", NOW)
    }
    assert found[0].segments == ("fish-lovers", "new")


def test_what_is_not_known_is_not_in_the_exposure() -> None:
    nobody = replace(CONTEXT, visit=None, segments=None, unit_id=None)
    found = exposures(DECISION.applied, DECISION.withheld, nobody, lambda: "x")
    assert {(each.zone, each.unit, each.segments) for each in found} == {(None, None, ())}


def test_a_token_comes_back_as_it_was_for_a_day() -> None:
    given = exposure(segments=("new",))
    token = exposure_token(SIGNER, given)
    assert reported(SIGNER, token, NOW + timedelta(hours=23)) == given
    assert reported(SIGNER, token, NOW + timedelta(hours=24)) is TokenMiss.EXPIRED
    assert reported(Signer("x" * 32), token, NOW) is TokenMiss.FORGED


def test_a_token_is_short_and_names_no_cart() -> None:
    unit = unit_id(SIGNER, CART)
    token = exposure_token(SIGNER, Exposure("0" * 16, Shown.SHOWN, NOW, "s1", "EUR", unit, "a@1"))
    assert len(token) < 400
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert CART not in str(claims)
    assert set(claims) == {"n", "w", "t", "s", "c", "u", "o", "aud", "exp"}


def test_units_are_pseudonyms_that_cannot_be_joined() -> None:
    units = {
        unit_id(SIGNER, CART),
        unit_id(Signer("x" * 32), CART),
        shopper_unit_id(SIGNER, CART),
        shopper_visit_id(SIGNER, "session", CART),
        shopper_visit_id(SIGNER, "other", CART),
        day_visit_id(SIGNER, CART, NOW.date()),
        day_visit_id(SIGNER, CART, NOW.date() + timedelta(days=1)),
    }
    assert len(units) == 7
    assert {len(unit) for unit in units} == {32}
    assert unit_id(SIGNER, CART) == unit_id(SIGNER, CART)
