"""How soon the page is seen: `python -m benchmarks.first_paint [--loads 20]`.

Over the sample guides, on a built index, in the system's own Chromium: milliseconds from asking for an
address to the first paint and to the largest, at the first visit (nothing kept by the browser) and at later
ones. The goal is under a second.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from typing import Any

import numpy as np
from playwright.sync_api import Browser, sync_playwright

_PAGES = ("/", "/guides", "/practice", "/past", "/settings")
_LINK = re.compile(r"http://\S+")
_PAINTED = """async () => {
  await new Promise((done) => setTimeout(done, 300));
  const first = performance.getEntriesByName("first-contentful-paint")[0];
  const largest = await new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1))).observe(
      { type: "largest-contentful-paint", buffered: true });
    setTimeout(() => done(null), 500);
  });
  return [first ? first.startTime : NaN, largest ? largest.startTime : NaN];
}"""


def served(home: str) -> tuple[subprocess.Popen[str], str]:
    """The page over the sample guides, with its workspace in `home`, and its link."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from app.cli import main; main()", "web", "--no-browser", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "INTERVIEW_HOME": home, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    for line in process.stdout:
        if (found := _LINK.search(line)) is not None:
            return process, found[0]
    raise RuntimeError("the page did not start")


def painted(browser: Browser, link: str, loads: int) -> dict[str, tuple[list[Any], list[Any]]]:
    """For each page what `_PAINTED` gives, at first visits and at later ones."""
    at = link.split("?")[0].rstrip("/")
    found: dict[str, tuple[list[Any], list[Any]]] = {page: ([], []) for page in _PAGES}
    for _ in range(loads):
        for page in _PAGES:
            # A browser of its own, which has kept nothing but the cookie.
            context = browser.new_context()
            context.request.get(link)
            tab = context.new_page()
            for visits in found[page]:
                tab.goto(f"{at}{page}")
                visits.append(tab.evaluate(_PAINTED))
            context.close()
    return found


def main() -> None:
    """Print the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--loads", type=int, default=20)
    loads = parser.parse_args().loads
    chromium = shutil.which("chromium") or shutil.which("google-chrome-stable")
    with tempfile.TemporaryDirectory(prefix="first-paint-") as home, sync_playwright() as playwright:
        process, link = served(home)
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            # The index is built once, as before a first interview.
            painted(browser, link, 1)
            print(f"{'page':<12}{'visit':<8}{'first paint p50 / p95':>24}{'largest p50 / p95':>22}   ms")
            for page, visits in painted(browser, link, loads).items():
                for name, rows in zip(("first", "later"), visits, strict=True):
                    half, most = np.nanpercentile(np.asarray(rows, float), [50, 95], axis=0)
                    first, largest = (f"{half[at]:.0f} / {most[at]:.0f}" for at in (0, 1))
                    print(f"{page:<12}{name:<8}{first:>24}{largest:>22}")
            browser.close()
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
