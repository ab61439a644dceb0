"""The page "Practice": what is due, drills, how everything sits, and how it went over time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from nicegui import Client, ui

from agents.interviewer.drill_plan import WARM_UP_MINUTES
from agents.interviewer.drilling import WARM_UP
from app.bootstrap.memory import now
from app.display import words
from app.past import trends as trending
from app.past.trends import Held
from app.practice.cards.deck import Surplus, deck, surplus_told
from app.practice.coverage import Coverage, coverage
from app.practice.practising import ANYTHING, drill_left_open
from app.practice.progress import over_guides_of
from domain.errors import InterviewError
from domain.guide import TalkingPoint
from domain.interview import Choice, Session
from language.wording import counted, plain
from web.house import Here, House
from web.pages import day, debrief, plan, posting
from web.parts import charts
from web.parts.coverage import coverage_map, name
from web.parts.elements import button, link, tag
from web.parts.layout import page
from web.parts.news import News
from web.parts.trends import trends
from web.rooms.room import Room

_LIMIT = 5
_MOST_LIMIT = 100
_MOST_INTERVIEWS = 24
_MOST_SLIPS = 8
_DAYS = ("today", "tomorrow", *(f"in {days} days" for days in range(2, 7)))
_SHORT = ("today", "+1", "+2", "+3", "+4", "+5", "+6")


def register() -> None:
    """Put the page at `/practice`, and the page for the day beside it."""

    @ui.page("/practice")
    async def practice(house: Here, client: Client) -> None:
        with page("Practice", "/practice"):
            tag("h1", "Practice")
            view = _Practice(house, client)
            view.show()
        ui.timer(0, view.fill, once=True)

    day.register()
    plan.register()
    posting.register()
    debrief.register()


class _Practice:
    """The page in one tab."""

    def __init__(self, house: House, client: Client) -> None:
        self._house = house
        self._client = client
        self._limit = str(_LIMIT)
        self._words = ""
        self._topic = ""
        self._busy = False

    def show(self) -> None:
        """Put the frame on the page; what takes reading comes with `fill`."""
        self._news = News()
        self._main = tag("div")
        self._news.say("Reading your guides …")

    async def fill(self) -> None:
        """Read the guides and what was practised, and show where everything stands."""
        memory = self._house.memory
        try:
            opened = await self._house.shelf.opened()
            practices = await memory.mastery.practices()
            found = await asyncio.to_thread(
                lambda: coverage(
                    opened.library.talking_points, practices, now(), self._house.settings.place, limit=_LIMIT
                )
            )
            sessions = over_guides_of(opened.library.talking_points, await memory.store.sessions())
            held = await trending.held(memory.store, sessions, _MOST_INTERVIEWS)
            left_open = await drill_left_open(memory)
            surplus = await self._surplus(opened.library.talking_points)
        except InterviewError as error:
            self._news.failed(str(error))
            return
        if self._client.is_deleted:
            return
        self._news.say("")
        with self._main:
            self._all(found, held, left_open)
            _elsewhere(surplus)

    async def _surplus(self, points: Sequence[TalkingPoint]) -> Sequence[Surplus]:
        """The cards that Anki was given, and that the guides have no more."""
        known = await self._house.memory.cards.all()
        return (await asyncio.to_thread(deck, points, known))[0].surplus if known else ()

    def _all(self, found: Coverage, held: list[Held], left_open: Session | None) -> None:
        _due(found)
        with tag("p"):
            button(f"Warm up: {WARM_UP_MINUTES} minutes", lambda: self._begin(WARM_UP, 0), "primary")
            tag("span", " your weakest points, whether or not they are due", "notice")
        if left_open is not None:
            with tag("p"):
                link(f"Go on with drill {left_open.id}", f"/drill/{left_open.id}", "primary")
                done = (
                    f" left open {words.when(left_open.updated_at)}, {counted(left_open.answered, 'answer')}"
                )
                tag("span", done, "notice")
        self._drills(found)
        self._one_question()
        self._next(found)
        tag("h2", "How it sits")
        coverage_map(found, lambda point: self._go(lambda: self._house.rooms.practise(point_id=point)))
        tag("h2", "Over time")
        trends(held)
        _slips(found)

    def _drills(self, found: Coverage) -> None:
        tag("h2", "Drills")
        with tag("label", "", "limit"):
            tag("span", "Questions at most ")
            limit = tag("input", type="number", min=1, max=_MOST_LIMIT, value=self._limit, name="limit")
            limit.on("input", self._set_limit, js_handler="(e) => emit(e.target.value)")
        with tag("label", "", "limit"):
            tag("span", "Only what is about ")
            topic = tag("input", type="text", name="topic", maxlength=200)
            topic.on("input", self._set_topic, js_handler="(e) => emit(e.target.value)")
        with tag("div", "", "kinds"):
            for planned in found.drills:
                with tag("section", "", "card"):
                    tag("h3", name(planned.kind))
                    tag("p", planned.told, "notice")
                    if planned.count:
                        button(
                            f"Drill {name(planned.kind).lower()}",
                            lambda kind=planned.kind: self._drill(kind.value),
                            "primary",
                        )
                    else:
                        button(
                            f"Drill {name(planned.kind).lower()} all the same",
                            lambda kind=planned.kind: self._drill(kind.value, Choice(ahead=True)),
                            "quiet",
                        )

    def _one_question(self) -> None:
        tag("h2", "One question, until it sits")
        with tag("form", "", "filter") as form:
            with tag("label"):
                tag("span", "Words of the question, or what it is about")
                box = tag("input", type="text", name="words", required=True, maxlength=200)
                box.on("input", self._set_words, js_handler="(e) => emit(e.target.value)")
            tag("button", "Practise it", type="submit")
        form.on("submit.prevent", self._by_words)

    def _next(self, found: Coverage) -> None:
        tag("h2", "What to do next")
        with tag("ol", "", "next"):
            for wanted in found.next:
                with tag("li"):
                    tag("span", f"{wanted.text} ")
                    if wanted.kind is None:
                        link("Begin one", "/")
                    else:
                        kind = wanted.kind.value
                        button("Drill it", lambda kind=kind: self._drill(kind), "quiet")

    async def _by_words(self) -> None:
        if self._words.strip():
            await self._go(lambda: self._house.rooms.practise(words=self._words.strip()))

    async def _drill(self, kind: str, choice: Choice = ANYTHING) -> None:
        limit = int(self._limit) if self._limit.isdecimal() and len(self._limit) < 4 else 0
        if not 1 <= limit <= _MOST_LIMIT:
            self._news.failed(f"A drill has 1 to {_MOST_LIMIT} questions.")
            return
        if topic := self._topic.strip():
            choice = choice.model_copy(update={"topic": topic})
        await self._begin(kind, limit, choice)

    async def _begin(self, kind: str, limit: int, choice: Choice = ANYTHING) -> None:
        await self._go(lambda: self._house.rooms.drill(kind, limit, choice))

    async def _go(self, begin: Callable[[], Awaitable[Room]]) -> None:
        """Begin a drill, once, and go there."""
        if self._busy:
            return
        self._busy = True
        self._news.say("Choosing what to ask …")
        try:
            room = await begin()
        except InterviewError as error:
            self._news.failed(str(error))
        else:
            ui.navigate.to(f"/drill/{room.session.id}")
        finally:
            self._busy = False

    def _set_limit(self, event: object) -> None:
        self._limit = str(getattr(event, "args", ""))

    def _set_topic(self, event: object) -> None:
        self._topic = str(getattr(event, "args", ""))

    def _set_words(self, event: object) -> None:
        self._words = str(getattr(event, "args", ""))


def _elsewhere(surplus: Sequence[Surplus]) -> None:
    tag("h2", "For the day, and elsewhere")
    with tag("p", "", "exports"):
        link("Hold a posting against your guides", "/practice/posting")
        link("Plan to the day", "/practice/plan")
        link("One page for the day", "/practice/day")
        link("Cards for Anki", f"/practice/cards.apkg{'?told=1' if surplus else ''}", download=True)
        link("Debrief of a real interview", "/practice/debrief")
    if surplus:
        # Told once: the deck that is taken from here is made by somebody who read it.
        tag("p", surplus_told(surplus), "notice")


def _due(found: Coverage) -> None:
    today, tomorrow, week = found.due[0], found.due[1], sum(found.due)
    if not week:
        tag("p", "Nothing comes due in the next 7 days.", "lead")
    else:
        tag("p", f"Due: {today} today, {tomorrow} tomorrow, {week} in 7 days.", "lead")
        counts = list(zip(_SHORT, found.due, strict=True))
        charts.columns(
            counts, f"Due: {', '.join(f'{n} {d}' for n, d in zip(found.due, _DAYS, strict=True))}."
        )


def _slips(found: Coverage) -> None:
    if not found.wrong_figures:
        return
    tag("h2", "Figures that were wrong the last time")
    with tag("ul"):
        for title, said, expected in found.wrong_figures[:_MOST_SLIPS]:
            tag("li", f"{plain(title)}: you said “{said}”, your guide {expected}")
