"""The GS1-Conformant Resolver: Digital Links as redirects, linksets and our own pages."""

from api.resolver.own import OwnResources
from api.resolver.resolver import Resolver

__all__ = ["OwnResources", "Resolver"]
