"""The language that the shopper reads."""

from personalization.offers.conditions.leaf import Check, Leaf, Moment, Names, Verdict
from personalization.offers.conditions.lines import listed
from provenance.text import Message


class LanguageCondition(Leaf, frozen=True, tag="language"):
    """`among`: language ranges (RFC 4647, 3.3.1): `zh` means `zh-Hans` too."""

    among: Names

    def compiled(self) -> Check:
        """TRUE when the language is in one of the ranges."""
        among = tuple(each.lower() for each in self.among)

        def check(moment: Moment) -> Verdict:
            if moment.context.language is None:
                return Verdict.UNKNOWN
            tag = moment.context.language.lower()
            matches = any(tag == each or tag.startswith(f"{each}-") for each in among)
            return Verdict.TRUE if matches else Verdict.FALSE

        return check

    def wording(self) -> Message:
        """“The shopper reads one of these languages: …”."""
        return Message("condition-language", {"languages": listed(self.among)})
