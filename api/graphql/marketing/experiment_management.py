"""GraphQL: experiments and holdouts, which decide whose offers are withheld."""

from typing import Annotated, Self, TypeVar

import msgspec
import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Context, Request
from api.graphql.described import described
from api.graphql.marketing.derived import input_fields, output_fields
from api.graphql.marketing.offer_inputs import document_of
from api.graphql.marketing.offer_types import plain_fields
from personalization.experiments import experiment as values
from personalization.experiments.checks import experiment_problems, holdout_problems
from personalization.experiments.experiment import ExperimentStatus
from personalization.offers.validation.wording import is_id
from provenance.text import Message

V = TypeVar("V", values.Experiment, values.Holdout)

strawberry.enum(ExperimentStatus, description="Where an experiment is on its way.")


@strawberry.input(description="An experiment that was not started, new or as it is to be.")
@input_fields(values.Experiment, without=("status",))
class SaveExperimentInput:
    key: strawberry.ID = described("A new key, or that of the draft: up to 64 characters.")


@strawberry.input(description="An experiment to start or to stop.")
class ExperimentInput:
    key: strawberry.ID = described("The experiment.")


@strawberry.input(description="A share of all shoppers that gets no offers.")
@input_fields(values.Holdout)
class SetHoldoutInput:
    key: strawberry.ID = described("A new key, or that of the holdout to change.")


@strawberry.input(description="A holdout to end.")
class RemoveHoldoutInput:
    key: strawberry.ID = described("The holdout.")


@strawberry.type(description="A comparison; variant 0 is the control.")
@output_fields(values.Experiment)
class Experiment:
    key: strawberry.ID = described("Its key.")
    name: str = described("What marketers call it.")

    @classmethod
    def of(cls, experiment: values.Experiment) -> Self:
        return cls(**plain_fields(experiment))


@strawberry.type(description="A share of all units that gets no offer at all.")
@output_fields(values.Holdout)
class Holdout:
    key: strawberry.ID = described("Its key.")

    @classmethod
    def of(cls, holdout: values.Holdout) -> Self:
        return cls(**plain_fields(holdout))


@strawberry.type(description="A holdout that is over.")
class HoldoutRemoved:
    key: strawberry.ID = described("Its key.")


@strawberry.type(description="Why an experiment or a holdout was not changed, in words.")
class ExperimentRefusal:
    message: str = described("What is wrong, and what to do about it.")


ExperimentChange = Annotated[
    Experiment | ExperimentRefusal,
    strawberry.union("ExperimentChange", description="The experiment as it is now, or why not."),
]
SetHoldoutResult = Annotated[
    Holdout | ExperimentRefusal,
    strawberry.union("SetHoldoutResult", description="The holdout as it is now, or why not."),
]
RemoveHoldoutResult = Annotated[
    HoldoutRemoved | ExperimentRefusal,
    strawberry.union("RemoveHoldoutResult", description="That it is over, or why not."),
]


async def experiments(info: Request) -> list[Experiment]:
    return [Experiment.of(each) for each in await info.context.market.experiments.all()]


async def holdouts(info: Request) -> list[Holdout]:
    return [Holdout.of(each) for each in await info.context.market.experiments.holdouts()]


async def save_experiment(
    info: Request,
    input: Annotated[SaveExperimentInput, strawberry.argument(description="The experiment.")],  # noqa: A002
) -> ExperimentChange:
    given = _read(input, values.Experiment)
    if isinstance(given, Message):
        return _refusal(info.context, given)
    if wrong := list(experiment_problems(given)):
        return _refusal(info.context, *wrong)
    if not await info.context.market.experiments.draft(given):
        return _refusal(info.context, Message("experiment-started"))
    return Experiment.of(given)


async def start_experiment(
    info: Request,
    input: Annotated[ExperimentInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> ExperimentChange:
    return await _moved(info, input.key, ExperimentStatus.DRAFT, ExperimentStatus.RUNNING)


async def stop_experiment(
    info: Request,
    input: Annotated[ExperimentInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> ExperimentChange:
    return await _moved(info, input.key, ExperimentStatus.RUNNING, ExperimentStatus.STOPPED)


async def set_holdout(
    info: Request,
    input: Annotated[SetHoldoutInput, strawberry.argument(description="The holdout.")],  # noqa: A002
) -> SetHoldoutResult:
    given = _read(input, values.Holdout)
    if isinstance(given, Message):
        return _refusal(info.context, given)
    if wrong := list(holdout_problems(given)):
        return _refusal(info.context, *wrong)
    await info.context.market.experiments.put_holdout(given)
    return Holdout.of(given)


async def remove_holdout(
    info: Request,
    input: Annotated[RemoveHoldoutInput, strawberry.argument(description="Which.")],  # noqa: A002
) -> RemoveHoldoutResult:
    if not await info.context.market.experiments.remove_holdout(input.key):
        return _refusal(info.context, Message("holdout-unknown"))
    return HoldoutRemoved(key=input.key)


async def _moved(
    info: Request, key: str, since: ExperimentStatus, to: ExperimentStatus
) -> Experiment | ExperimentRefusal:
    """Repeating it changes nothing."""
    stored = info.context.market.experiments
    await stored.move(key, since, to)
    found = await stored.get(key)
    if found is None:
        return _refusal(info.context, Message("experiment-unknown"))
    if found.status is not to:
        return _refusal(info.context, Message(f"experiment-is-{found.status.value.lower()}"))
    return Experiment.of(found)


def _read(given: SaveExperimentInput | SetHoldoutInput, value: type[V]) -> V | Message:
    if not is_id(given.key):
        return Message("offer-id", {"value": given.key[:100]})
    try:
        return msgspec.convert(document_of(given), value)
    except msgspec.ValidationError as wrong:
        return Message("offer-malformed", {"why": str(wrong)})


def _refusal(context: Context, *messages: Message) -> ExperimentRefusal:
    return ExperimentRefusal(message=" ".join(map(context.say, messages)))


@strawberry.type
class ExperimentQuery:
    """To be inherited by the schema's Query type."""

    experiments: list[Experiment] = strawberry.field(
        resolver=experiments,
        description="All experiments, by key.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )
    holdouts: list[Holdout] = strawberry.field(
        resolver=holdouts,
        description="All holdouts, by key; they are asked before any experiment.",
        extensions=[Requires(Action.SEE_REPORTS)],
    )


@strawberry.type
class ExperimentMutation:
    """To be inherited by the schema's Mutation type."""

    save_experiment = strawberry.mutation(
        save_experiment,
        description="Prepare an experiment. Once it was started it does not change any more: its "
        "numbers would mean something else.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    start_experiment = strawberry.mutation(
        start_experiment,
        description="Start an experiment: from now on it decides who gets its offers.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    stop_experiment = strawberry.mutation(
        stop_experiment,
        description="Stop an experiment for good: nobody gets its offers by it any more.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    set_holdout = strawberry.mutation(
        set_holdout,
        description="Hold a share of all units out of every offer, to compare with.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
    remove_holdout = strawberry.mutation(
        remove_holdout,
        description="End a holdout: its units get offers again.",
        extensions=[Requires(Action.MANAGE_OFFERS)],
    )
