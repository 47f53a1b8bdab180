"""The words of the Core Business Vocabulary 2.0 (CBV) and of the GS1 Web Vocabulary in events.

A field takes a bare word (`shipping`), its CURIE (`cbv:BizStep-shipping`), its web address
(`https://ref.gs1.org/cbv/BizStep-shipping`), the URN of older versions
(`urn:epcglobal:cbv:bizstep:shipping`), or a URI of somebody's own vocabulary.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A standard list of words; `web`, `curie` and `urn` are what stands before a word."""

    web: str
    curie: str
    urn: str | None
    words: Sequence[str]

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Everything that may stand before a word of this vocabulary."""
        return (self.curie, self.web, self.urn) if self.urn else (self.curie, self.web)

    def word(self, value: str) -> str:
        """The bare word; a value of another vocabulary as it is."""
        if ":" not in value:
            return value
        for prefix in self.prefixes:
            if value.startswith(prefix):
                return value.removeprefix(prefix)
        return value

    def address(self, value: str) -> str | None:
        """The web address of a word however written; None for another vocabulary's value."""
        word = self.word(value)
        return self.web + word if word in self.words else None


_CBV: Final = "https://ref.gs1.org/cbv/"


def _cbv(stem: str, urn: str | None, words: str) -> Vocabulary:
    old = f"urn:epcglobal:cbv:{urn}:" if urn else None
    return Vocabulary(f"{_CBV}{stem}-", f"cbv:{stem}-", old, tuple(words.split()))


def _gs1(words: str) -> Vocabulary:
    return Vocabulary("https://gs1.org/voc/", "gs1:", None, tuple(words.split()))


BIZ_STEP: Final = _cbv(
    "BizStep",
    "bizstep",
    """accepting arriving assembling collecting commissioning consigning creating_class_instance
    cycle_counting decommissioning departing destroying disassembling dispensing encoding
    entering_exiting holding inspecting installing killing loading other packing picking receiving
    removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting
    shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
    void_shipping""",
)
DISPOSITION: Final = _cbv(
    "Disp",
    "disp",
    """active available completeness_inferred completeness_verified conformant container_closed
    container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit
    inactive mismatch_class mismatch_instance mismatch_quantity needs_replacement no_pedigree_match
    non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned
    sellable_accessible sellable_not_accessible stolen unavailable unknown""",
)
BIZ_TRANSACTION: Final = _cbv(
    "BTT",
    "btt",
    "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt",
)
SOURCE_DESTINATION: Final = _cbv("SDT", "sdt", "location owning_party possessing_party")
ERROR_REASON: Final = _cbv("ER", "er", "did_not_occur incorrect_data")
COMPONENT: Final = _cbv(
    "Comp",
    None,
    """altitude axial_distance azimuth easting elevation_angle height latitude longitude northing
    polar_angle spherical_radius x y z""",
)
SENSOR_EXCEPTION: Final = _gs1("ALARM_CONDITION ERROR_CONDITION")
MEASUREMENT: Final = _gs1(
    """AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Activity Altitude
    AmountOfSubstance AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum
    AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless
    DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent
    ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance
    Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux
    LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass
    MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy
    MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity Radioactivity
    RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity
    SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction
    VolumetricFlux Wavenumber"""
)
