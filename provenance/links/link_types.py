"""Link types: those of the GS1 Web Vocabulary, and how a caller may write them."""

import re

GS1_VOCABULARY = "https://ref.gs1.org/voc/"
CURIE_PREFIX = "gs1:"

_OTHER_NAMESPACES = ("https://gs1.org/voc/", "https://www.gs1.org/voc/")
"""Where the vocabulary stood before; links printed then are still asked for so."""

GS1_LINK_TYPES = frozenset(
    {
        "activityIdeas", "allergenInfo", "appDownload", "backgroundInfo", "brandHomepageClinical",
        "brandHomepagePatient", "careersInfo", "certificationInfo", "consumerHandlingStorageInfo",
        "defaultLink", "defaultLinkMulti", "dpp", "eifu", "epcis", "epil", "eventsInfo", "faqs",
        "handledBy", "hasRetailers", "homepage", "ingredientsInfo", "instructions", "jws",
        "leaveReview", "locationInfo", "logisticsInfo", "loyaltyProgram", "masterData", "menuInfo",
        "nutritionalInfo", "openingHoursInfo", "paymentLink", "pip", "productSustainabilityInfo",
        "promotion", "purchaseSuppliesOrAccessories", "quickStartGuide", "recallStatus",
        "recipeInfo", "registerProduct", "registryEntry", "relatedImage", "relatedVideo",
        "reportFound", "review", "safetyInfo", "scheduleTime", "serviceInfo", "smartLabel", "smpc",
        "socialMedia", "statisticInfo", "subscribe", "support", "sustainabilityInfo",
        "traceability", "tutorial", "userAgreement", "verificationService", "whatsInTheBox",
    }
)  # fmt: skip
"""The ratified link types (GS1 Web Vocabulary 1.16)."""

DEFAULT = f"{GS1_VOCABULARY}defaultLink"
DEFAULT_MULTI = f"{GS1_VOCABULARY}defaultLinkMulti"

_OWN = re.compile(r"https?://[A-Za-z0-9./_]+")
"""A link type of somebody's own: what the linkset schema takes as the name of a member."""
_BY_CAPITALS = {name.lower() for name in GS1_LINK_TYPES}


def link_type_uri(text: str) -> str:
    """The URI that a CURIE (`gs1:pip`) or a URI in a former GS1 namespace means; others stay."""
    for beginning in (CURIE_PREFIX, *_OTHER_NAMESPACES):
        if text.startswith(beginning):
            return GS1_VOCABULARY + text[len(beginning) :]
    return text


def curie(uri: str) -> str:
    """The short form that people read (`gs1:pip`); the URI itself for a type of one's own."""
    if uri.startswith(GS1_VOCABULARY):
        return CURIE_PREFIX + uri[len(GS1_VOCABULARY) :]
    return uri


def link_type_problem(uri: str) -> str | None:
    """Why links of this type cannot be kept, as the key of a message; None when they can.

    A vocabulary of one's own is welcome but does not say again what GS1 says (Resolver 1.2,
    link types).
    """
    name = uri.rpartition("/")[2]
    if uri.startswith(GS1_VOCABULARY):
        return None if name in GS1_LINK_TYPES else "links-type-unknown"
    if not _OWN.fullmatch(uri):
        return "links-type-form"
    return "links-type-again" if name.lower() in _BY_CAPITALS else None
