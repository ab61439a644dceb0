"""Who types on while the server is at work loses no word, and sends none that was not meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.served import Served
from tests.browser.visits import Visit

_IN_THE_BOX = "(text) => document.querySelector('.answer-box textarea')?.value === text"
_QUICK, _SLOW = 0, 70
"""Milliseconds between two keys."""


@pytest.mark.parametrize("delay", [_QUICK, _SLOW])
def test_what_is_typed_behind_a_command_is_the_next_answer(
    served: Served, visits: Callable[..., Visit], delay: int
) -> None:
    visit = visits(served)
    visit.begin()
    keys = visit.tab.keyboard
    visit.box.focus()
    keys.type("/help")
    keys.press("Control+Enter")
    keys.type("it went fine", delay=delay)

    visit.tab.get_by_text("You asked for the commands").wait_for()
    visit.tab.wait_for_function(_IN_THE_BOX, arg="it went fine")
    # Once more, since the server and the browser both keep it.
    visit.tab.reload()
    visit.tab.wait_for_function(_IN_THE_BOX, arg="it went fine")


def test_what_is_typed_while_an_answer_is_judged_stands_in_the_next_box(
    served: Served, visits: Callable[..., Visit]
) -> None:
    visit = visits(served)
    visit.begin()
    visit.answer("I worked on data for a freight company, and it went well enough for everybody there.")
    # It may be judged between two looks at the page; then the next box takes the keys all the same.
    visit.tab.locator(".dock .thinking, .asked.follow-up").first.wait_for()
    visit.tab.keyboard.type("And thenn")
    visit.tab.keyboard.press("Backspace")

    visit.tab.locator(".asked.follow-up").first.wait_for()
    visit.tab.wait_for_function(_IN_THE_BOX, arg="And then")


def test_a_command_that_was_typed_slowly_leaves_the_box_empty(
    served: Served, visits: Callable[..., Visit]
) -> None:
    visit = visits(served)
    visit.begin()
    visit.box.focus()
    visit.tab.keyboard.type("/hint")
    # So long that the server has it as what was begun.
    visit.tab.wait_for_timeout(900)
    visit.tab.keyboard.press("Control+Enter")

    visit.tab.get_by_text("You asked for a hint").wait_for()
    visit.tab.wait_for_function(_IN_THE_BOX, arg="")


def test_a_command_with_words_behind_it_stands_alone(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    visit.begin()
    visit.answer("/skip please")

    visit.tab.wait_for_function(_IN_THE_BOX, arg="/skip")
    visit.tab.get_by_text("/skip stands alone").wait_for()
    assert visit.tab.locator(".verdict").count() == 0
