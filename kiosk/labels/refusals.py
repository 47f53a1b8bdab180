"""Why a label is not printed. Each refusal is a sentence for whoever stands at the printer."""

from provenance.text import Message


class LabelRefusedError(Exception):
    """A label that must not be printed as asked; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class LabelTooSmallError(LabelRefusedError):
    """The content does not fit the label at a size that can be scanned and read."""


class LabelUnreadableError(LabelRefusedError):
    """A code on the label does not read back as what it should say."""


class CodeImpossibleError(LabelRefusedError):
    """No code of the wanted kind can say what the label should."""


class GlyphsMissingError(LabelRefusedError):
    """No font of this machine has all of these characters."""

    def __init__(self, characters: str) -> None:
        super().__init__(Message("label-no-font", {"characters": characters}))
        self.characters = characters
