"""A model is opened once for all who come at the same moment."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from weakref import WeakValueDictionary

from app.bootstrap.index import shared
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
