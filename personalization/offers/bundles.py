"""The combination of bundles that saves most where they compete for the same units.

A unit feeds one bundle only, so this is weighted set packing. Bundles that share no unit are
settled each by itself. The others are searched by branch and bound over which bundle is given next:
a branch ends where even the best that the units left could bring does not beat what was found. The
bound on the search is a count of units looked at, not a clock: the same cart always gets the same
answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from personalization.offers.benefits.bundle import Application, Opening, Unit
from personalization.offers.running import UnitKey

MOST_LOOKS = 3_000
"""Units looked at in one search, 1 to 2 ms."""


@dataclass(frozen=True, slots=True)
class Combination:
    """What each bundle is given, in the order in which they came. `cut_short` says that the search
    ended at its bound: there may be a better one."""

    given: Sequence[Sequence[Application]]
    cut_short: bool


def best_combination(bundles: Sequence[Opening]) -> Combination:
    """Bundles come by precedence: where two combinations save the same, the one stays that was
    found first, by giving what saves more and then what comes earlier."""
    given: list[Sequence[Application]] = [()] * len(bundles)
    cut_short = False
    for places in _competing(bundles):
        if len(places) == 1:
            alone = bundles[places[0]]
            given[places[0]] = alone.applications(alone.units)
            continue
        search = _Search([bundles[place] for place in places])
        for place, applications in zip(places, search.best(), strict=True):
            given[place] = applications
        cut_short = cut_short or search.looks <= 0
    return Combination(given, cut_short)


def _competing(bundles: Sequence[Opening]) -> Sequence[Sequence[int]]:
    """Places of bundles, together where they want the same units."""
    parts: list[tuple[set[UnitKey], list[int]]] = []
    for place, bundle in enumerate(bundles):
        wants = {(unit.line, unit.number) for unit in bundle.units}
        places = [place]
        apart = []
        for other in parts:
            if wants.isdisjoint(other[0]):
                apart.append(other)
            else:
                wants |= other[0]
                places += other[1]
        parts = [*apart, (wants, places)]
    return [sorted(places) for _, places in parts]


def _most(hopes: Sequence[tuple[int, int, int]], units: int) -> int:
    """At least what bundles can save out of so many units, as if units could be divided: by
    (saving, size, times) of each (the fractional knapsack, Dantzig 1957)."""
    most = 0
    for saving, size, times in sorted(hopes, key=lambda hope: -hope[0] / hope[1]):
        used = min(times * size, units)
        most += -(-saving * used // size)
        units -= used
    return most


@dataclass(slots=True)
class _Branch:
    """`fed` has a bit for each unit; `given` and `savings` are by rival."""

    fed: int
    given: tuple[tuple[Application, ...], ...]
    savings: tuple[int, ...]
    saving: int


@dataclass(slots=True)
class _Search:
    rivals: Sequence[Opening]
    looks: int = MOST_LOOKS
    bits: Mapping[UnitKey, int] = field(init=False)
    found: _Branch = field(init=False)
    seen: set[tuple[int, tuple[int, ...], tuple[int, ...]]] = field(default_factory=set)

    def __post_init__(self) -> None:
        keys = dict.fromkeys(
            (unit.line, unit.number) for rival in self.rivals for unit in rival.units
        )
        self.bits = {key: 1 << place for place, key in enumerate(keys)}

    def best(self) -> Sequence[Sequence[Application]]:
        """What each rival is given."""
        places = range(len(self.rivals))
        alone = [rival.applications(rival.units) for rival in self.rivals]
        gains = [self._gain(place, 0, found) for place, found in zip(places, alone, strict=True)]
        by_gain = sorted(places, key=lambda place: -gains[place])
        self.found = self._greedy(places)
        if (other := self._greedy(by_gain)).saving > self.found.saving:
            self.found = other
        nothing = ((),) * len(self.rivals)
        self._visit(_Branch(0, nothing, (0,) * len(self.rivals), 0))
        return self.found.given

    def _greedy(self, order: Sequence[int]) -> _Branch:
        """One rival after the other takes all it can: linear, for carts too large to search."""
        fed, saving = 0, 0
        given: list[tuple[Application, ...]] = [()] * len(self.rivals)
        savings = [0] * len(self.rivals)
        for place in order:
            applications = self.rivals[place].applications(self._free(place, fed))
            given[place] = tuple(applications)
            savings[place] = self._gain(place, 0, applications)
            saving += savings[place]
            fed |= self._fed(applications)
        return _Branch(fed, tuple(given), tuple(savings), saving)

    def _visit(self, branch: _Branch) -> None:
        key = (branch.fed, tuple(map(len, branch.given)), branch.savings)
        if self.looks <= 0 or key in self.seen:
            return
        self.seen.add(key)
        if branch.saving > self.found.saving:
            self.found = branch
        ways = []
        hopes = []
        for place, rival in enumerate(self.rivals):
            free = self._free(place, branch.fed)
            self.looks -= len(rival.units)
            times = min(rival.limit - len(branch.given[place]), len(free) // rival.size)
            if times > 0 and (application := next(rival.take(free), None)):
                hopes.append((rival.best(free), rival.size, times))
                gain = self._gain(place, branch.savings[place], [application])
                if gain:
                    ways.append((-gain / rival.size, place, gain, application))
        free_units = len(self.bits) - branch.fed.bit_count()
        if branch.saving + _most(hopes, free_units) <= self.found.saving:
            return
        for _, place, gain, application in sorted(ways, key=lambda way: way[:2]):
            self._visit(self._with(branch, place, application, gain))

    def _with(self, branch: _Branch, place: int, application: Application, gain: int) -> _Branch:
        given, savings = list(branch.given), list(branch.savings)
        given[place] = (*given[place], application)
        savings[place] += gain
        fed = branch.fed | self._fed([application])
        return _Branch(fed, tuple(given), tuple(savings), branch.saving + gain)

    def _gain(self, place: int, before: int, applications: Sequence[Application]) -> int:
        """What applications add to what the rival has given, up to its cap."""
        gain = sum(application.saving for application in applications)
        cap = self.rivals[place].cap
        return gain if cap is None else min(gain, cap - before)

    def _free(self, place: int, fed: int) -> Sequence[Unit]:
        units = self.rivals[place].units
        if not fed:
            return units
        bits = self.bits
        return [unit for unit in units if not fed & bits[unit[2:]]]

    def _fed(self, applications: Sequence[Application]) -> int:
        bits = 0
        for application in applications:
            for unit in application.fed:
                bits |= self.bits[unit[2:]]
        return bits
