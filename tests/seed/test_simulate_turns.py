from pathlib import Path

import pytest

from seed.simulate.turns import TakenError, played, playing

STORES = ("hz1", "mad1")


def test_a_store_is_played_by_one_simulator_at_a_time(tmp_path: Path) -> None:
    assert played(tmp_path, STORES) == frozenset()
    with playing(tmp_path, ["mad1"]):
        assert played(tmp_path, STORES) == {"mad1"}
        with pytest.raises(TakenError, match="mad1"), playing(tmp_path, STORES):
            pass
        with playing(tmp_path, ["hz1"]):
            assert played(tmp_path, STORES) == {"hz1", "mad1"}
    assert played(tmp_path, STORES) == frozenset()
