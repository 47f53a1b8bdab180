"""GraphQL: what the resolver redirects to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import strawberry

from api.access.callers import Action
from api.access.declared import Requires
from api.graphql.context import Request
from api.graphql.described import described
from provenance import linking
from provenance.codes import LinkedThing
from provenance.identity import CodeRefusal
from provenance.imports.records import Refused
from provenance.links import link as links_
from provenance.links.checks import level_problem, link_problem
from provenance.links.item import item_of
from provenance.links.link import Level, by_type
from provenance.links.link_types import DEFAULT, curie, link_type_uri

_ITEM = (
    "What it is about: a GS1 Digital Link of any domain, or its path alone, such as "
    "`01/09506000134352/10/L1`. What is in the query does not matter."
)


@strawberry.input(description="A link to set.")
class LinkInput:
    link_type: str = described("As `gs1:pip`, or the full URI of the type.")
    href: str = described("Where it leads: http or https, ASCII, not to a Digital Link of ours.")
    title: str = described("What people read, up to 300 characters.")
    hreflang: list[str] = described(
        "Languages of the target, as two letters with or without a country: `es`, `zh-CN`.",
        default_factory=list,
    )
    type: str | None = described("IANA media type of the target.", default=None)
    context: list[str] = described(
        "When it applies, matched against `context` of a request.", default_factory=list
    )
    forwards_query: bool = described("Whether the request's query is appended.", default=True)
    public: bool = described("Whether anybody may open the target.", default=True)
    is_default: bool = described("Whether it is also the default link.", default=False)


@strawberry.input(description="The links of one item; what it had before is replaced.")
class SetLinksInput:
    item: str = described(_ITEM)
    links: list[LinkInput] = described("All its links, 1 to 200; one of them may be the default.")
    description: str | None = described(
        "What the item is, where it is no product that we know.", default=None
    )


@strawberry.input(description="Which item is to have no links of its own.")
class RemoveLinksInput:
    item: str = described(_ITEM)


@strawberry.type(description="A link that was set.")
class Link:
    link_type: str = described("As `gs1:pip`, or the URI of a type that is not GS1's.")
    href: str = described("Where it leads.")
    title: str = described("What people read.")
    hreflang: list[str] = described("Languages of the target.")
    type: str | None = described("Media type of the target.")
    context: list[str] = described("When it applies.")
    forwards_query: bool = described("Whether the request's query is appended.")
    public: bool = described("Whether anybody may open the target.")
    is_default: bool = described("Whether it is also the default link.")


@strawberry.type(description="An item with the links that were set for it.")
class LinkedItem:
    path: str = described("Its canonical path, such as `01/09506000134352/10/L1`.")
    description: str | None = described("What it is, where that was said.")
    links: list[Link] = described("Its links.")


@strawberry.type(description="What was set for an item and for what is above it.")
class LinkedItems:
    items: list[LinkedItem] = described(
        "Those that have links, the finest first: instance, lot, variant, product."
    )


@strawberry.type(description="Links that were set.")
class LinksSet:
    item: LinkedItem = described("As they are now.")
    changed: bool = described("False when all was so before.")


@strawberry.type(description="Links that are gone.")
class LinksRemoved:
    path: str = described("The item's canonical path.")
    removed: bool = described("False when it had none.")


@strawberry.type(description="Why links were not read, set or removed, in words.")
class LinkRefusal:
    message: str = described("What is wrong, and what to do about it.")
    pointer: str | None = described("Where in the input it is (RFC 6901), such as `/links/2/href`.")


LinksResult = Annotated[
    LinkedItems | LinkRefusal,
    strawberry.union("LinksResult", description="The links, or why the item cannot be read."),
]
SetLinksResult = Annotated[
    LinksSet | LinkRefusal,
    strawberry.union("SetLinksResult", description="The links as set, or why not."),
]
RemoveLinksResult = Annotated[
    LinksRemoved | LinkRefusal,
    strawberry.union("RemoveLinksResult", description="What is gone, or why not."),
]


async def links(
    info: Request, item: Annotated[str, strawberry.argument(description=_ITEM)]
) -> LinksResult:
    thing = _thing(info, item)
    if isinstance(thing, LinkRefusal):
        return thing
    levels = await info.context.archive.links.at(thing.levels)
    return LinkedItems(items=[_presented(level) for level in levels])


async def set_links(
    info: Request,
    input: Annotated[SetLinksInput, strawberry.argument(description="The links.")],  # noqa: A002
) -> SetLinksResult:
    thing = _thing(info, input.item)
    if isinstance(thing, LinkRefusal):
        return thing
    given = [link for each in input.links for link in _given(each)]
    level = Level(thing.path, by_type(given), input.description or None)
    for position, each in enumerate(input.links):
        link = _given(each)[-1]
        if problem := link_problem(link, origin=info.context.public_url, today=_today(info)):
            return _refused(info, problem, f"/links/{position}")
    problem = level_problem(level)
    outcome = problem or await linking.set_level(info.context.archive, level)
    if isinstance(outcome, Refused):
        return _refused(info, outcome)
    return LinksSet(item=_presented(level), changed=outcome.stored > 0)


async def remove_links(
    info: Request,
    input: Annotated[RemoveLinksInput, strawberry.argument(description="The item.")],  # noqa: A002
) -> RemoveLinksResult:
    thing = _thing(info, input.item)
    if isinstance(thing, LinkRefusal):
        return thing
    outcome = await linking.remove_level(info.context.archive, thing.path)
    if isinstance(outcome, Refused):
        return _refused(info, outcome)
    return LinksRemoved(path=thing.path, removed=outcome)


def _thing(info: Request, item: str) -> LinkedThing | LinkRefusal:
    thing = item_of(item, today=_today(info))
    if not isinstance(thing, CodeRefusal):
        return thing
    sentences = [thing.message, *([thing.hint] if thing.hint else [])]
    return LinkRefusal(message=" ".join(map(info.context.say, sentences)), pointer="/item")


def _refused(info: Request, refused: Refused, where: str = "") -> LinkRefusal:
    return LinkRefusal(
        message=info.context.say(refused.reason), pointer=f"{where}{refused.pointer}" or None
    )


def _today(info: Request) -> date:
    return info.context.now.date()


def _given(link: LinkInput) -> Sequence[links_.Link]:
    """The link as it was described, after the default link where it is that too."""
    given = links_.Link(
        link_type=link_type_uri(link.link_type),
        href=link.href,
        title=link.title,
        hreflang=tuple(link.hreflang),
        media_type=link.type,
        context=tuple(link.context),
        forwards_query=link.forwards_query,
        public=link.public,
    )
    if not link.is_default:
        return [given]
    bare = replace(given, link_type=DEFAULT, hreflang=(), media_type=None, context=())
    return [bare, given]


def _presented(level: Level) -> LinkedItem:
    defaults = {(link.href, link.title) for link in level.of_type(DEFAULT)}
    return LinkedItem(
        path=level.path,
        description=level.description,
        links=[
            Link(
                link_type=curie(link.link_type),
                href=link.href,
                title=link.title,
                hreflang=list(link.hreflang),
                type=link.media_type,
                context=list(link.context),
                forwards_query=link.forwards_query,
                public=link.public,
                is_default=(link.href, link.title) in defaults,
            )
            for link in level.links
            if link.link_type != DEFAULT
        ],
    )


@strawberry.type
class LinkMutation:
    """To be inherited by the schema's Mutation type."""

    set_links = strawberry.mutation(
        set_links,
        description="Set what the resolver redirects to for one item; repeating it changes "
        "nothing. Every known key must have a default link, which a known product has by itself.",
        extensions=[Requires(Action.MANAGE_LINKS)],
    )
    remove_links = strawberry.mutation(
        remove_links,
        description="Remove the links of one item; what was set above it then holds for it.",
        extensions=[Requires(Action.MANAGE_LINKS)],
    )
