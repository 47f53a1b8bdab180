"""GraphQL over HTTP, requirement by requirement, in our own words."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import structlog
from graphql import get_introspection_query

sys.path.insert(0, str(Path(__file__).parent))
