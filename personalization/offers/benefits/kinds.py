"""Every kind of benefit; a new one is one line here."""

from personalization.offers.benefits.amount import Amount
from personalization.offers.benefits.bundle_price import BundlePrice
from personalization.offers.benefits.buy_x_get_y import BuyXGetY
from personalization.offers.benefits.cheapest_free import CheapestFree
from personalization.offers.benefits.free_delivery import FreeDelivery
from personalization.offers.benefits.freshness_ladder import FreshnessLadder
from personalization.offers.benefits.gift import Gift
from personalization.offers.benefits.line_amount import LineAmount
from personalization.offers.benefits.percent import Percent
from personalization.offers.benefits.points import Points
from personalization.offers.benefits.tiered import Tiered
from personalization.offers.benefits.unit_amount import UnitAmount
from personalization.offers.benefits.unit_groups import UnitGroups

AnyBenefit = (
    Percent
    | Amount
    | UnitAmount
    | LineAmount
    | BundlePrice
    | CheapestFree
    | BuyXGetY
    | UnitGroups
    | Tiered
    | FreshnessLadder
    | Gift
    | FreeDelivery
    | Points
)
