"""What a shopper must not eat: as told with a request, and as kept with consent."""

from api.graphql.context import Context
from api.graphql.inputs import ScanContext
from personalization.shoppers.suitability import NOTHING, Needs


def told_needs(given: ScanContext | None) -> Needs:
    """What came with the request; it is used for this answer only."""
    return Needs(frozenset(given.allergens), frozenset(given.diets)) if given else NOTHING


async def kept_needs(request: Context, session: str) -> Needs:
    """What the profile of a session holds, if there is one."""
    profile = await request.market.shoppers.get(session)
    return profile.preferences.needs if profile else NOTHING
