"""Why something is not done at the scale."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.text import Message


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code` is for programs; the sentences are `scale-{code}` and `scale-{code}-hint`.

    `said` and `hint` are the server's own sentences, where it was the server that refused. `number`
    is that of a sale that is kept although its label did not come out.
    """

    code: str
    args: Mapping[str, object] = field(default_factory=dict)
    said: str | None = None
    hint: str | None = None
    number: int | None = None

    @property
    def message(self) -> Message:
        """What is wrong."""
        return Message(f"scale-{self.code}", self.args)

    @property
    def advice(self) -> Message:
        """What to do about it."""
        return Message(f"scale-{self.code}-hint", self.args)
