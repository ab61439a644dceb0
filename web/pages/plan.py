"""The plan to the day of the interview: set, shown, held against what was done."""

from __future__ import annotations

from datetime import date

from nicegui import Client, ui

from app.bootstrap.memory import now
from app.practice.plan import words
from app.practice.plan.planning import MINUTES, Standing, plan_to
from domain.errors import InterviewError
from domain.plan import PlannedDay, Task
from language.wording import counted
from web.house import Here, House
from web.parts.elements import button, link, tag
from web.parts.layout import page
from web.parts.news import News

_MOST_MINUTES = 480
_LEAST_MINUTES = 5


async def planned(house: House, on: date | None = None, minutes: int | None = None) -> Standing:
    """The plan over the shelf's guides. Raises as `plan_to`."""
    opened = await house.shelf.opened()
    points = opened.library.talking_points
    return await plan_to(
        house.memory,
        points,
        now(),
        house.settings.place,
        on=on,
        minutes=minutes,
        # What was put in since is planned for together with a day.
        posting=house.desk.posting if on is not None else None,
        knowledge=lambda: opened.knowledge,
    )


def register() -> None:
    """Put the page at `/practice/plan`."""

    @ui.page("/practice/plan")
    async def plan(house: Here, client: Client) -> None:
        with page("Plan to the day", "/practice"):
            tag("h1", "Plan to the day")
            with tag("p", "", "no-print"):
                link("Back to practice", "/practice")
            view = _Plan(house, client)
            view.show()
        ui.timer(0, view.fill, once=True)


class _Plan:
    """The page in one tab."""

    def __init__(self, house: House, client: Client) -> None:
        self._house = house
        self._client = client
        self._date = ""
        self._minutes = str(MINUTES)

    def show(self) -> None:
        """Put the frame on the page: when the interview is, and where the plan will stand."""
        with tag("form", "", "filter no-print") as form:
            with tag("label"):
                tag("span", "Day of the interview")
                self._day = tag("input", type="date", name="date", required=True)
                self._day.on("input", self._set_date, js_handler="(e) => emit(e.target.value)")
            with tag("label"):
                tag("span", "Minutes a day")
                self._a_day = tag(
                    "input", type="number", name="minutes", min=_LEAST_MINUTES, max=_MOST_MINUTES
                )
                self._a_day.props["value"] = self._minutes
                self._a_day.on("input", self._set_minutes, js_handler="(e) => emit(e.target.value)")
            tag("button", "Plan it", "primary", type="submit")
        form.on("submit.prevent", self._plan)
        self._news = News()
        self._main = tag("div", "", "plan")
        self._news.say("Reading your guides …")

    async def fill(self) -> None:
        """Show the plan that there is; where there is none, the form says what is wanted."""
        try:
            there = await self._house.memory.plans.kept() is not None
        except InterviewError as error:
            self._news.failed(str(error))
            return
        if not there:
            self._news.say("Say when the interview is, and what to do each day until then stands here.")
            return
        await self._show_plan(None, None)

    async def _plan(self) -> None:
        try:
            on, minutes = date.fromisoformat(self._date), int(self._minutes)
        except ValueError:
            self._news.failed("Give the day of the interview, and the minutes a day.")
            return
        if not _LEAST_MINUTES <= minutes <= _MOST_MINUTES:
            self._news.failed(f"A day has {_LEAST_MINUTES} to {_MOST_MINUTES} minutes for it.")
            return
        await self._show_plan(on, minutes)

    async def _show_plan(self, on: date | None, minutes: int | None) -> None:
        try:
            found = await planned(self._house, on, minutes)
        except InterviewError as error:
            self._news.failed(str(error))
            return
        if self._client.is_deleted:
            return
        self._date, self._minutes = found.plan.interview.isoformat(), str(found.plan.minutes)
        for box, value in ((self._day, self._date), (self._a_day, self._minutes)):
            box.props["value"] = value
        self._news.say("")
        self._main.clear()
        with self._main:
            self._all(found)

    def _all(self, found: Standing) -> None:
        tag("p", words.head(found), "lead")
        if found.plan.posting is not None:
            tag("p", words.posting(found))
        if told := words.left_out(found):
            tag("p", f"Left out: {told}.", "notice")
        for each in found.days:
            if each.tasks:
                self._one_day(each, found)
        with tag("p", "", "exports no-print"):
            link("The plan as Markdown", "/practice/plan.md", download=True)
            link("For your calendar", "/practice/plan.ics", download=True)

    def _one_day(self, each: PlannedDay, found: Standing) -> None:
        last = " · the interview" if each.day == found.plan.interview else ""
        with tag("section", "", "card"):
            tag("h2", f"{words.day(each.day, found.today)}{last}")
            tag("p", f"about {counted(each.minutes, 'minute')}", "notice")
            with tag("ul"):
                for task in each.tasks:
                    self._task(task, found.done.of(each.day, task), today=each.day == found.today)

    def _task(self, task: Task, done: int | None, *, today: bool) -> None:
        with tag("li"):
            tag("span", f"{words.task(task)}, {task.minutes} min")
            if progress := words.progress(task, done):
                tag("strong", f" {progress}")
            if today and (done or 0) < task.count:
                self._begin(task)

    def _begin(self, task: Task) -> None:
        """What begins a task of today."""
        match task.kind.value:
            case "rehearsal":
                link("Begin it", "/")
            case "one-pager":
                link("Read it", "/practice/day")
            case "write" | "say-more":
                link("Write it", "/guides")
            case kind:
                button("Begin it", lambda: self._drill(kind, task.count), "quiet")

    async def _drill(self, kind: str, limit: int) -> None:
        self._news.say("Choosing what to ask …")
        try:
            room = await self._house.rooms.drill(kind, limit)
        except InterviewError as error:
            self._news.failed(str(error))
        else:
            ui.navigate.to(f"/drill/{room.session.id}")

    def _set_date(self, event: object) -> None:
        self._date = str(getattr(event, "args", ""))

    def _set_minutes(self, event: object) -> None:
        self._minutes = str(getattr(event, "args", ""))
