"""Messages between agent and screen: both sides have the same."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from kiosk.metrology import LoadState
from kiosk.scale import messages
from kiosk.scale.messages import asked
from kiosk.scale.reading import LinkState

MIRROR = Path(__file__).parents[2] / "kiosk" / "web" / "src" / "scale" / "messages.ts"


def mirrored() -> dict[str, set[str]]:
    """The fields of every interface in TypeScript."""
    found = re.findall(r"export interface (\w+) \{(.*?)\n\}", MIRROR.read_text(), re.DOTALL)
    return {name: set(re.findall(r"^  (\w+)\??:", body, re.MULTILINE)) for name, body in found}


def test_the_screen_knows_every_message_field_by_field() -> None:
    parts = (messages.Metrology, messages.Plate, messages.Money, messages.Goods)
    ours = {}
    for struct in (*get_args(messages.Asked), *get_args(messages.Told), *parts):
        fields = {field.encode_name for field in msgspec.structs.fields(struct)}
        ours[struct.__name__] = fields | ({"type"} if struct.__struct_config__.tag else set())
    assert mirrored() == ours


@pytest.mark.parametrize(("name", "states"), [("LinkState", LinkState), ("LoadState", LoadState)])
def test_the_screen_knows_every_state(name: str, states: type[LinkState] | type[LoadState]) -> None:
    [union] = re.findall(rf"export type {name} =(.*?);", MIRROR.read_text(), re.DOTALL)
    assert set(re.findall(r'"([a-z-]+)"', union)) == {state.value for state in states}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"type":"sell","id":"1"}',
        '{"type":"clear"}',
        '{"type":"clear","id":""}',
        '{"type":"print","id":"1"}',
        '{"type":"print","id":"1","requestId":"2","unitPrice":1}',
        '{"type":"tare","id":"1","grams":0}',
        '{"type":"tare","id":"1","grams":1.5}',
        '{"type":"reprint","id":"1","number":"1"}',
        b"\xff",
    ],
)
def test_what_is_no_message_is_refused(text: str | bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        asked(text)
