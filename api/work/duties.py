"""All duties of `freshlens work`; a new one is one line here."""

from collections.abc import Sequence

from api.insights.hours_duty import InsightHoursDuty
from api.insights.mqtt import mqtt_insights
from api.mqtt.ingest import mqtt_readings
from api.webhooks.duty import WebhookDuty
from api.work.abandoned_transactions import AbandonedTransactions
from api.work.alarm_duty import AlarmDuty
from api.work.basket_counts import BasketCounts
from api.work.capture import AbandonedCaptures
from api.work.cart_sweeper import CartSweeper
from api.work.duty import Duty, Parts
from api.work.offers_over import OffersOver
from api.work.projector import Projector
from api.work.redemption_sweeper import RedemptionSweeper
from api.work.retention import shopper_retention
from api.work.shelf_life_duty import ShelfLifeDuty
from personalization.store.baskets import Baskets
from personalization.store.carts import Carts
from personalization.store.market import Market
from personalization.store.redemptions import Redemptions


def duties(parts: Parts) -> Sequence[Duty]:
    """Every duty of an installation."""
    captures = AbandonedCaptures(parts.archive, parts.clock)
    alarms = AlarmDuty(parts.database, parts.archive, parts.clock)
    shelf_life = ShelfLifeDuty(parts.archive, parts.clock)
    webhooks = WebhookDuty(parts.archive, parts.settings.webhook_networks, parts.clock)
    return (
        Projector(parts.archive),
        captures,
        AbandonedTransactions(parts.database),
        alarms,
        shelf_life,
        webhooks,
        CartSweeper(parts.archive, Carts(parts.database), parts.clock),
        OffersOver(parts.archive, Market(parts.database), parts.clock),
        RedemptionSweeper(Redemptions(parts.database), parts.clock),
        *shopper_retention(parts),
        InsightHoursDuty(parts.database),
        BasketCounts(Baskets(parts.database), parts.clock),
        *mqtt_readings(parts),
        *mqtt_insights(parts),
    )
