"""Sensor readings by MQTT, taken in as `api.mqtt.intake` says.

Devices publish to `freshlens/v1/readings/{sensor}` records as `provenance.sensor_records` describes
them, without their `sensor` or with the topic's.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from api.mqtt.intake import MqttIntake, Topic
from api.work.duty import Duty, Parts
from provenance.batches import Taken, Unfit
from provenance.sensor_intake import SensorIntake
from provenance.sensor_records import READINGS, SensorRecord, read_records

TOPIC: Final = "freshlens/v1/readings/"
"""What stands before the sensor's id."""


def mqtt_readings(parts: Parts) -> Sequence[Duty]:
    """The duty, where a broker is set."""
    intake = SensorIntake(parts.archive)

    async def take(batch: Sequence[SensorRecord | Unfit], _: datetime) -> Taken:
        return await intake.take(batch)

    url = parts.settings.mqtt_url
    topic = Topic("readings", TOPIC, "", READINGS, read_records, take, quoted=True)
    return (MqttIntake(parts, url, topic),) if url else ()
