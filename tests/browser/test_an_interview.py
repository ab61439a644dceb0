"""An interview held in the page, from its first question to its report."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.served import Served
from tests.browser.visits import Visit


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
