"""A model is opened once for all who come at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from weakref import WeakValueDictionary

import pytest

from app.bootstrap.index import open_entailment, shared
from app.settings import Settings
from domain.encoder import Encoder
from domain.errors import BadSetting
from tests.support import guards


class Model:
    """A hundred megabytes."""


def test_several_who_come_at_once_share_one_model() -> None:
    opened: WeakValueDictionary[Path, Model] = WeakValueDictionary()
    made: list[Path] = []
    all_there = threading.Barrier(4)
    going = threading.Event()

    def opens(folder: Path) -> Model:
        made.append(folder)
        # Long enough for all others to have come meanwhile.
        assert going.wait(guards.SECONDS)
        return Model()

    def asks() -> Model | None:
        all_there.wait(guards.SECONDS)
        return shared(opened, Path("models"), opens)

    with ThreadPoolExecutor(4) as people:
        asked = [people.submit(asks) for _ in range(4)]
        threading.Timer(0.2, going.set).start()
        found = [each.result(guards.SECONDS) for each in asked]

    assert made == [Path("models")]
    assert found[0] is not None
    assert len({id(each) for each in found}) == 1


def test_a_larger_encoder_that_is_not_here_is_said_and_never_replaced_by_the_small_one(
    tmp_path: Path,
) -> None:
    with pytest.raises(BadSetting, match="INTERVIEW_ENCODER=larger: it is not here"):
        open_entailment(Settings(home=tmp_path, encoder=Encoder.LARGER))
