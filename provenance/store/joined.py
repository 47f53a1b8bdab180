"""Several independent questions in one round trip: what a scan asks of the database."""

from collections.abc import Mapping
from typing import NamedTuple

from pymongo.asynchronous.database import AsyncDatabase

from provenance.store.collection import Document


class Question(NamedTuple):
    """An aggregation `pipeline` on a `collection`."""

    collection: str
    pipeline: list[Document]


async def answers(
    database: AsyncDatabase[Document], questions: Mapping[str, Question]
) -> dict[str, list[Document]]:
    """The documents that each question finds, by the question's name, in each one's own order."""
    asked = joined(questions)
    cursor = await database[asked.collection].aggregate(asked.pipeline)
    found: dict[str, list[Document]] = {name: [] for name in questions}
    for answer in await cursor.to_list():
        found[answer["question"]].append(answer["found"])
    return found


def joined(questions: Mapping[str, Question]) -> Question:
    """All questions as one aggregation of unions, whose documents say which they answer.

    A round trip costs the driver more than these indexed questions cost the server.
    """
    (first, question), *others = questions.items()
    unions: list[Document] = [
        {"$unionWith": {"coll": other.collection, "pipeline": [*other.pipeline, _tagged(name)]}}
        for name, other in others
    ]
    return Question(question.collection, [*question.pipeline, _tagged(first), *unions])


def _tagged(name: str) -> Document:
    return {"$replaceWith": {"question": name, "found": "$$ROOT"}}
