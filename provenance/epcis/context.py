"""Names from the JSON-LD `@context` of a document: what a prefix or an own term stands for.

Contexts named by address are never fetched. The prefixes of the EPCIS context are known; terms of
other fetched contexts stay as written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_STANDARD: Final = {
    "cbv": "https://ref.gs1.org/cbv/",
    "cbvmda": "urn:epcglobal:cbv:mda:",
    "dcterms": "http://purl.org/dc/terms/",
    "epcis": "https://ref.gs1.org/epcis/",
    "gs1": "https://gs1.org/voc/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Context:
    """Terms and prefixes with the IRIs they stand for."""

    terms: Mapping[str, str]

    def defines(self, term: str) -> bool:
        """Whether the document itself defines a term without a prefix."""
        return term in self.terms and self.terms[term] != _STANDARD.get(term)

    def expanded(self, value: str) -> str:
        """The IRI of a CURIE or a term; any other text as it is."""
        prefix, colon, local = value.partition(":")
        if colon and not local.startswith("//") and prefix in self.terms:
            return self.terms[prefix] + local
        return value if colon else self.terms.get(value, value)

    def qualified(self, name: str) -> str:
        """A field's name as CBV 2.0 hashes write it, `{namespace}local`; unknown ones as is."""
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.terms:
            return f"{{{self.terms[prefix]}}}{local}"
        iri = self.expanded(name)
        if iri == name:
            return name
        start = max(iri.rfind(sign) for sign in "/#:") + 1
        return f"{{{iri[:start]}}}{iri[start:]}"


def read_context(*declared: object) -> Context:
    """What `@context` values declare together, later ones winning (JSON-LD 1.1, 4.1)."""
    terms = dict(_STANDARD)
    for term, definition in _definitions(declared):
        iri = definition.get("@id") if isinstance(definition, Mapping) else definition
        if isinstance(iri, str) and ":" not in term and not term.startswith("@"):
            terms[term] = Context(terms).expanded(iri)
    return Context(terms)


def _definitions(declared: object) -> Iterator[tuple[str, object]]:
    if isinstance(declared, Mapping):
        yield from declared.items()
    elif isinstance(declared, list | tuple):
        for part in declared:
            yield from _definitions(part)
