"""The pictures of docs/web.md, made again: `python -m tests.browser.pictures`, with Chromium on the path."""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.lived import Lived, live, some_answer
from tests.browser.served import Warm
from tests.browser.visits import Visit, Watch

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
MOST = 60_000
"""Bytes that one picture may have."""
_WIDE, _NARROW = {"width": 1000, "height": 760}, {"width": 360, "height": 720}
_AS_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""
Prepare = Callable[[Visit], None]


def _first(visit: Visit) -> None:
    visit.tab.locator(".start").wait_for()


def _asked(visit: Visit) -> None:
    visit.begin()
    visit.box.fill("I replaced the nightly batch with a stream of parcel events, since")


def _judged(visit: Visit) -> None:
    _asked(visit)
    visit.answer(some_answer(visit.question, whole=True).replace(" That's all.", ""))
    visit.until_judged()
    visit.tab.locator(".points summary").click()
    visit.tab.evaluate("document.querySelector('.verdict').scrollIntoView(); scrollBy(0, -10)")
    visit.tab.wait_for_timeout(700)


def _narrow(visit: Visit) -> None:
    _judged(visit)


def _at(path: str, ready: str) -> Prepare:
    def prepare(visit: Visit) -> None:
        visit.go(path)
        visit.tab.locator(ready).first.wait_for()
        visit.tab.wait_for_timeout(700)

    return prepare


def states(lived: Lived) -> dict[str, tuple[dict[str, int], str, Prepare]]:
    """The pictures by name: the window, light or dark, and how to get there."""
    return {
        "begin": (_WIDE, "light", _first),
        "question": (_WIDE, "dark", _asked),
        "verdict": (_WIDE, "light", _judged),
        "verdict-narrow": (_NARROW, "dark", _narrow),
        "guide": (_WIDE, "light", _at("/guide?name=more.md&line=22", ".lines .chosen")),
        "contradictions": (_NARROW, "light", _at("/guides/contradictions", ".contradictions")),
        "practice": (_WIDE, "light", _at("/practice", ".kinds")),
        "practice-narrow": (_NARROW, "dark", _at("/practice", ".kinds")),
        "report": (_WIDE, "dark", _at(f"/past/{lived.finished}", ".criteria")),
        "compare": (
            _WIDE,
            "light",
            _at(f"/compare?first={lived.other}&second={lived.finished}", ".compared"),
        ),
    }


def small(browser: Browser, png: bytes) -> bytes:
    """The picture as WebP of at most `MOST` bytes."""
    tab = browser.new_page()
    for quality in (0.8, 0.6, 0.4, 0.2):
        made: Any = tab.evaluate(_AS_WEBP, [base64.b64encode(png).decode(), quality])
        if len(found := base64.b64decode(made)) <= MOST:
            break
    tab.close()
    return found


def main() -> None:
    """Write them all."""
    FOLDER.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory(prefix="web-") as name, Warm() as warm, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        lived = live(browser, warm, Path(name))
        for state, (window, scheme, prepare) in states(lived).items():
            visit = Visit(browser, lived.served, Watch(), {"viewport": window, "color_scheme": scheme})
            prepare(visit)
            picture = small(browser, visit.tab.screenshot())
            visit.close()
            (FOLDER / f"{state}.webp").write_bytes(picture)
            sys.stdout.write(f"{state}: {len(picture)} bytes\n")
            sys.stdout.flush()
        lived.served.stop()


if __name__ == "__main__":
    main()
