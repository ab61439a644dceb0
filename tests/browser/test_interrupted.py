"""What ends the page, its server, or the way between them: it goes on, nothing lost and nothing doubled."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.browser.guide import whole_answer
from tests.browser.served import Served
from tests.browser.visits import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator

LOST = ("WebSocket", "Failed to load resource", "ERR_")
"""What a browser says of a server that is away."""


def test_what_is_typed_outlives_a_reload_in_mid_answer(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    visit.begin()
    visit.box.press_sequentially("I replaced the nightly batch")

    # At once: the server has not heard of the last words.
    visit.tab.reload()
    visit.box.wait_for()

    assert visit.box.input_value() == "I replaced the nightly batch"
    visit.tab.keyboard.type(" with a stream")
    visit.tab.wait_for_timeout(1000)
    visit.tab.evaluate("localStorage.clear()")
    visit.tab.reload()
    visit.box.wait_for()
    assert visit.box.input_value() == "I replaced the nightly batch with a stream"


def test_a_server_that_is_killed_at_any_moment_costs_nothing(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    served = serves()
    visit = visits(served)
    visit.watch.expected = LOST
    session = visit.begin()
    said: dict[str, str] = {}

    # Before anything is said, in mid-word, and when the draft is kept.
    restarted(visit)
    visit.box.press_sequentially("Each partition")
    restarted(visit)
    assert visit.box.input_value() == "Each partition"
    visit.box.fill("Each partition carries")
    visit.tab.wait_for_timeout(1000)
    restarted(visit)
    assert visit.box.input_value() == "Each partition carries"
    # While an answer is sent, taken and judged, and while its feedback is read.
    for after, feedback in ((0, False), (60, True), (250, False)):
        visit.box.wait_for()
        question = visit.question
        said[question] = whole_answer(question)
        visit.box.fill(said[question])
        if not after:
            visit.tab.get_by_role("button", name="Hint").click()
            restarted(visit)
            assert visit.box.input_value() == said[question]
        visit.tab.keyboard.press("Control+Enter")
        visit.tab.wait_for_timeout(after)
        restarted(visit)
        if is_over(visit):
            # The last answer was judged before the server ended, and the session with it.
            break
        until_judged(visit, question, said[question])
        if feedback and visit.onward.is_visible():
            restarted(visit)
        go_on(visit)
        if feedback:
            restarted(visit)

    if not is_over(visit):
        to_the_report(visit)
    assert len(said) == 3
    assert transcript(served, session) == list(said.values())


def test_what_is_typed_while_the_server_is_away_stands_there_when_it_is_back(
    serves: Callable[..., Served], visits: Callable[..., Visit]
) -> None:
    served = serves()
    visit = visits(served)
    visit.watch.expected = LOST
    visit.begin()
    visit.box.press_sequentially("I replaced")

    served.kill()
    visit.box.press_sequentially(" the nightly batch")
    visit.tab.keyboard.press("Control+Enter")
    visit.tab.wait_for_timeout(500)
    visit.box.press_sequentially(" with a stream")
    served.start()
    loaded_anew(visit)

    assert visit.box.input_value() == "I replaced the nightly batch with a stream"
    visit.answer()
    visit.tab.locator(".verdict").wait_for()


def test_a_page_that_was_out_of_reach_for_a_while_goes_on(
    served: Served, visits: Callable[..., Visit]
) -> None:
    visit = visits(served)
    visit.watch.expected = LOST
    visit.begin()
    visit.box.press_sequentially("I replaced")

    # Longer than a tab is waited for, so that it loads its page anew.
    visit.context.set_offline(True)
    visit.tab.wait_for_timeout(15_000)
    visit.box.press_sequentially(" the nightly batch")
    visit.context.set_offline(False)
    visit.tab.locator("#popup").wait_for(state="hidden")

    visit.answer()
    visit.tab.locator(".verdict").wait_for()
    assert "Strong" in visit.tab.locator(".verdict h3").inner_text()


def restarted(visit: Visit, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Kill the server, start it again at the same port, and wait until the tab has come back by itself."""
    visit.tab.evaluate("window.before = true")
    visit.served.kill()
    meanwhile()
    visit.served.start()
    loaded_anew(visit)


def loaded_anew(visit: Visit) -> None:
    """Wait until the tab has loaded its page anew, and something is asked for or shown in it."""
    visit.tab.wait_for_function("!window.before")
    ready = visit.tab.locator(".answer-box, .dock button.primary, .card.report")
    ready.or_(over(visit)).first.wait_for()


def over(visit: Visit) -> Locator:
    """What stands where a session is finished and nobody holds it any more."""
    found: Locator = visit.tab.get_by_role("link", name="Look at it again").last
    return found


def is_over(visit: Visit) -> bool:
    """Whether the session came to its end before the server did."""
    return over(visit).is_visible() and not visit.tab.locator(".card.report").is_visible()


def until_judged(visit: Visit, question: str, answer: str) -> None:
    """Send the answer again where it did not get there, and wait for what was made of it."""
    if visit.question == question and visit.stands_in_the_box(answer):
        visit.tab.keyboard.press("Control+Enter")
    judged = visit.tab.locator(".entry:has(.said) ~ .entry .verdict, .card.report")
    judged.last.wait_for()


def go_on(visit: Visit) -> None:
    """To the next question, or to the report."""
    visit.onward.or_(visit.box).or_(visit.tab.locator(".card.report")).first.wait_for()
    visit.press_if_there(visit.onward)


def to_the_report(visit: Visit) -> None:
    """Past the last feedback, which may have come only when `go_on` had looked."""
    report = visit.tab.locator(".card.report")
    visit.onward.or_(report).first.wait_for()
    visit.press_if_there(visit.onward)
    report.wait_for()


def transcript(served: Served, session: str) -> list[str]:
    """The answers of a session, as they are stored."""
    with served.command("export", session, "--format", "json") as exporting:
        exported: dict[str, Any] = json.loads(exporting.communicate()[0])
    messages = [turn["message"] for turn in exported["turns"] if turn.get("message")]
    return [message["text"] for message in messages if message["kind"] == "answer"]
