"""What happened in a step of a journey, in words: the CBV's business steps for shoppers."""

from provenance.text import Message

BIZ_STEPS = frozenset(
    {
        "accepting",
        "arriving",
        "assembling",
        "collecting",
        "commissioning",
        "consigning",
        "creating_class_instance",
        "cycle_counting",
        "decommissioning",
        "departing",
        "destroying",
        "disassembling",
        "dispensing",
        "encoding",
        "entering_exiting",
        "holding",
        "inspecting",
        "installing",
        "killing",
        "loading",
        "other",
        "packing",
        "picking",
        "receiving",
        "removing",
        "repackaging",
        "repairing",
        "replacing",
        "reserving",
        "retail_selling",
        "sampling",
        "sensor_reporting",
        "shipping",
        "staging_outbound",
        "stock_taking",
        "stocking",
        "storing",
        "transporting",
        "unloading",
        "unpacking",
        "void_shipping",
    }
)
"""The business steps of the GS1 Core Business Vocabulary 2.0 (section 7.1), as bare words."""


def activity(biz_step: str) -> Message:
    """The step's name for a shopper; a word of somebody's own vocabulary stands for itself."""
    if biz_step in BIZ_STEPS:
        return Message(f"biz-step-{biz_step.replace('_', '-')}")
    word = biz_step.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    return Message("biz-step-unknown", {"word": word.replace("_", " ")})
