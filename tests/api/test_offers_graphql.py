"""A marketer's day in GraphQL: drafts, publishing, history, campaigns, experiments, exchange."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase
from strawberry.types import ExecutionResult

from api.access.callers import ApiKey, Caller, KeyScope, Role, Shopper, Staff
from api.graphql.context import Context
from api.graphql.marketing.derived import kinds_of, tag_of
from api.graphql.schema import build_schema
from personalization.offers.benefits.kinds import AnyBenefit
from personalization.offers.conditions.tree import Leaves
from provenance.store.collection import Document
from tests.api.graphql_context import running_context
from tests.api.waiting import until

OFFER = """... on Offer { id status revision
    draft { key title copy { language title } lane currency triggers stores
        benefits { kind document percent { value selector { categories daysLeftAtMost } } }
        condition { kind document all { kind words not { words } cartSpend { amount basis } } }
        schedule { starts ends hours { since until days } } budgets { kind limit }
    }
    published { key version title }
    problems { path gravity message } }"""
REFUSAL = "... on OfferRefusal { message problems { path gravity message } }"


def deed(name: str, kind: str) -> str:
    return (
        f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ __typename {OFFER} {REFUSAL} }} }}"
    )


SAVE = deed("saveOffer", "SaveOfferInput")
PUBLISH = deed("publishOffer", "PublishOfferInput")
PAUSE, RESUME, END = [deed(f"{verb}Offer", "OfferInput") for verb in ("pause", "resume", "end")]
DUPLICATE = deed("duplicateOffer", "DuplicateOfferInput")
EXPERIMENT = """__typename ... on Experiment { key status variants weights coverage
    namespace { id since until } presentation } ... on ExperimentRefusal { message }"""
SAVE_EXPERIMENT = f"""mutation ($input: SaveExperimentInput!) {{
    saveExperiment(input: $input) {{ {EXPERIMENT} }} }}"""
SAVE_CAMPAIGN = """mutation ($input: SaveCampaignInput!) { saveCampaign(input: $input) {
    ... on Campaign { id name owner budgets { kind limit } }
    ... on CampaignRefusal { message } } }"""
IMPORT = """mutation ($input: ImportOffersInput!) { importOffers(input: $input) {
    ... on OffersImported { read stored unchanged refused refusals { line path message } }
    ... on ImportOffersRefusal { message } } }"""

CONTENT: Mapping[str, Any] = {
    "copy": [
        {"language": "en", "title": "20 % off fish"},
        {"language": "es", "title": "20 % en pescado"},
        {"language": "zh-Hans", "title": "鱼类八折"},
    ],
    "lane": "MARKDOWN",
    "currency": "EUR",
    "stores": ["s1"],
    "triggers": ["SCAN", "CART_CHANGED"],
    "benefits": [
        {"percent": {"value": "20", "selector": {"categories": ["produce"], "daysLeftAtMost": 2}}}
    ],
    "condition": {
        "all": [
            {"cartSpend": {"amount": 3_000_000_000, "basis": "ORIGINAL"}},
            {"not": {"returning": {"returning": True}}},
        ]
    },
    "schedule": {
        "starts": "2026-12-01",
        "ends": "2036-12-24",
        "hours": [{"since": "17:00", "until": "19:30", "days": ["FRI", "SAT"]}],
    },
    "budgets": [{"kind": "SPEND", "limit": 5_000_000_000}],
}
MIA = Staff("mia", Role.MARKETER)
SCHEMA = build_schema(production=False)


@pytest.fixture
async def desk(database: AsyncDatabase[Document], mongodb_uri: str) -> AsyncIterator[Context]:
    async with running_context(database, mongodb_uri, MIA) as context:
        yield context


async def asked(desk: Context, query: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(query, variable_values=variables, context_value=desk)
    assert isinstance(result, ExecutionResult)
    assert not result.errors, result.errors
    assert result.data
    return next(iter(result.data.values()))


async def saved(
    desk: Context, offer: str = "fish", revision: int | None = None, **more: Any
) -> Any:
    given = {"id": offer, "expectedRevision": revision, "content": {**CONTENT, **more}}
    return await asked(desk, SAVE, input=given)


async def test_an_offer_is_begun_published_paused_and_ended(desk: Context) -> None:
    draft = await saved(desk)
    assert (draft["status"], draft["revision"], draft["published"]) == ("DRAFT", 1, None)
    assert draft["problems"] == []
    live = await asked(desk, PUBLISH, input={"id": "fish", "expectedRevision": 1})
    assert live["published"] == {"key": "fish@1", "version": 1, "title": "20 % off fish"}
    assert (live["status"], live["draft"]) == ("LIVE", None)
    await until(lambda: "fish" in desk.offers.snapshot.offers)
    for mutation, status in ((PAUSE, "PAUSED"), (RESUME, "LIVE"), (END, "ENDED")):
        assert (await asked(desk, mutation, input={"id": "fish"}))["status"] == status
    copied = await asked(desk, DUPLICATE, input={"id": "fish", "newId": "fish-2"})
    assert (copied["status"], copied["draft"]["key"]) == ("DRAFT", "fish-2@1")


async def test_what_was_handed_in_is_read_back_typed_and_as_a_document(desk: Context) -> None:
    draft = (await saved(desk))["draft"]
    assert draft["benefits"] == [
        {
            "kind": "percent",
            "document": {
                "kind": "percent",
                "value": "20",
                "selector": {"categories": ["produce"], "days_left_at_most": 2},
            },
            "percent": {
                "value": "20",
                "selector": {"categories": ["produce"], "daysLeftAtMost": 2},
            },
        }
    ]
    spend, new = draft["condition"]["all"]
    assert spend["cartSpend"] == {"amount": 3_000_000_000, "basis": "ORIGINAL"}
    assert new["not"]["words"] == "The shopper has been here before."
    assert draft["condition"]["document"]["parts"][0]["kind"] == "cart_spend"
    assert draft["triggers"] == ["CART_CHANGED", "SCAN"]
    assert draft["schedule"]["hours"] == [
        {"since": "17:00:00", "until": "19:30:00", "days": ["FRI", "SAT"]}
    ]
    assert draft["budgets"] == [{"kind": "SPEND", "limit": 5_000_000_000}]


async def test_every_kind_of_condition_and_benefit_has_its_field(desk: Context) -> None:
    """A new kind is served without a line in the API."""
    schema = SCHEMA._schema
    for family, kinds in (("Condition", Leaves), ("Benefit", AnyBenefit)):
        for direction in ("", "Input"):
            served = vars(schema.type_map[f"Offer{family}{direction}"])["fields"]
            for kind in kinds_of(kinds):
                first, *rest = tag_of(kind).split("_")
                assert first + "".join(step.capitalize() for step in rest) in served


async def test_a_draft_with_errors_is_kept_and_shows_them_but_is_not_published(
    desk: Context,
) -> None:
    wrong: dict[str, Any] = {"benefits": [{"percent": {"value": "120"}}], "stores": ["moon"]}
    draft = await saved(desk, **wrong)
    places = [(each["path"], each["gravity"]) for each in draft["problems"]]
    assert places == [("benefits[0].value", "ERROR"), ("stores", "ERROR")]
    refused = await asked(desk, PUBLISH, input={"id": "fish", "expectedRevision": 1})
    assert refused["__typename"] == "OfferRefusal"
    assert refused["message"].startswith("2 errors keep this offer")
    assert [each["path"] for each in refused["problems"]] == ["benefits[0].value", "stores"]
    spanish = replace(desk, languages=["es"])
    again = await asked(spanish, PUBLISH, input={"id": "fish", "expectedRevision": 1})
    assert again["message"].startswith("2 errores impiden")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"id": "a b"}, "“a b” cannot be an id"),
        ({"content": {**CONTENT, "priority": 10**16}}, "too large"),
        ({"content": {**CONTENT, "condition": {"gtin": {"among": []}}}}, "/condition/among"),
    ],
)
async def test_what_is_no_offer_is_refused_with_its_place(
    desk: Context, given: dict[str, Any], words: str
) -> None:
    refused = await asked(desk, SAVE, input={"id": "fish", "content": CONTENT, **given})
    assert refused["__typename"] == "OfferRefusal"
    assert words in refused["message"]
    assert await desk.market.offers.every() == []


@pytest.mark.parametrize("amount", [1.5, "5", True, 2**63])
async def test_an_amount_is_a_whole_number_or_nothing(desk: Context, amount: object) -> None:
    content = {**CONTENT, "benefits": [{"amount": {"amount": amount}}]}
    result = await SCHEMA.execute(
        SAVE, variable_values={"input": {"id": "fish", "content": content}}, context_value=desk
    )
    assert isinstance(result, ExecutionResult)
    assert result.errors
    assert "a whole number is needed" in str(result.errors[0])


async def test_an_older_revision_overwrites_nothing(desk: Context) -> None:
    await saved(desk)
    await saved(desk, revision=1, priority=2)
    late = await saved(desk, revision=1, priority=3)
    assert late["message"].startswith("Somebody else changed “fish”")


async def test_history_and_differences_are_told(desk: Context) -> None:
    await saved(desk)
    await asked(desk, PUBLISH, input={"id": "fish", "expectedRevision": 1})
    await saved(desk, revision=2, priority=5, stores=[])
    found = await asked(
        desk,
        """{ offer(id: "fish") { history { deed revision by version }
            version(number: 1) { key } gone: version(number: 9) { key }
            difference(since: 1) { path before after message } } }""",
    )
    assert found["history"] == [
        {"deed": "EDITED", "revision": 3, "by": "mia", "version": 1},
        {"deed": "PUBLISHED", "revision": 2, "by": "mia", "version": 1},
        {"deed": "CREATED", "revision": 1, "by": "mia", "version": None},
    ]
    assert (found["version"], found["gone"]) == ({"key": "fish@1"}, None)
    assert [each["message"] for each in found["difference"]] == [
        "priority is now 5.",
        'stores was ["s1"] and is gone.',
    ]


async def test_offers_are_listed_in_pages_and_by_campaign(desk: Context) -> None:
    campaign = {
        "id": "autumn",
        "name": "Autumn",
        "budgets": [{"kind": "SPEND", "limit": 100}],
    }
    begun = await asked(desk, SAVE_CAMPAIGN, input=campaign)
    assert (begun["owner"], begun["budgets"]) == ("mia", [{"kind": "SPEND", "limit": 100}])
    for name in ("a", "b", "c"):
        await saved(desk, name, campaign="autumn" if name == "b" else None)
    page = "query ($after: String) { offers(first: 2, after: $after) { offers { id } endCursor } }"
    first = await asked(desk, page)
    assert [each["id"] for each in first["offers"]] == ["c", "b"]
    last = await asked(desk, page, after=first["endCursor"])
    assert ([each["id"] for each in last["offers"]], last["endCursor"]) == (["a"], None)
    mine = await asked(desk, '{ offers(campaignId: "autumn") { offers { id } } }')
    assert mine["offers"] == [{"id": "b"}]
    assert await asked(desk, "{ campaigns { id name } }") == [{"id": "autumn", "name": "Autumn"}]


async def test_a_campaign_without_sense_is_refused(desk: Context) -> None:
    wrong = {"id": "a/b", "name": " ", "budgets": [{"kind": "USAGE", "limit": 0}]}
    refused = await asked(desk, SAVE_CAMPAIGN, input=wrong)
    for words in ("cannot be an id", "1 to 200 characters", "at least 1"):
        assert words in refused["message"]


async def test_an_experiment_is_prepared_started_and_stopped(desk: Context) -> None:
    given = {
        "key": "price",
        "name": "Price",
        "variants": ["control", "lower"],
        "weights": [0.5, 0.5],
        "namespace": {"id": "fish", "since": 0.0, "until": 0.5},
        "presentation": [{}, {"layout": "bold"}],
    }
    draft = await asked(desk, SAVE_EXPERIMENT, input=given)
    assert (draft["status"], draft["coverage"]) == ("DRAFT", 1.0)
    assert draft["presentation"] == [{}, {"layout": "bold"}]
    move = f"""mutation ($key: ID!) {{ VERB(input: {{key: $key}}) {{ {EXPERIMENT} }} }}"""
    start, stop = [move.replace("VERB", f"{verb}Experiment") for verb in ("start", "stop")]
    assert "not started" in (await asked(desk, stop, key="price"))["message"]
    for _ in range(2):
        assert (await asked(desk, start, key="price"))["status"] == "RUNNING"
    assert "was started" in (await asked(desk, SAVE_EXPERIMENT, input=given))["message"]
    assert (await asked(desk, stop, key="price"))["status"] == "STOPPED"
    assert "for good" in (await asked(desk, start, key="price"))["message"]
    assert "no such" in (await asked(desk, start, key="nothing"))["message"]
    assert (await asked(desk, "{ experiments { key } }")) == [{"key": "price"}]
    await until(lambda: "price" in desk.offers.snapshot.experiments)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"variants": ["one"]}, "2 to 20 variants"),
        ({"variants": ["a", "a"]}, "each differently"),
        ({"weights": [0.5, 0.6]}, "together they make 1"),
        ({"weights": [1.5, -0.5]}, "from 0 to 1"),
        ({"coverage": 0}, "more than 0"),
        ({"hashVersion": 3}, "Use 2"),
        ({"namespace": {"id": "n", "since": 0.5, "until": 0.5}}, "has a length"),
        ({"presentation": [{}]}, "for each variant"),
        ({"key": "a b"}, "cannot be an id"),
    ],
)
async def test_an_experiment_that_decides_nothing_is_refused(
    desk: Context, change: dict[str, Any], words: str
) -> None:
    given = {"key": "price", "name": "Price", "variants": ["control", "lower"], **change}
    assert words in (await asked(desk, SAVE_EXPERIMENT, input=given))["message"]


async def test_a_holdout_is_set_and_ended(desk: Context) -> None:
    put = """mutation ($share: Float!) { setHoldout(input: {key: "all", share: $share}) {
        ... on Holdout { key share } ... on ExperimentRefusal { message } } }"""
    end = """mutation { removeHoldout(input: {key: "all"}) {
        ... on HoldoutRemoved { key } ... on ExperimentRefusal { message } } }"""
    assert "less than 1" in (await asked(desk, put, share=1.0))["message"]
    assert await asked(desk, put, share=0.05) == {"key": "all", "share": 0.05}
    assert await asked(desk, "{ holdouts { key share } }") == [{"key": "all", "share": 0.05}]
    assert await asked(desk, end) == {"key": "all"}
    assert "no such holdout" in (await asked(desk, end))["message"]


@pytest.mark.parametrize("form", ["JSON_LINES", "CSV"])
async def test_offers_go_out_and_come_in_again(desk: Context, form: str) -> None:
    await saved(desk)
    query = "query ($form: OfferFormat!) { exportOffers(format: $form) }"
    text = await asked(desk, query, form=form)
    same = await asked(desk, IMPORT, input={"text": text, "publish": True})
    assert (same["stored"], same["unchanged"], same["refusals"]) == (1, 0, [])
    again = await asked(desk, IMPORT, input={"text": text, "publish": True})
    assert (again["read"], again["unchanged"]) == (1, 1)
    bad = await asked(desk, IMPORT, input={"text": text.replace("fish", "a b", 1)})
    assert bad["refusals"][0]["line"] == (2 if form == "CSV" else 1)
    assert "cannot be an id" in bad["refusals"][0]["message"]
    long = await asked(desk, IMPORT, input={"text": "x" * 500_001})
    assert "500,000 characters" in long["message"]


@pytest.mark.parametrize(
    "caller",
    [Shopper("s"), Staff("olga", Role.OPERATIONS), ApiKey("k", "Till", frozenset({KeyScope.TILL}))],
)
async def test_only_marketers_change_offers(desk: Context, caller: Caller) -> None:
    result = await SCHEMA.execute(
        PAUSE,
        variable_values={"input": {"id": "fish"}},
        context_value=replace(desk, caller=caller),
    )
    assert isinstance(result, ExecutionResult)
    assert result.errors
    assert result.errors[0].extensions == {"code": "FORBIDDEN"}
