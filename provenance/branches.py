"""One branch of a lot that was divided: what happened on the way to some of its stays."""

from collections.abc import Collection, Container, Sequence
from dataclasses import replace
from datetime import datetime

from provenance.journey import Journey
from provenance.passport import Passport
from provenance.stays import Stay, site


def way_to(stays: Sequence[Stay], goals: Collection[int]) -> list[Stay]:
    """The stays at these positions and those they came from, each until the last of them left.

    Their positions are counted anew.
    """
    left: dict[int, datetime] = {}
    way = sorted(_way(stays, goals))
    for position in way:
        for parent in stays[position].parents:
            left[parent] = max(left.get(parent, stays[position].since), stays[position].since)
    ended = {
        parent: replace(stays[parent], until=min(stays[parent].until or until, until))
        for parent, until in left.items()
        if parent not in goals
    }
    return chosen([ended.get(position, stay) for position, stay in enumerate(stays)], way)


def chosen(stays: Sequence[Stay], positions: Sequence[int]) -> list[Stay]:
    """The stays at these positions, which are counted anew; other parents are left out."""
    if len(positions) == len(stays):
        return list(stays)
    anew = {position: number for number, position in enumerate(positions)}
    return [
        replace(
            stays[position],
            parents=tuple(anew[parent] for parent in stays[position].parents if parent in anew),
        )
        for position in positions
    ]


def journey_to(passport: Passport, paths: Container[str | None]) -> Journey:
    """The journey to the places at these GLN paths, or the whole one if the lot was at none.

    What happened where only other parts of the lot went is left out, from when they came there,
    and so are gaps on their way.
    """
    stays = passport.stays
    goals = [
        position
        for position, stay in enumerate(stays)
        if stay.thing == passport.thing and stay.place in paths
    ]
    if not goals:
        return passport.journey
    way = _way(stays, goals)
    ours = [stays[position] for position in way]
    others = [stay for position, stay in enumerate(stays) if position not in way]
    sites = {site(stay.place) for stay in ours if stay.place}
    elsewhere: dict[str, datetime] = {}
    for stay in others:
        if stay.place and (there := site(stay.place)) not in sites:
            elsewhere[there] = min(elsewhere.get(there, stay.since), stay.since)
    unknown = {(stay.thing, stay.since) for stay in others if not stay.place}
    unknown -= {(stay.thing, stay.since) for stay in ours if not stay.place}
    return replace(
        passport.journey,
        steps=tuple(
            step
            for step in passport.journey.steps
            if not (
                step.place
                and (came := elsewhere.get(site(step.place))) is not None
                and came <= step.at
            )
        ),
        gaps=tuple(gap for gap in passport.journey.gaps if (gap.thing, gap.at) not in unknown),
    )


def _way(stays: Sequence[Stay], goals: Collection[int]) -> set[int]:
    """The positions of these stays and of all they came from."""
    found = set(goals)
    for position in reversed(range(len(stays))):  # a parent stands before its children
        if position in found:
            found.update(stays[position].parents)
    return found
