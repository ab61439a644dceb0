"""The page by keyboard alone: a whole interview, what has the focus is seen, and nothing holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.browser.guide import whole_answer
from tests.browser.served import Served
from tests.browser.visits import Visit

_FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return {
    text: at.textContent.trim() || at.getAttribute("aria-label") || at.name || at.tagName,
    tag: at.tagName,
    seen: at === document.body || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 1
      || getComputedStyle(at.parentElement).outlineStyle !== "none",
    inside: at.getBoundingClientRect().bottom > 0 && at.getBoundingClientRect().top < innerHeight,
  };
}"""


def test_an_interview_without_a_mouse(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    keys = visit.tab.keyboard
    reached(visit, "Minutes", by=lambda at: at["tag"] == "INPUT")
    keys.press("Control+A")
    keys.type("20")
    reached(visit, "Begin the interview")
    keys.press("Enter")
    visit.box.wait_for()
    for number in (1, 2, 3):
        # The box has the keyboard at once, and the buttons have keys of their own.
        visit.tab.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
        if number == 1:
            keys.type("I replaced")
            keys.press("Alt+h")
            visit.tab.get_by_text("You asked for a hint").wait_for()
            visit.tab.wait_for_function("document.activeElement.value === 'I replaced'")
            keys.press("Control+A")
        keys.type(whole_answer(visit.question))
        keys.press("Control+Enter")
        visit.tab.locator(".verdict").nth(number - 1).wait_for()
        visit.onward.or_(visit.tab.locator(".card.report")).first.wait_for()
        if number < 3:
            visit.tab.wait_for_function("document.activeElement.textContent.trim() === 'Next question'")
            keys.press("Enter")
            visit.tab.locator(".asked.question").nth(number).wait_for()
    if visit.onward.is_visible():
        visit.tab.wait_for_function("document.activeElement.textContent.trim() === 'Next question'")
        keys.press("Enter")
    visit.tab.locator(".card.report").wait_for()
    reached(visit, "Look at it again")
    keys.press("Enter")
    visit.tab.wait_for_url("**/past/*")


def test_what_has_the_focus_is_seen_and_nothing_holds_it(lived: Any, visits: Callable[..., Visit]) -> None:
    visit = visits(lived.served, reduced_motion="reduce")
    for path, ready in (
        ("/", ".start"),
        (f"/interview/{lived.left_open}", ".answer-box"),
        (f"/past/{lived.finished}", ".criteria"),
        ("/guide?name=more.md", ".lines"),
        ("/guide/edit?name=more.md", ".editor"),
        ("/practice", ".kinds"),
    ):
        visit.go(path)
        visit.tab.locator(ready).first.wait_for()
        # From behind the last, so that it begins with the first.
        visit.tab.evaluate("scrollTo(0, 0)")
        while visit.tab.evaluate(_FOCUS)["tag"] != "BODY":
            visit.tab.keyboard.press("Tab")
        stops = []
        for _ in range(400):
            visit.tab.keyboard.press("Tab")
            at = visit.tab.evaluate(_FOCUS)
            if at["tag"] == "BODY":
                break
            assert at["seen"] and at["inside"], (path, at)
            stops.append(at["text"])
        else:
            raise AssertionError(f"{path}: no way out of {stops[-3:]}")
        assert "Settings" in stops, path


def test_the_first_key_leads_past_the_navigation(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    visit.go("/past")
    visit.tab.locator("main h1").wait_for()
    visit.tab.keyboard.press("Tab")
    assert visit.tab.evaluate(_FOCUS)["text"] == "To the content"
    visit.tab.keyboard.press("Enter")
    visit.tab.keyboard.press("Tab")
    assert visit.tab.evaluate("document.querySelector('#main').contains(document.activeElement)")


def reached(visit: Visit, text: str, by: Callable[[dict[str, Any]], bool] | None = None) -> None:
    """Press Tab until the focus is where `text` stands, or `by` holds."""
    stops = []
    for _ in range(120):
        at = visit.tab.evaluate(_FOCUS)
        if by(at) if by is not None else at["text"] == text:
            return
        stops.append(at["text"])
        visit.tab.keyboard.press("Tab")
    raise AssertionError(f"{text} is not reached: {stops}")
