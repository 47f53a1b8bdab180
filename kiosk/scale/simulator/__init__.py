"""A believable scale to try out and to test with; all of it is invented."""

from kiosk.scale.simulator.pan import shopping
from kiosk.scale.simulator.simulated import Fault, SimulatedScale, simulated

__all__ = ["Fault", "SimulatedScale", "shopping", "simulated"]
