"""The page in Debian's Chromium, driven by playwright; nothing is downloaded."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.guide import GUIDE
from tests.browser.lived import Lived, live
from tests.browser.served import Served, Warm
from tests.browser.visits import Visit, Watch
from tests.support.built import with_graphs

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            for mark in (pytest.mark.browser, pytest.mark.network, pytest.mark.enable_socket):
                item.add_marker(mark)


@pytest.fixture(scope="session")
def launches() -> Iterator[Callable[..., Any]]:
    """Launches Chromium with arguments of its own; skips where playwright or the browser is not there."""
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not here: `make browser` brings it"
    )
    found = next((path for name in CHROMIUM if (path := shutil.which(name)) is not None), None)
    if found is None:
        pytest.skip("no Chromium on PATH (Debian: apt install chromium)")
    with api.sync_playwright() as playwright:

        def launched(*arguments: str) -> Any:
            # In a container, and as root, Chromium has no sandbox of its own.
            return playwright.chromium.launch(executable_path=found, args=["--no-sandbox", *arguments])

        yield launched


@pytest.fixture(scope="session")
def browser(launches: Callable[..., Any]) -> Iterator[Any]:
    """Chromium as it is."""
    browser = launches()
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def warm(browser: Any) -> Iterator[Warm]:
    """What servers are forked from."""
    with Warm() as running:
        yield running


@pytest.fixture
def serves(warm: Warm) -> Iterator[Callable[..., Served]]:
    """Makes servers of the page, each with a workspace of its own, that end with the test."""
    with tempfile.TemporaryDirectory(prefix="web-") as name:
        made: list[Served] = []

        def serving(guides: Path | None = None, *more: str, **variables: str) -> Served:
            folder = Path(name) / str(len(made))
            served = Served(warm, with_graphs(folder / "home"), guides or a_guide(folder), variables, *more)
            made.append(served)
            served.start()
            return served

        yield serving
        for served in made:
            # One that was killed may have left its database, which the next one takes along when it ends.
            served.end_cleanly()


@pytest.fixture(scope="module")
def served(warm: Warm) -> Iterator[Served]:
    """A page that the tests of a file share: each begins a session of its own, and leaves the rest alone."""
    with tempfile.TemporaryDirectory(prefix="web-") as name:
        served = Served(warm, with_graphs(Path(name) / "home"), a_guide(Path(name)))
        served.start()
        yield served
        served.stop()


@pytest.fixture(scope="session")
def lived(browser: Any, warm: Warm) -> Iterator[Lived]:
    """A page that was used for a while; tests look at it, and change nothing."""
    with tempfile.TemporaryDirectory(prefix="web-") as name:
        lived = live(browser, warm, Path(name))
        yield lived
        lived.served.stop()


@pytest.fixture
def visits(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Makes visits to a page, each in a browser of its own; afterwards nothing has happened that must not."""
    made: list[Visit] = []

    def visiting(served: Served, **options: Any) -> Visit:
        visit = Visit(browser, served, Watch(), options)
        made.append(visit)
        return visit

    yield visiting
    for visit in made:
        visit.close()
    for visit in made:
        visit.watch.check()


def a_guide(folder: Path) -> Path:
    """A folder with the tests' guide."""
    guides = folder / "guides"
    guides.mkdir(parents=True)
    (guides / "guide.md").write_text(GUIDE, encoding="utf-8")
    return guides
