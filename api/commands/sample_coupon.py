"""The welcome coupon that the demo's shoppers have, kept in the data folder: it is no secret."""

from datetime import datetime
from pathlib import Path

from personalization.signing import Signer
from personalization.store.market import Market
from seed.campaigns import welcome_code


def kept_sample_coupon(folder: Path) -> str | None:
    """The code that a demo kept in the data folder, if any did."""
    file = _file(folder)
    return file.read_text() if file.exists() else None


async def sample_coupon(market: Market, signer: Signer, folder: Path, now: datetime) -> str:
    """The code of this installation, kept for the simulators."""
    code = await welcome_code(market, signer, now)
    _keep(folder, code)
    return code


def _keep(folder: Path, code: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _file(folder).write_text(code)


def _file(folder: Path) -> Path:
    return folder / "sample-coupon"
