"""What a shopper must not eat: as told with a request, and as kept with consent."""

from api.access.callers import Shopper
from api.graphql.context import Context
from api.graphql.inputs import ScanContext
from personalization.shoppers.suitability import NOTHING, Needs


def told_needs(given: ScanContext | None) -> Needs:
    """What came with the request; it is used for this answer only."""
    return Needs(frozenset(given.allergens), frozenset(given.diets)) if given else NOTHING


async def kept_needs(request: Context) -> Needs:
    """What the caller's profile holds, if the caller has one."""
    if not isinstance(request.caller, Shopper):
        return NOTHING
    profile = await request.market.shoppers.get(request.caller.session)
    return profile.preferences.needs if profile else NOTHING
