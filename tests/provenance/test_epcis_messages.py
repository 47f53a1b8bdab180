"""Every refusal of an EPCIS document is a sentence in every language."""

from provenance.epcis import Problem, read_document
from provenance.epcis.schema import DOCUMENTS, EVENTS, MESSAGE
from provenance.text import LANGUAGES, Texts
from tests.provenance.epcis_samples import AGGREGATION, NOW, OBJECT, document


def test_every_problem_reads_as_a_sentence_in_every_language() -> None:
    broken = [
        {**OBJECT, "bizStep": "shiping", "x": 1, "eventTime": "now", "action": 1, "epcList": "x"},
        {**OBJECT, "disposition": "zzz", "eventID": "x", "quantityList": [{"uom": "kilo"}]},
        {**AGGREGATION, "eventTime": "2030-01-01T00:00:00Z"},
    ]
    texts = Texts(["provenance"])
    for result in read_document(document(*broken), now=NOW):
        assert isinstance(result, Problem)
        for language in LANGUAGES:
            assert texts(result.message, language)


def test_every_message_of_the_schema_has_a_sentence() -> None:
    def keys(schema: object) -> set[str]:
        if isinstance(schema, dict):
            own = {schema[MESSAGE]} if MESSAGE in schema else set()
            return own.union(*map(keys, schema.values()))
        return set().union(*map(keys, schema)) if isinstance(schema, list) else set()

    used = keys([*DOCUMENTS.values(), *EVENTS.values()])
    for language in LANGUAGES:
        assert used <= Texts(["provenance"]).keys(language)
