"""Where the shopper is, or was just now: by zone and dwell, never by metres."""

from enum import StrEnum

from personalization.offers.conditions.clause import Kind, clause
from personalization.offers.conditions.leaf import Check, Clause, Leaf, Moment, Names, Verdict
from personalization.offers.conditions.lines import listed
from personalization.offers.context import Trigger
from provenance.text import Message


class ZoneMove(StrEnum):
    """What the shopper does."""

    ENTER = "ENTER"
    """Has just come in: counts at the moment of entering only."""
    DWELL = "DWELL"
    """Is there, for so many seconds."""
    EXIT = "EXIT"
    """Has just left: counts at the moment of leaving only."""


_AT = {ZoneMove.ENTER: Trigger.ZONE_ENTER, ZoneMove.EXIT: Trigger.ZONE_EXIT}


class ZoneCondition(Leaf, frozen=True, tag="zone", omit_defaults=True):
    """The shopper enters, is in (for `seconds`, dwelling only) or leaves one of the zones `among`.

    UNKNOWN where nobody knows the zone (no beacon, no consent).
    """

    among: Names
    move: ZoneMove = ZoneMove.DWELL
    seconds: float = 0.0

    def compiled(self) -> Check:
        """TRUE when the move was in one of the zones."""
        among, seconds, leaves = self.among, self.seconds, self.move is ZoneMove.EXIT
        dwells, trigger = self.move is ZoneMove.DWELL, _AT.get(self.move)

        def check(moment: Moment) -> Verdict:
            visit = moment.context.visit
            if trigger is not None and moment.context.trigger is not trigger:
                return Verdict.FALSE
            if visit is None:
                return Verdict.UNKNOWN
            zone = visit.left if leaves else visit.zone
            long_enough = not dwells or visit.dwell_seconds >= seconds
            return Verdict.TRUE if zone in among and long_enough else Verdict.FALSE

        return check

    def necessary(self) -> Clause:
        """One of the zones."""
        return clause(Kind.ZONE, self.among)

    def wording(self) -> Message:
        """“The shopper has been in one of these zones for 30 seconds: …”."""
        return Message(
            "condition-zone",
            {"move": self.move, "zones": listed(self.among), "seconds": round(self.seconds)},
        )
