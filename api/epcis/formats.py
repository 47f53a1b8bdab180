"""How identifiers are written in answers: the GS1-EPC-Format header (EPCIS 2.0, section 12.4).

An EPC URN becomes a GS1 Digital Link without loss. The way back would need to know how long the
company prefix is, which no link says: where URNs are asked for, links stay as they were captured,
and the header of the answer then says `Never_Translates`. GS1-CBV-XML-Format is about XML only.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from api.epcis.problems import Refusal, Trouble
from provenance.epcis.identifiers import CANONICAL_DOMAIN, gs1_key
from provenance.text import Message

EPC_FORMAT: Final = "GS1-EPC-Format"


class EpcFormat(StrEnum):
    NO_PREFERENCE = "No_Preference"
    LINK = "Always_GS1_Digital_Link"
    URN = "Always_EPC_URN"
    NEVER = "Never_Translates"


def wanted_format(headers: Mapping[str, str]) -> EpcFormat | Refusal:
    """The format that a request asks for; Digital Links where it has no preference."""
    given = headers.get(EPC_FORMAT.lower(), EpcFormat.NO_PREFERENCE).strip()
    if given not in list(EpcFormat):
        facts = {"header": EPC_FORMAT, "value": given[:60], "known": ", ".join(EpcFormat)}
        return Refusal(406, Trouble.NOT_ACCEPTABLE, Message("epcis-refused-epc-format", facts))
    return EpcFormat.LINK if given == EpcFormat.NO_PREFERENCE else EpcFormat(given)


def as_link(uri: str) -> str:
    """An EPC URN of a GS1 key as its Digital Link; any other URI as it is."""
    key = gs1_key(uri) if uri.startswith("urn:") else None
    return key.link if key else uri


def thing_uri(thing: str) -> str:
    """The URI of a traced thing or place, which is a path of `CANONICAL_DOMAIN`, or a URI."""
    return thing if ":" in thing else f"{CANONICAL_DOMAIN}/{thing}"


def is_link(uri: str) -> bool:
    """Whether a URI is a Digital Link, which cannot be made a URN."""
    return not uri.startswith("urn:") and gs1_key(uri) is not None


_ONE: Final = ("parentID", "transformationID")
_LISTS: Final = ("epcList", "childEPCs", "inputEPCList", "outputEPCList")
_IN_OBJECTS: Final = {"readPoint": "id", "bizLocation": "id"}
_IN_LISTS: Final = {
    "quantityList": "epcClass",
    "childQuantityList": "epcClass",
    "inputQuantityList": "epcClass",
    "outputQuantityList": "epcClass",
    "bizTransactionList": "bizTransaction",
    "sourceList": "source",
    "destinationList": "destination",
}


def translated(event: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """An event with every identifier of things, places, parties and transactions changed."""
    told = dict(event)
    for name in _ONE:
        if name in told:
            told[name] = change(told[name])
    for name in _LISTS:
        if name in told:
            told[name] = _changed(told[name], change)
    for name, member in _IN_OBJECTS.items():
        if name in told:
            told[name] = {**told[name], member: change(told[name][member])}
    for name, member in _IN_LISTS.items():
        if name in told:
            told[name] = [{**each, member: change(each[member])} for each in told[name]]
    return told


def _changed(listed: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """A list without repetitions, which it may not have; a thing it names in two ways keeps both.

    Leaving one out would give the event another hash.
    """
    taken, changed = set(listed), []
    for uri in listed:
        new = change(uri)
        changed.append(uri if new in taken else new)
        taken.add(changed[-1])
    return changed
