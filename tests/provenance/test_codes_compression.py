"""Compressed Digital Links: as other toolkits write them, there and back, and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.codes import LinkedThing, compressed, read_code, read_linked
from provenance.codes.compression import packed, unpacked
from provenance.codes.compression_tables import BASE64
from provenance.identity import CodeRefusal, Identity, RefusalReason

TODAY = date(2026, 11, 21)
GTIN = "05412345000013"

AS_TOOLKITS_WRITE = [
    ("AN2yxDhfaiaw", "00/998440410914660971"),
    ("AQnYUc1gmiCNV4JG", f"01/{GTIN}/10/ABC123"),
    (
        "AQnYUc1gmiCNV4JGQhcNT6K6cibQCWN9Pee9tT-PQ",
        f"01/{GTIN}/22/AJY3095721P49/10/ABC123/21/72292641703",
    ),
    ("AQnYUc1gmkax7ipGrOHDPC5YNI8hMz", f"01/{GTIN}/235/8TFV883a904GH%263"),
    ("JTLIetaiHYA", "253/3060077601309"),
    ("JVUqG5hJ5wA", "255/5678409730535"),
    ("QBl2DVoxZM2jVm3ZOWEFoxTR5HDgzZg", "401/0541234537290A41%26GHpp33"),
    ("QQSaVjC_dA", "410/5060917510004"),
    ("JUa0T-eifdtOO9UFEmlYwv3Q", "414/5060917510004/254/RP56J920471"),
    ("QXSaVjC_dHBAVlCrg", "417/5060917510004/7040/5KFX"),
    ("gAMJCAXukTMA", "8003/04965031954585"),
    ("EEarwSOABgwEj9s0bAmQ", f"8006/{GTIN}0201/10/ABC123"),
    ("gBe1ajAd9ATDmAGXPRfk", "8017/817019610850151481/8019/4003812"),
]
"""Compressed by the .NET library of Solidsoft, without optimisation codes."""


@pytest.mark.parametrize(("text", "path"), AS_TOOLKITS_WRITE)
def test_what_another_toolkit_wrote_is_read_and_written_the_same(text: str, path: str) -> None:
    thing = read_linked(f"/{text}", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert thing.compressed
    assert thing.path == path
    assert compressed(thing, optimised=False) == text


def test_a_link_may_keep_its_primary_key_legible() -> None:
    thing = read_linked(f"/01/{GTIN}/EEarwSMXRuGw?99=X&arv=true", today=TODAY)
    assert thing == LinkedThing(
        "01", GTIN, (("10", "ABC123"),), (("17", "290331"), ("99", "X")), compressed=True
    )


def test_a_place_may_be_said_of_another_key() -> None:
    thing = read_linked("/AN2yxDhfaia0EEmlYwv3Q", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert thing.path == "00/998440410914660971"
    assert thing.attributes == (("410", "5060917510004"),)


def test_other_peoples_parameters_come_out_of_the_compressed_part() -> None:
    thing = read_linked("/AQnYUc1gmiCNV4JGLo3Dfg2q72Etrue8K7RPRWwjc0D4", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert thing.path == f"01/{GTIN}/10/ABC123"
    assert thing.attributes == (("17", "290331"),)
    assert thing.parameters == (("arv", "true"), ("donor", "bmgf"))


def test_an_optimised_link_is_shorter() -> None:
    thing = read_linked(f"/01/{GTIN}/10/ABC123/21/7?17=290331", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert len(compressed(thing)) < len(compressed(thing, optimised=False))


@pytest.mark.parametrize(
    ("text", "path", "attributes"),
    [
        ("GgnYUc1gmo1XgkYC6Nw2", f"01/{GTIN}/10/ABC123/21/7", (("17", "290331"),)),
        ("GgnYUc1gmo1XgkaNw2Au", f"01/{GTIN}/10/ABC123/21/7", (("17", "290331"),)),
        ("nUmlYwv3RrRP56J920471", "414/5060917510004/254/RP56J920471", ()),
        ("nWtE_non3bTjvVJpWML90", "414/5060917510004/254/RP56J920471", ()),
    ],
)
def test_sequences_are_read_in_the_standards_order_and_in_that_of_gs1s_own_toolkit(
    text: str, path: str, attributes: tuple[tuple[str, str], ...]
) -> None:
    thing = read_linked(f"/{text}", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert (thing.path, thing.attributes) == (path, attributes)


def test_what_cannot_be_compressed_stays_in_the_query() -> None:
    thing = read_linked("/00/998440410914660971?4330=001200", today=TODAY)
    assert isinstance(thing, LinkedThing)
    assert compressed(thing) == "AN2yxDhfaiaw?4330=001200"
    with pytest.raises(ValueError, match="4330"):
        packed([("4330", "001200")])


@pytest.mark.parametrize(
    "link",
    [
        "https://brand.example/q/AQnYUc1gmiCNV4JG",
        f"https://brand.example/01/{GTIN}/EEarwSM",
        "HTTPS://BRAND.EXAMPLE/AQnYUc1gmiCNV4JG/?utm=x",
    ],
)
def test_a_scanned_link_may_be_compressed(link: str) -> None:
    assert read_code(link, today=TODAY) == Identity(gtin=GTIN, lot="ABC123")


@pytest.mark.parametrize(
    "text",
    [
        "AAAA",
        "foo",
        "AQnYUc1gm",  # cut off
        "AQnYUc1gmh",  # a bit in the padding
        "AQnYUc1gmgA",  # a character too many
        "AQ________",  # a number of more than 14 digits
        "QVSaVjC_dA",  # an issuer of payment slips without a reference
        "EEarwSM",  # a lot of nothing
        "AQnYUc1gmiCNV4JGII1XgkY",  # the lot said twice
        "AQnYUc1gmgG7ZYhwvtRNY",  # two keys
        "A" * 100_000,
        "AQnYUc1gm\n",
        "AQnYUc1gm%2D",
    ],
)
def test_what_no_encoder_writes_is_refused(text: str) -> None:
    answer = read_linked(f"/{text}", today=TODAY)
    assert isinstance(answer, CodeRefusal)
    assert answer.reason is RefusalReason.UNREADABLE


def test_a_foreign_link_stays_foreign_and_a_wrong_one_says_so() -> None:
    foreign = read_code("https://youtu.example/dQw4w9WgXcQ", today=TODAY)
    wrong = read_code("https://brand.example/01/05412345000014/EEarwSM", today=TODAY)
    reasons = [answer.reason for answer in (foreign, wrong) if isinstance(answer, CodeRefusal)]
    assert reasons == [RefusalReason.FOREIGN_LINK, RefusalReason.CHECK_DIGIT]


characters = "".join(map(chr, (*range(0x25, 0x40), *range(0x41, 0x5B), 0x5F, *range(0x61, 0x7B))))
free = st.text(characters, min_size=1, max_size=20) | st.from_regex("[0-9]{1,20}", fullmatch=True)
qualifiers = {
    "01": {"22": free, "10": free, "21": free},
    "414": {"254": free},
    "8018": {"8019": st.from_regex("[0-9]{1,10}", fullmatch=True)},
    "00": {},
    "8004": {"7040": st.from_regex("[0-9][A-Z]{3}", fullmatch=True)},
    "253": {},
}
values = {
    "01": st.just(GTIN), "414": st.just("5060917510004"), "8018": st.just("411369833821910265"),
    "00": st.just("998440410914660971"), "8004": free,
    "253": free.filter(lambda text: len(text) < 18).map(lambda text: f"3060077601309{text}"),
}  # fmt: skip
attributes = {
    "17": st.just("290331"), "3103": st.from_regex("[0-9]{6}", fullmatch=True), "99": free,
    "423": st.sampled_from(["724", "724250", "008008"]), "30": st.sampled_from(["0", "007"]),
    "7007": st.sampled_from(["260201", "260201260228"]), "91": free, "7003": st.just("2612311200"),
    "11": st.just("260101"),
}  # fmt: skip


@st.composite
def things(draw: st.DrawFn) -> LinkedThing:
    key = draw(st.sampled_from(sorted(qualifiers)))
    named = [(ai, draw(value)) for ai, value in qualifiers[key].items() if draw(st.booleans())]
    said = [(ai, draw(attributes[ai])) for ai in sorted(attributes) if draw(st.booleans())]
    return LinkedThing(key, draw(values[key]), tuple(named), tuple(said), compressed=True)


@settings(max_examples=300)
@given(things(), st.booleans())
def test_every_thing_reads_back_from_its_compressed_link(
    thing: LinkedThing, optimised: bool
) -> None:
    assert read_linked(f"/{compressed(thing, optimised=optimised)}", today=TODAY) == thing


@settings(max_examples=300)
@given(things(), st.integers(0, 200), st.sampled_from(BASE64))
def test_a_compressed_link_with_another_character_names_something_else_or_nothing(
    thing: LinkedThing, position: int, character: str
) -> None:
    text = compressed(thing)
    at = position % len(text)
    other = text[:at] + character + text[at + 1 :]
    assert other == text or read_linked(f"/{other}", today=TODAY) != thing


@given(st.text(BASE64, max_size=80))
def test_no_compressed_text_raises(text: str) -> None:
    for pairs in unpacked(text):
        assert pairs
    assert isinstance(read_linked(f"/{text}", today=TODAY), LinkedThing | CodeRefusal)
