"""The combination of bundles that saves most where they compete for the same units.

A unit feeds one bundle only, so this is weighted set packing. Bundles that share no unit are
settled each by itself. The others are searched by branch and bound over which bundle is given next:
a branch ends where even the best that the units left could bring does not beat what was found. The
bound on the search is a count of units looked at, not a clock: the same cart always gets the same
answer.
"""

from collections.abc import Collection, Sequence
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
        wants = {unit.key for unit in bundle.units}
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


@dataclass(frozen=True, slots=True)
class _Branch:
    """Units that are used up; what each rival is given, what it saves, and what all save."""

    fed: frozenset[UnitKey]
    given: tuple[tuple[Application, ...], ...]
    savings: tuple[int, ...]
    saving: int


@dataclass(slots=True)
class _Search:
    rivals: Sequence[Opening]
    looks: int = MOST_LOOKS
    found: _Branch = field(init=False)
    seen: set[tuple[frozenset[UnitKey], tuple[int, ...], tuple[int, ...]]] = field(
        default_factory=set
    )
    units: int = field(init=False)

    def __post_init__(self) -> None:
        self.units = len({unit.key for rival in self.rivals for unit in rival.units})

    def best(self) -> Sequence[Sequence[Application]]:
        """What each rival is given."""
        places = range(len(self.rivals))
        alone = [_gain(rival, 0, rival.applications(rival.units)) for rival in self.rivals]
        by_gain = sorted(places, key=lambda place: -alone[place])
        self.found = max(self._greedy(places), self._greedy(by_gain), key=lambda each: each.saving)
        nothing = ((),) * len(self.rivals)
        self._visit(_Branch(frozenset(), nothing, (0,) * len(self.rivals), 0))
        return self.found.given

    def _greedy(self, order: Sequence[int]) -> _Branch:
        """One rival after the other takes all it can: linear, for carts too large to search."""
        fed: set[UnitKey] = set()
        given: list[tuple[Application, ...]] = [()] * len(self.rivals)
        savings = [0] * len(self.rivals)
        for place in order:
            rival = self.rivals[place]
            applications = rival.applications(_free(rival, fed))
            given[place] = tuple(applications)
            savings[place] = _gain(rival, 0, applications)
            fed.update(unit.key for application in applications for unit in application.fed)
        return _Branch(frozenset(fed), tuple(given), tuple(savings), sum(savings))

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
            free = _free(rival, branch.fed)
            self.looks -= len(rival.units)
            times = min(rival.limit - len(branch.given[place]), len(free) // rival.size)
            if times > 0 and (application := next(rival.take(free), None)):
                hopes.append((rival.best(free), rival.size, times))
                gain = _gain(rival, branch.savings[place], [application])
                if gain:
                    ways.append((-gain / rival.size, place, gain, application))
        if branch.saving + _most(hopes, self.units - len(branch.fed)) <= self.found.saving:
            return
        for _, place, gain, application in sorted(ways, key=lambda way: way[:2]):
            self._visit(_with(branch, place, application, gain))


def _with(branch: _Branch, place: int, application: Application, gain: int) -> _Branch:
    given, savings = list(branch.given), list(branch.savings)
    given[place] = (*given[place], application)
    savings[place] += gain
    fed = branch.fed.union([unit.key for unit in application.fed])
    return _Branch(fed, tuple(given), tuple(savings), branch.saving + gain)


def _gain(rival: Opening, before: int, applications: Sequence[Application]) -> int:
    """What applications add to what the rival has given before, up to its cap."""
    gain = sum(application.saving for application in applications)
    return gain if rival.cap is None else min(gain, rival.cap - before)


def _free(rival: Opening, fed: Collection[UnitKey]) -> Sequence[Unit]:
    if not fed:
        return rival.units
    return [unit for unit in rival.units if unit.key not in fed]
