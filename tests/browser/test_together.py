"""One session in two tabs and a terminal: the second is told and may take it; nothing is answered twice."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.guide import whole_answer
from tests.browser.served import Served
from tests.browser.test_interrupted import transcript
from tests.browser.visits import Visit


def test_two_tabs_and_a_terminal(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    session = visit.begin()
    first, said = visit.tab, []
    second = visit.another_tab()
    second.get_by_text("You are answering in another tab.").wait_for()
    assert second.locator(".answer-box").count() == 0

    # What the first says, the second sees; then it takes the pen, and the first has none.
    said.append(whole_answer(visit.question))
    visit.answer()
    second.locator(".verdict").wait_for()
    second.get_by_role("button", name="Answer here").click()
    first.get_by_text("You are answering in another tab.").wait_for()
    visit.tab = second
    visit.onward.click()
    visit.tab.locator(".asked.question").nth(1).wait_for()
    first.locator(".asked.question").nth(1).wait_for()

    # A terminal is told who has it, and takes it only where it says so.
    with served.command("resume", session) as told:
        refused = told.communicate()[0]
    assert told.returncode != 0 and "take-over" in refused
    text = whole_answer(visit.question)
    with served.command("resume", session, "--take-over") as terminal:
        assert terminal.stdin is not None and terminal.stdout is not None
        assert any("2/3" in line for line in iter(terminal.stdout.readline, ""))

        # The page hears of it when it answers. What was said then is kept, and counts once it is taken back.
        said.append(text)
        visit.answer()
        taken = second.get_by_role("link", name="Go on here instead")
        taken.wait_for()
        first.get_by_role("link", name="Go on here instead").wait_for()
        assert second.locator(".answer-box").count() == 0
        taken.click()
        second.get_by_text("it is taken up now").wait_for()
        visit.box.wait_for()
        terminal.stdin.write("I say it, too.\n")
        terminal.stdin.close()
        rest = terminal.stdout.read()
    assert terminal.returncode != 0 and "take-over" in rest
    visit.stop()
    second.locator(".card.report").wait_for()
    assert transcript(served, session) == said


def test_what_two_tabs_send_at_once_is_answered_once(served: Served, visits: Callable[..., Visit]) -> None:
    visit = visits(served)
    session = visit.begin()
    text = whole_answer(visit.question)
    visit.box.fill(text)
    visit.about_to_send()
    # As from a second click, a second key and a form that is sent by script, in one moment.
    visit.tab.evaluate(
        """() => {
          const form = document.querySelector("form.answer-box");
          for (let times = 0; times < 3; times++) form.requestSubmit();
          for (const press of Array(3)) document.querySelector(".answer-box textarea").dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
        }"""
    )
    visit.until_judged()
    # It has the focus when it is there to stay: a button that is drawn anew under the mouse hears nothing.
    visit.tab.wait_for_function("document.activeElement.textContent.trim() === 'Next question'")
    visit.onward.dblclick()
    visit.tab.locator(".asked.question").nth(1).wait_for()
    visit.box.wait_for()
    assert visit.tab.locator(".said").count() == 1
    visit.stop()
    visit.tab.locator(".card.report").wait_for()
    assert transcript(served, session) == [text]
