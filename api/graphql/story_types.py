"""GraphQL: freshness, origin, recalls, reviews, recipes."""

from datetime import datetime, timedelta
from typing import Annotated, Self

import strawberry

from api.graphql.described import described
from api.graphql.identity_types import Place
from api.graphql.language import Speech
from api.graphql.what_if import KeepingStep, WhatIf, asked
from provenance import answer
from provenance.activity import activity
from provenance.freshness.reserve import Reserve

strawberry.enum(
    answer.FreshnessState,
    description="The verdict. DO_NOT_EAT: recalled or too warm for too long; EXPIRED: past use-by; "
    "PAST_BEST: past best-before or its quality life; UNKNOWN: nothing to judge by.",
)
strawberry.enum(answer.FreshnessBasis, description="What the estimate rests on.")
strawberry.enum(answer.JourneyGapKind, description="What is missing or wrong in a journey.")


@strawberry.type(description="A stretch of time above the safety limit.")
class Excursion:
    from_: datetime = described("When it began.", name="from")
    to: datetime | None = described("When it ended; null while it lasts.")
    extreme_celsius: float = described("The highest temperature, °C.")
    limit_celsius: float = described("The limit, °C.")

    @classmethod
    def of(cls, value: answer.Excursion) -> Self:
        return cls(
            from_=value.since,
            to=value.until,
            extreme_celsius=value.extreme_celsius,
            limit_celsius=value.limit_celsius,
        )


@strawberry.type(description="A temperature that readings show.")
class TemperaturePoint:
    at: datetime = described("When.")
    celsius: float = described("Degrees Celsius.")


@strawberry.type(description="A quality estimate with its evidence; no statement on safety.")
class Freshness:
    state: answer.FreshnessState = described("The verdict.")
    score: int | None = described(
        "0 to 100, share of quality life left on the pessimistic estimate; null when unknown."
    )
    remaining: timedelta | None = described(
        "Pessimistic (P10) remaining life, never beyond the use-by date."
    )
    remaining_upper: timedelta | None = described("Optimistic (P90) remaining life.")
    basis: answer.FreshnessBasis = described("What the estimate rests on.")
    coverage: float = described("Share of the time since production that readings cover, 0 to 1.")
    explanation: str = described("One sentence for the shopper, in the asked language.")
    excursions: list[Excursion] = described("Times above the safety limit, oldest first.")
    assumed_celsius: float | None = described(
        "Temperature at which the remaining life is counted, °C."
    )
    place: Place | None = described("Where the judged lot is.")
    reserve: strawberry.Private[Reserve | None]
    speech: strawberry.Private[Speech]

    @strawberry.field(
        description="How long it would last if kept otherwise from now on; null where no estimate "
        "is, or where it must not be eaten."
    )
    def what_if(
        self,
        then_celsius: Annotated[
            float, strawberry.argument(description="Where it is kept after the steps, °C.")
        ],
        steps: Annotated[
            list[KeepingStep] | None,
            strawberry.argument(description="What it goes through first, at most 10."),
        ] = None,
    ) -> WhatIf | None:
        return asked(self.reserve, steps or [], then_celsius, self.speech)

    @classmethod
    def of(cls, value: answer.Freshness, speech: Speech) -> Self:
        return cls(
            state=value.state,
            score=value.score,
            remaining=value.remaining,
            remaining_upper=value.remaining_upper,
            basis=value.basis,
            coverage=value.coverage,
            explanation=speech.say(value.explanation),
            excursions=[Excursion.of(excursion) for excursion in value.excursions],
            assumed_celsius=value.assumed_celsius,
            place=Place.of(value.place, speech) if value.place else None,
            reserve=value.reserve,
            speech=speech,
        )


@strawberry.type(description="A recorded event in a lot's life.")
class JourneyStep:
    at: datetime = described("When it happened.")
    activity: str = described("What happened, in the asked language.")
    biz_step: str = described("What happened, as the CBV's word, e.g. shipping.")
    place: Place | None = described("Where; null when not recorded.")
    recorded_by: str | None = described("The organisation that recorded it.")
    recorded_at: datetime = described("When it was recorded.")
    event_id: str | None = described("EPCIS event id.")
    event_hash: str = described("CBV 2.0 event hash id (ni:///sha-256;…) of what was recorded.")
    thing: str = described("What it is about: this lot, an ingredient's lot, a pallet.")
    certification_info: list[str] = described(
        "Addresses of certificates that its recorder names (EPCIS certificationInfo), unchecked."
    )

    @classmethod
    def of(cls, value: answer.JourneyStep, speech: Speech) -> Self:
        return cls(
            at=value.at,
            activity=speech.say(activity(value.biz_step)),
            biz_step=value.biz_step,
            place=Place.of(value.place, speech) if value.place else None,
            recorded_by=value.recorded_by,
            recorded_at=value.recorded_at,
            event_id=value.event_id,
            event_hash=value.hash,
            thing=value.thing,
            certification_info=list(value.certifications),
        )


@strawberry.type(description="A hole in what is recorded: shown, never hidden.")
class JourneyGap:
    kind: answer.JourneyGapKind = described("What is missing or wrong.")
    message: str = described("One sentence, in the asked language.")
    thing: str = described("What it is about.")
    at: datetime | None = described(
        "Where in the story it opens, right after the last step before; null: before all of them."
    )


@strawberry.type(description="Farm to shelf, from recorded events.")
class Origin:
    steps: list[JourneyStep] = described("What happened, oldest first.")
    sources: list[Place] = described("Where its inputs began.")
    gaps: list[JourneyGap] = described("What is missing or impossible.")
    complete: bool = described("True when there is a journey and nothing in it is missing.")

    @classmethod
    def of(cls, value: answer.Origin, speech: Speech) -> Self:
        return cls(
            steps=[JourneyStep.of(step, speech) for step in value.steps],
            sources=[Place.of(place, speech) for place in value.sources],
            gaps=[
                JourneyGap(
                    kind=gap.kind, message=speech.say(gap.message), thing=gap.thing, at=gap.at
                )
                for gap in value.gaps
            ],
            complete=value.complete,
        )


@strawberry.type(description="A recall in force. Present means: every screen shows it first.")
class Recall:
    id: strawberry.ID = described("The notice's id.")
    reason: str = described("Why, in the asked language.")
    instructions: str = described("What to do, in the asked language.")
    since: datetime = described("In force since.")
    made_from: str | None = described(
        "The recalled lot that it was made from, as `01/{gtin}/10/{lot}`; null where it is "
        "recalled itself."
    )

    @classmethod
    def of(cls, value: answer.Recall, speech: Speech) -> Self:
        return cls(
            id=strawberry.ID(value.id),
            reason=speech.choose(value.reasons),
            instructions=speech.choose(value.instructions),
            since=value.since,
            made_from=value.made_from,
        )


@strawberry.type(description="A shopper's review, approved by the store.")
class Review:
    id: strawberry.ID = described("Its id.")
    stars: int = described("1 to 5.")
    text: str | None = described("As written.")
    language: str | None = described("BCP 47 tag of the text.")
    at: datetime = described("When it was left.")
    verified_purchase: bool = described("Whether a receipt of the product backs it.")

    @classmethod
    def of(cls, value: answer.Review) -> Self:
        return cls(
            id=strawberry.ID(value.id),
            stars=value.stars,
            text=value.text or None,
            language=value.language,
            at=value.at,
            verified_purchase=value.verified_purchase,
        )


@strawberry.type(description="A review and where it stands in its list.")
class ReviewEdge:
    cursor: str = described("Opaque; hand it in as `after`.")
    node: Review = described("The review.")


@strawberry.type(description="What all approved reviews add up to.")
class Rating:
    average: float | None = described("Mean of the stars; null without reviews.")
    count: int = described("Number of reviews; always show it.")
    bayesian: float = described("Mean drawn towards 3.5 by ten imagined reviews, for ranking.")
    distribution: list[int] = described("How many gave 1, 2, 3, 4 and 5 stars.")

    @classmethod
    def of(cls, value: answer.Rating) -> Self:
        return cls(
            average=value.average,
            count=value.count,
            bayesian=value.bayesian,
            distribution=list(value.distribution),
        )


@strawberry.type(description="Where a page of a list ends.")
class PageInfo:
    has_next_page: bool = described("Whether more follow.")
    end_cursor: str | None = described("Hand it in as `after` to read on.")


@strawberry.type(description="Approved reviews, newest first.")
class ReviewConnection:
    edges: list[ReviewEdge] = described("This page.")
    page_info: PageInfo = described("Where it ends.")
    rating: Rating = described("Over all reviews of the product.")


@strawberry.type(description="A recipe that fits what was scanned.")
class RecipeMatch:
    id: strawberry.ID = described("Its id.")
    title: str = described("Title in the asked language where there is one.")
    reason: str = described("Why it is shown, in the asked language.")
    ingredients: list[str] = described("Ingredient lines as published.")
    at_hand: list[int] = described(
        "Positions in `ingredients`, from 0, of what was scanned and of what the cart has."
    )
    instructions: list[str] = described("Steps as published.")
    total_time: timedelta | None = described("Preparation and cooking together.")
    author: str | None = described("Who wrote it.")
    licence: str | None = described("Its licence.")
    source: str | None = described("Where it was published.")

    @classmethod
    def of(cls, value: answer.RecipeMatch, speech: Speech) -> Self:
        return cls(
            id=strawberry.ID(value.id),
            title=speech.choose(value.titles),
            reason=speech.say(value.reason),
            ingredients=list(value.ingredients),
            at_hand=sorted(value.at_hand),
            instructions=list(value.instructions),
            total_time=value.total_time,
            author=value.author,
            licence=value.licence,
            source=value.source,
        )
