"""The page "Settings": what `interview doctor` says, check by check as it comes."""

from __future__ import annotations

from nicegui import Client, ui
from nicegui.element import Element

from app.examining import Check, State, examine, told_result
from domain.encoder import Encoder
from knowledge.entailment.reliability import reliability
from web.house import Here, House
from web.parts.elements import button, tag
from web.parts.layout import page
from web.parts.reliability import reliability_plot

_SAID = {State.FINE: "works: ", State.WRONG: "does not work: ", State.NONE: "", State.TOLD: ""}
"""What a reader who does not see a check's sign hears of it."""
_KINDS = {State.FINE: "fine", State.WRONG: "wrong", State.NONE: "none", State.TOLD: "told"}


def register() -> None:
    """Put the page at `/settings`."""

    @ui.page("/settings")
    async def settings(house: Here, client: Client) -> None:
        with page("Settings", "/settings"):
            tag("h1", "Settings")
            tag(
                "p",
                "What is configured, tried out, as `interview doctor` says it. Settings are variables of the "
                "environment and options of the command; nothing is changed here.",
                "lead",
            )
            checks = _Checks(house, client)
            checks.show()
            if house.settings.encoder is Encoder.SMALL:
                # What was measured is the small one's.
                reliability_plot(reliability())
        ui.timer(0, checks.run, once=True)


class _Checks:
    """The checks of one tab."""

    def __init__(self, house: House, client: Client) -> None:
        self._house = house
        self._client = client
        self._busy = False

    def show(self) -> None:
        """Put the list on the page, empty as yet."""
        self._list = tag("dl", "", "checks", aria_live="polite")
        self._result = tag("p", "", "result", role="status")
        self._again = button("Check again", self.run)

    async def run(self) -> None:
        """Check everything, and show each check when it is done."""
        if self._busy:
            return
        self._busy = True
        self._list.clear()
        self._say("Checking …")
        problems = 0
        house = self._house
        try:
            async for check in examine(house.settings, house.shelf.where, house.memory):
                problems += check.problems
                if self._client.is_deleted:
                    return
                with self._list:
                    _shown(check)
            self._say(told_result(problems))
        finally:
            self._busy = False

    def _say(self, text: str) -> None:
        self._result.clear()
        with self._result:
            tag("span", text)


def _shown(check: Check) -> Element:
    with tag("div", "", f"check {_KINDS[check.state]}") as shown:
        tag("dt", check.name)
        with tag("dd"):
            if check.state.value:
                tag("span", check.state.value, "sign", aria_hidden="true")
                tag("span", _SAID[check.state], "unseen")
            tag("span", check.told)
            for note in check.notes:
                tag("p", note, "notice")
    return shown
