"""Somebody at the page, and what must never happen there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.browser.guide import whole_answer
from tests.browser.served import Served
from tests.support import guards

# A page shows what it has in seconds; a whole run of all tests has no ten minutes for one that does not.
_PATIENCE = 1000 * guards.SECONDS / 3
_A_MOMENT = 2_000.0
"""Milliseconds for what stood there a moment ago, and may have gone by itself since."""
_MOVED_ON = """([answered, count]) => document.querySelectorAll(".verdict").length >= count
  || document.querySelector(`.answer-box textarea:not([id="${answered}"])`)"""
"""What was answered is judged, or another turn is waited for."""


@dataclass
class Watch:
    """What a browser did that no page of ours makes it do."""

    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()
    """Words in messages of the browser that a test brings about."""

    def check(self) -> None:
        """Nothing was asked for elsewhere, no script failed or was forbidden, and no dialog came."""
        errors = [error for error in self.errors if not any(word in error for word in self.expected)]
        assert (self.elsewhere, errors, self.dialogs) == ([], [], [])


class Visit:
    """A browser of its own, with one tab on the page; `options` are those of a playwright context."""

    def __init__(self, browser: Any, served: Served, watch: Watch, options: dict[str, Any]) -> None:
        self.served = served
        self.watch = watch
        self._answered = ""
        self.context = browser.new_context(**{"viewport": {"width": 1000, "height": 900}, **options})
        self.context.set_default_timeout(_PATIENCE)
        self.context.route("**/*", self._only_here)
        self.context.on("dialog", self._dialog)
        self.context.on("weberror", lambda error: watch.errors.append(str(error.error)))
        self.context.on("console", self._console)
        self.tab = self.context.new_page()
        self.tab.goto(served.link)

    def close(self) -> None:
        self.context.close()

    def another_tab(self) -> Any:
        """Another tab of the same browser, at the same address."""
        tab = self.context.new_page()
        tab.goto(self.tab.url)
        return tab

    def go(self, path: str) -> None:
        """To another address of the page."""
        self.tab.goto(f"{self.served.at}{path}")

    def begin(self, *, mode: str = "study", minutes: int = 20) -> str:
        """Begin an interview on the first page; its id, when the first question stands there."""
        self.tab.get_by_label("Minutes").fill(str(minutes))
        if mode == "real":
            self.tab.get_by_label("Real: all feedback at the end").check()
        self.tab.get_by_role("button", name="Begin the interview").click()
        self.box.wait_for()
        return str(self.tab.url).rpartition("/")[2]

    @property
    def box(self) -> Any:
        """The box for the answer."""
        return self.tab.locator(".answer-box textarea")

    @property
    def question(self) -> str:
        """The question that was asked last, without its follow-ups."""
        return str(self.tab.locator(".asked.question .said-by-interviewer").last.inner_text())

    def about_to_send(self) -> None:
        """Remember the box that is sent next: `until_judged` waits for another one."""
        self._answered = self.box.get_attribute("id")

    def answer(self, text: str = "") -> None:
        """Send `text`, or all that the guide says to the question."""
        self.about_to_send()
        self.box.fill(text or whole_answer(self.question))
        self.tab.keyboard.press("Control+Enter")

    @property
    def onward(self) -> Any:
        """The button that leads on when the feedback is read."""
        return self.tab.get_by_role("button", name="Next question")

    def until_judged(self, count: int = 1) -> None:
        """Wait for so many verdicts, and say "no more" to what is asked further."""
        while self.tab.locator(".verdict").count() < count:
            self.tab.wait_for_function(_MOVED_ON, arg=[self._answered, count])
            if self.tab.locator(".verdict").count() < count:
                self.answer("No, that's all.")

    def stands_in_the_box(self, text: str) -> bool:
        """Whether there is a box and `text` stands in it, at one look: it goes when its answer arrives."""
        held = "(text) => document.querySelector('.answer-box textarea')?.value === text"
        return bool(self.tab.evaluate(held, text))

    def press_if_there(self, button: Any) -> None:
        """Press `button`, which may go by itself meanwhile."""
        while button.is_visible():
            try:
                button.click(timeout=_A_MOMENT)
            except Exception as error:
                # By its name: where playwright is not installed, this file is read nevertheless.
                if type(error).__name__ != "TimeoutError":
                    raise
            else:
                return

    def stop(self) -> None:
        """End the interview, as the button does that asks once."""
        self.tab.locator(".stop summary").click()
        self.tab.get_by_role("button", name="End it").click()

    def thread(self) -> list[str]:
        """What the thread's entries say, in their order."""
        return [str(text) for text in self.tab.locator(".thread > .entry").all_inner_texts()]

    def _only_here(self, route: Any) -> None:
        if route.request.url.startswith((f"{self.served.at}/", "data:", "blob:")):
            route.continue_()
        else:
            self.watch.elsewhere.append(route.request.url)
            route.abort()

    def _dialog(self, dialog: Any) -> None:
        self.watch.dialogs.append(dialog.message)
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.watch.errors.append(f"{message.type}: {message.text}")
