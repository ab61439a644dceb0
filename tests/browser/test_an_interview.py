"""An interview held in the page, from its first question to its report."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.served import Served
from tests.browser.visits import Visit

_STANDS_ABOVE_THE_BOX = """() => {
  const asked = [...document.querySelectorAll(".thread > .entry")].pop();
  const dock = document.querySelector(".dock");
  if (!asked || !document.querySelector(".answer-box textarea")) return false;
  const { top, bottom } = asked.getBoundingClientRect();
  return top >= 0 && bottom <= dock.getBoundingClientRect().top;
}"""


def test_on_a_phone_what_is_asked_stands_above_the_box_also_when_the_page_is_loaded_anew(
    served: Served, visits: Callable[..., Visit]
) -> None:
    visit = visits(served, viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    visit.begin()
    visit.tab.wait_for_function(_STANDS_ABOVE_THE_BOX)
    visit.answer("I worked on data for a freight company, and it went well enough for everybody there.")
    visit.tab.locator(".asked.follow-up").first.wait_for()
    visit.tab.wait_for_function(_STANDS_ABOVE_THE_BOX)
    visit.tab.reload()
    visit.tab.wait_for_function(_STANDS_ABOVE_THE_BOX)


def test_an_interview_is_typed_to_its_report(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    visit.begin()
    asked = []
    for _ in range(3):
        visit.box.wait_for()
        asked.append(visit.question)
        visit.answer()
        visit.tab.locator(".verdict").nth(len(asked) - 1).wait_for()
        visit.tab.get_by_role("button", name="Next question").click()
    visit.tab.locator(".card.report").wait_for()
    assert len(set(asked)) == 3
