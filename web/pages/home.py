"""The first page: begin an interview, or go on with one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from nicegui import ui

from app.choices import ModeName
from app.display import words
from app.display.rounds import ROUNDS, TONES
from app.settings import SAMPLE_GUIDES
from domain.errors import InterviewError
from domain.interview import Session, SessionStatus
from domain.posting import Posting
from domain.rounds import Round, Tone
from domain.shown import shown_in_a_line
from web.house import Here, House
from web.pages.posting import posting_there
from web.parts.elements import button, link, select, tag
from web.parts.layout import page
from web.parts.news import News

_MINUTES = 45
_MODES = {
    "study": "Study: feedback after every question",
    "real": "Real: all feedback at the end",
}
_MOST_LEFT_OPEN = 5


def register() -> None:
    """Put the page at `/`."""

    @ui.page("/")
    async def home(house: Here) -> None:
        sessions = [session for session in await house.memory.store.sessions() if not session.imported]
        left_open = [each for each in sessions if each.status is SessionStatus.OPEN and not each.simulated]
        with page("Interview", "/"):
            tag("h1", "Practise your interview")
            _over(house.shelf.where)
            _Start(house, await posting_there(house)).show()
            if left_open:
                _left_open(left_open[:_MOST_LEFT_OPEN])


def _over(where: Sequence[Path]) -> None:
    with tag("p", "", "lead"):
        if tuple(where) == (SAMPLE_GUIDES,):
            tag("span", "Over the sample guides, about a candidate without a name. ")
            link("Put your own in", "/guides")
        else:
            tag("span", f"Over your guides in {', '.join(path.name or str(path) for path in where)}. ")
            link("What is understood of them", "/guides")


def _left_open(sessions: Sequence[Session]) -> None:
    tag("h2", "Left open")
    with tag("ul", "", "rows"):
        for session in sessions:
            with tag("li"):
                link(f"Go on with {session.id}", f"/interview/{session.id}")
                answered = f"{session.answered} of {session.planned} answered"
                tag(
                    "span",
                    f"{words.when(session.updated_at)} · {words.guides(session)} · {answered}",
                    "notice",
                )


class _Start:
    """The form that begins an interview."""

    def __init__(self, house: House, posting: Posting | None) -> None:
        self._house = house
        self._posting = posting
        self._asks_for_it = posting is not None
        self._minutes = str(_MINUTES)
        self._mode: ModeName = "study"
        self._round, self._tone = house.settings.round, house.settings.tone
        self._busy = False

    def show(self) -> None:
        """Put the form on the page."""
        with tag("div", "", "card start"):
            with tag("div", "", "fields"):
                with tag("label"):
                    tag("span", "Minutes")
                    minutes = tag("input", type="number", min=1, max=240, value=self._minutes, name="minutes")
                    minutes.on("input", self._set_minutes, js_handler="(e) => emit(e.target.value)")
                with tag("fieldset"):
                    tag("legend", "Mode")
                    for mode, text in _MODES.items():
                        with tag("label", "", "choice"):
                            chosen = mode == self._mode
                            radio = tag("input", type="radio", name="mode", value=mode, checked=chosen)
                            radio.on("change", self._set_mode, js_handler="(e) => emit(e.target.value)")
                            tag("span", text)
            self._who()
            if self._posting is not None:
                self._for(self._posting)
            self._begin = button("Begin the interview", self._go, "primary large")
            self._news = News()

    def _who(self) -> None:
        """Who interviews, and in which tone."""
        with tag("div", "", "fields"):
            rounds = {held.value: text for held, text in ROUNDS.items()}
            select("Who interviews", "round", rounds, self._round.value, self._set_round)
            tones = {tone.value: text for tone, text in TONES.items()}
            select("Tone", "tone", tones, self._tone.value, self._set_tone)

    def _for(self, posting: Posting) -> None:
        """Whether what the posting asks for and the guides cannot show is asked about, too."""
        with tag("div", "", "fields"), tag("label", "", "choice"):
            box = tag("input", type="checkbox", name="posting", checked=True)
            box.on("change", self._set_posting, js_handler="(e) => emit(e.target.checked)")
            title = shown_in_a_line(posting.title)
            tag("span", f"Also ask about what the posting wants and your guides cannot show ({title})")

    def _set_posting(self, event: object) -> None:
        self._asks_for_it = bool(getattr(event, "args", False))

    def _set_round(self, value: str) -> None:
        self._round = next((held for held in Round if held.value == value), self._round)

    def _set_tone(self, value: str) -> None:
        self._tone = next((tone for tone in Tone if tone.value == value), self._tone)

    def _set_minutes(self, event: object) -> None:
        self._minutes = str(getattr(event, "args", ""))

    def _set_mode(self, event: object) -> None:
        self._mode = "real" if getattr(event, "args", "") == "real" else "study"

    async def _go(self) -> None:
        if self._busy:
            return
        self._busy = True
        self._news.say("Reading your guides …")
        try:
            room = await self._house.rooms.begin(
                _minutes(self._minutes),
                self._mode,
                progress=self._progress(),
                held=self._round,
                tone=self._tone,
                posting=self._posting if self._asks_for_it else None,
            )
        except InterviewError as error:
            self._busy = False
            self._news.failed(str(error))
            return
        ui.navigate.to(f"/interview/{room.session.id}")

    def _progress(self) -> Callable[[int, int], None]:
        """What tells how far an index is that is being built; called in another thread."""
        loop = asyncio.get_running_loop()

        def report(done: int, total: int) -> None:
            loop.call_soon_threadsafe(self._news.say, f"Reading your guides: {done} of {total} passages …")

        return report


def _minutes(text: str) -> float:
    """Minutes from 1 to 240. Raises `InterviewError`."""
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0
    if not 1 <= minutes <= 240:
        raise InterviewError("Minutes are a number from 1 to 240.")
    return minutes
