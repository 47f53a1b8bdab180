"""Parameters that are not right are told so one by one; those that are become typed values."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.epcis.patterns import Level, Sought, sought
from provenance.epcis.query import At, Comparison, EventQuery, Moment, OrderBy
from provenance.epcis.query_parameters import read_parameters
from provenance.units import TEMPERATURE_UNITS, temperature_in
from tests.provenance.event_query_samples import query_of


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("EQ_bizStepp", "shipping", "epcis-query-misspelt"),
        ("eq_bizstep", "", "epcis-query-misspelt"),
        ("$where", "1", "epcis-query-unknown"),
        ("HASATTR_x", "1", "epcis-query-unknown"),
        ("EQ_bizStep", "", "epcis-query-empty"),
        ("EQ_bizStep", "shipping|", "epcis-query-empty"),
        ("EQ_bizStep", "shiping", "epcis-misspelt-word"),
        ("EQ_bizStep", "zzzz", "epcis-unknown-word"),
        ("EQ_bizStep", "cbv:BizStep-zzzz", "epcis-unknown-word"),
        ("eventType", "objectEvent", "epcis-query-one-of"),
        ("EQ_action", "add", "epcis-query-one-of"),
        ("orderBy", "time", "epcis-query-one-of"),
        ("orderDirection", "asc", "epcis-query-one-of"),
        ("EQ_booleanValue", "1", "epcis-query-one-of"),
        ("GE_eventTime", "2026-04-17", "epcis-not-a-time"),
        ("GE_eventTime", "2026-04-17T10:00:00", "epcis-not-a-time"),
        ("GE_eventTime", "0001-01-01T00:00:00+14:00", "epcis-not-a-time"),
        ("GE_eventTime", "2026-04-17T10:00:00Z|2026-04-17T10:00:00Z", "epcis-query-one-value"),
        ("GT_eventTime", "2026-04-17T10:00:00Z", "epcis-query-misspelt"),
        ("EQ_readPoint", "dock", "epcis-not-a-uri"),
        ("MATCH_epc", "4711", "epcis-not-a-uri"),
        ("MATCH_epc", "urn:epc:idpat:sgtin:*.1.*", "epcis-query-pattern"),
        ("MATCH_epc", "urn:epc:idpat:nothing:0614141.*", "epcis-query-pattern"),
        ("MATCH_epc", "urn:epc:idpat:sgtin:.*", "epcis-query-pattern"),
        ("GE_quantity", "NaN", "epcis-query-not-a-number"),
        ("GE_quantity", "inf", "epcis-query-not-a-number"),
        ("GE_quantity", "1_0", "epcis-query-not-a-number"),
        ("GE_quantity", "1|2", "epcis-query-one-value"),
        ("GE_value_CEL", "warm", "epcis-query-not-a-number"),
        ("GE_value_celsius", "4", "epcis-query-misspelt"),
        ("eventCountLimit", "0", "epcis-query-not-a-count"),
        ("maxEventCount", "-1", "epcis-query-not-a-count"),
        ("maxEventCount", "9999999999", "epcis-query-not-a-count"),
        ("EQ_bizTransaction_desav", "urn:x:1", "epcis-misspelt-word"),
        ("EQ_source_nobody", "urn:x:1", "epcis-unknown-word"),
        ("EQ_ex:field", "1", "epcis-query-prefix"),
        ("GT_ILMD_cbvmda:lotNumber", "A", "epcis-query-not-ordered"),
        ("EQ_ILMD_cbvmda:lotNumber", "A" * 257, "epcis-query-too-long"),
    ],
)
def test_a_parameter_that_is_not_right(name: str, value: str, key: str) -> None:
    found = read_parameters([(name, value)], {})
    assert not isinstance(found, EventQuery), found
    assert [(each.parameter, each.message.key) for each in found] == [(name, key)]


def test_everything_wrong_is_told_at_once() -> None:
    found = read_parameters(
        [
            ("EQ_bizStep", "shiping"),
            ("perPages", "3"),
            ("eventCountLimit", "1"),
            ("maxEventCount", "1"),
        ],
        {},
    )
    assert not isinstance(found, EventQuery)
    assert [(each.parameter, each.message.args.get("near")) for each in found] == [
        ("EQ_bizStep", "shipping"),
        ("perPages", "perPage"),
        ("maxEventCount", None),
    ]


def test_a_parameter_given_twice_is_a_longer_list() -> None:
    assert query_of(("EQ_action", "ADD"), ("EQ_action", "DELETE")) == query_of(
        ("EQ_action", "ADD|DELETE")
    )


def test_order_and_limits_are_set() -> None:
    assert query_of() == EventQuery((), OrderBy.EVENT_TIME, descending=True)
    assert query_of(
        ("orderBy", "recordTime"), ("orderDirection", "ASC"), ("maxEventCount", "7")
    ) == EventQuery((), OrderBy.RECORD_TIME, descending=False, most=7)


def test_times_become_utc_moments() -> None:
    at = datetime(2026, 4, 17, 8, tzinfo=UTC)
    wanted = (At(Moment.EVENT, Comparison.GE, at),)
    assert query_of(("GE_eventTime", "2026-04-17T10:00:00+02:00")).conditions == wanted


def test_fields_are_named_by_their_iris() -> None:
    assert query_of(("EQ_ex:a", "1"), ex="https://ex.org/") == query_of(
        ("EQ_https://ex.org/a", "1")
    )


@pytest.mark.parametrize(
    ("uri", "level", "expected"),
    [
        ("urn:x:y", Level.CLASS, Sought(thing="urn:x:y")),
        ("urn:epc:idpat:sgtin:0614141.107346.*", Level.CLASS,
         Sought(trade_item="01/10614141073464")),
        ("https://id.gs1.org/01/614141073467/22/2A", Level.INSTANCE,
         Sought(trade_item="01/00614141073467")),
        ("https://id.gs1.org/01/09521321000018/10/A/21/7", Level.INSTANCE,
         Sought(thing="01/09521321000018/21/7")),
        ("https://id.gs1.org/8003/04012345555554", Level.INSTANCE,
         Sought(pattern="^8003/04012345555554.")),
        ("https://id.gs1.org/8003/04012345555554", Level.CLASS,
         Sought(thing="8003/04012345555554")),
        ("https://id.gs1.org/8003/04012345555554987", Level.INSTANCE,
         Sought(thing="8003/04012345555554987")),
        ("urn:epc:idpat:sscc:*.*", Level.INSTANCE, Sought(pattern="^00/.*")),
    ],
)  # fmt: skip
def test_what_an_identifier_looks_for(uri: str, level: Level, expected: Sought) -> None:
    assert sought(uri, level) == expected


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5))
def test_any_parameters_give_a_query_or_problems(given: list[tuple[str, str]]) -> None:
    found = read_parameters(given, {})
    assert isinstance(found, EventQuery) or found


@given(
    st.sampled_from(["MATCH_epc", "EQ_bizStep", "GE_value_CEL", "EQ_ILMD_cbvmda:x", "LT_time"]),
    st.text(alphabet="urn:epcidpatsgti0123456789.*|/-T:Z+ ", max_size=60),
)
def test_any_value_gives_a_query_or_a_problem(name: str, value: str) -> None:
    found = read_parameters([(name, value)], {})
    assert isinstance(found, EventQuery) or [each.parameter for each in found] == [name]


@pytest.mark.parametrize("there", TEMPERATURE_UNITS)
@pytest.mark.parametrize("back", TEMPERATURE_UNITS)
@given(value=st.floats(-200, 200))
def test_a_temperature_comes_back_from_another_unit(there: str, back: str, value: float) -> None:
    again = temperature_in(temperature_in(value, back, there), there, back)
    assert again == pytest.approx(value, abs=1e-9)


def test_temperatures_in_other_units() -> None:
    assert temperature_in(100, "CEL", "FAH") == 212
    assert temperature_in(32, "FAH", "KEL") == 273.15
    assert temperature_in(273.15, "KEL", "CEL") == 0
