"""Every page: narrow and wide, light and dark, for whoever hears it; and nothing is asked for elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from tests.browser.lived import Lived
from tests.browser.visits import Visit, Watch

PAGES = {
    "/": ".start",
    "/guides": ".guide-list .doing",
    "/guide?name=more.md&line=22": ".lines .chosen",
    "/guide/edit?name=guide.md": ".editor textarea",
    "/guides/contradictions": ".contradictions",
    "/guides/questions": ".asked-list",
    "/practice": ".kinds",
    "/practice/day": ".day section",
    "/practice/plan": "main h1",
    "/practice/posting": ".posting table",
    "/practice/debrief": ".import-box",
    "/past": ".sessions",
    "/past/{finished}": ".criteria",
    "/past/{left_open}": ".doing",
    "/past/{finished}/replay": ".replay-bar",
    "/compare?first={finished}&second={other}": ".compared",
    "/settings": ".result:not(:has-text('Checking'))",
    "/interview/{left_open}": ".answer-box",
    "/interview/{finished}": "main a",
    "/drill/{drill}": ".answer-box",
    "/past/nobody": ".error",
    "/nowhere": "main h1",
}
_NOT_THERE = ("/past/nobody", "/nowhere")
_GRAVE = ("serious", "critical")
_SCHEMES = {
    "light": "{ resultTypes: ['violations'] }",
    # The same elements in other colours: the rule on colours is all that can turn out otherwise.
    "dark": "{ resultTypes: ['violations'], runOnly: ['color-contrast'] }",
}


@pytest.fixture(scope="module")
def tour(browser: Any, lived: Lived) -> Iterator[Visit]:
    """One browser that goes through all pages."""
    visit = Visit(browser, lived.served, Watch(), {})
    yield visit
    visit.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_for_everybody(page: str, lived: Lived, tour: Visit) -> None:
    tour.watch.expected = ("404",) if page in _NOT_THERE else ()
    shown(tour, page.format(**asdict_of(lived)), PAGES[page])

    found = wider_than(tour, 1000)
    for scheme, options in _SCHEMES.items():
        tour.tab.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in broken_rules(tour.tab, options)]
    found += wider_than(tour, 360)
    assert found == []
    tour.watch.check()


def shown(visit: Visit, address: str, ready: str) -> None:
    """The page with everything in it, also what is folded away."""
    visit.go(address)
    visit.tab.locator(ready).first.wait_for()
    visit.tab.wait_for_function(_QUIET)
    visit.tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


def asdict_of(lived: Lived) -> dict[str, str]:
    """The ids of the sessions by name."""
    names = ("finished", "other", "left_open", "drill")
    return {name: getattr(lived, name) for name in names}


def broken_rules(tab: Any, options: str) -> list[str]:
    """What axe-core finds of weight on what `tab` shows, with its `options`: the rule, and where."""
    if not tab.evaluate("typeof window.axe === 'object'"):
        tab.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    result = tab.evaluate(f"axe.run(document, {options})")
    return [
        f"{rule['id']} ({rule['impact']}): {', '.join(str(node['target'][0]) for node in rule['nodes'][:5])}"
        for rule in result["violations"]
        if rule["impact"] in _GRAVE
    ]


def wider_than(visit: Visit, width: int) -> list[str]:
    """What sticks out of a window of `width`; nothing where it does not scroll sideways."""
    visit.tab.set_viewport_size({"width": width, "height": 740})
    return list(visit.tab.evaluate(_STICKS_OUT, width))


_STICKS_OUT = """(width) => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= width) return [];
  const out = (each) => each.getBoundingClientRect().right > width + 1;
  const wide = [...document.body.querySelectorAll("*")].filter(out);
  return [`${page.scrollWidth} > ${width}`, ...wide.slice(-3).map((each) => each.outerHTML.slice(0, 120))];
}"""
_QUIET = (
    """() => [...document.querySelectorAll("[role=status]")].every((each) => !/…/.test(each.textContent))"""
)
"""Nothing is being worked on."""
