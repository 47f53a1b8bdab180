"""Shopper events by MQTT, taken in as `api.mqtt.intake` says.

Devices publish to `freshlens/v1/insights/{source}` records as `personalization.insights.records`
describes them. `GET /readings/refused` tells what could not be used, and why, without quoting it:
it may name a cart.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog

from api.mqtt.intake import MqttIntake, Topic
from api.work.duty import Duty, Parts
from personalization.insights.event import ShopperEvent
from personalization.insights.intake import InsightIntake
from personalization.insights.records import EVENTS, read_events
from personalization.signing import Signer
from personalization.store.market import Market
from provenance.batches import Taken, Unfit

TOPIC: Final = "freshlens/v1/insights/"
"""What stands before the id of the device, or of the gateway that speaks for many."""


def mqtt_insights(parts: Parts) -> Sequence[Duty]:
    """The duty, where a broker is set and the secret that visits are hashed with."""
    url, secret = parts.settings.mqtt_url, parts.settings.secret
    if url is None:
        return ()
    if secret is None:
        structlog.get_logger().warning(
            "no shopper events by MQTT: set FRESHLENS_SECRET to that of `freshlens serve`"
        )
        return ()
    signer = Signer(secret)
    intake = InsightIntake(parts.archive, Market(parts.database), signer)

    def read(
        values: Sequence[object], now: datetime, source: str
    ) -> Sequence[ShopperEvent | Unfit]:
        return read_events(values, now, source=f"mqtt {source}", signer=signer)

    async def take(batch: Sequence[ShopperEvent | Unfit], now: datetime) -> Taken:
        return await intake.take(batch, now)

    topic = Topic("insights", TOPIC, "-insights", EVENTS, read, take, quoted=False)
    return (MqttIntake(parts, url, topic),)
