"""A room's thread on a page, kept as the room has it."""

from __future__ import annotations

from nicegui.element import Element

from app.display import words
from app.display.agenda import agenda_line
from app.display.labels import label
from app.display.rounds import speaker
from domain.interview import ENGLISH, Turn, TurnKind
from web.parts.beside import beside
from web.parts.elements import link, tag
from web.parts.how_said import how_said
from web.parts.report import report_card
from web.parts.verdict import Objecting, verdict_card
from web.parts.work import sheet_blocks, shown_code, tried_card
from web.rooms import entries
from web.rooms.entries import Entry, Saying
from web.rooms.thread import Thread

_ASIDES = {
    "/hint": "page_asked_hint",
    "/clarify": "page_asked_clarify",
    "/repeat": "page_asked_repeat",
    "/skip": "page_asked_skip",
    "/stop": "page_asked_stop",
    "/why": "page_asked_why",
    "/help": "page_asked_help",
    "/run": "page_asked_run",
    "/next": "page_asked_next",
}


class ThreadView:
    """Renders what changed of a thread into `into`: an entry that stays the same is never touched.

    `objecting` makes of the button "I did say that" what the page does with it; None where nothing is asked.
    """

    def __init__(self, thread: Thread, into: Element, objecting: Objecting | None) -> None:
        self._thread = thread
        self._language = ENGLISH
        self._objecting = objecting
        self._shown: list[tuple[Entry, Element]] = []
        with into:
            self._entries = tag("div", "", "thread", role="log", aria_label="Interview")
            self._saying = tag("div", "", "saying", aria_live="polite")
        self._said: Saying | None = None

    def sync(self) -> bool:
        """Show the thread as it is; whether something was added."""
        before = len(self._shown)
        for at, entry in enumerate(self._thread.entries):
            if at < len(self._shown):
                if self._shown[at][0] is not entry:
                    self._put(at, entry)
                continue
            with self._entries, tag("div", "", "entry") as container:
                self._render(entry)
            self._shown.append((entry, container))
        if self._thread.saying is not self._said:
            self._say(self._thread.saying)
        return len(self._shown) > before

    def _put(self, at: int, entry: Entry) -> None:
        container = self._shown[at][1]
        container.clear()
        with container:
            self._render(entry)
        self._shown[at] = (entry, container)

    def _say(self, saying: Saying | None) -> None:
        self._said = saying
        self._saying.clear()
        if saying is None:
            return
        with self._saying:
            if not saying.text:
                tag("p", "…", "thinking", aria_label=label("page_thinking", self._language))
            else:
                tag("p", saying.text, f"coming {saying.who}")

    def _render(self, entry: Entry) -> None:
        match entry:
            case entries.Asked():
                self._language = entry.turn.question.language
                _asked(entry)
            case entries.Said():
                _said(entry, self._language)
            case entries.Judged():
                _judged(entry, self._objecting)
            case entries.Begun(verdict, advice, language) | entries.Explained(verdict, advice, language):
                verdict_card(verdict, advice, "", language)
            case entries.Reported(report, session, spoken):
                report_card(report, session, spoken)
            case entries.Tried(work, language):
                tried_card(work, language)
            case entries.Drilled():
                _drilled(entry)
            case entries.Beside(before, now):
                beside(before, now)
            case _:
                _line(entry)


def _line(entry: Entry) -> None:
    """What is said in a line, beside the interview itself."""
    match entry:
        case entries.Head(name, text):
            with tag("p", "", "head-line"):
                tag("strong", f"{name} ")
                tag("span", text)
        case entries.Planned(agenda, language):
            tag("p", agenda_line(agenda, language), "head-line")
        case entries.Notice(text):
            tag("p", text, "notice")
        case entries.LeftOut(question):
            tag("p", words.skipped(question), "notice")
        case entries.TimeLeft(minutes, planned, language):
            tag("p", words.time_left(minutes, planned, language), "notice")


def _asked(entry: entries.Asked) -> None:
    turn = entry.turn
    kind = {TurnKind.QUESTION: "question", TurnKind.FOLLOW_UP: "follow-up", TurnKind.REPLY: "reply"}[
        turn.kind
    ]
    with tag("article", "", f"asked {kind}", lang=turn.question.language):
        if turn.kind is TurnKind.QUESTION:
            tag("p", " · ".join([*_by(turn), f"{entry.position}/{entry.planned}"]), "where")
        elif turn.kind is TurnKind.FOLLOW_UP:
            tag("p", " · ".join([*_by(turn), _follow_up(entry)]), "where")
        tag("h2" if turn.kind is TurnKind.QUESTION else "p", turn.said, "said-by-interviewer")
        if turn.kind is TurnKind.QUESTION:
            shown_code(turn.question, folded=True)


def _by(turn: Turn) -> list[str]:
    """Who asks, where it is somebody in particular."""
    return [speaker(turn)] if turn.question.by is not None else []


def _follow_up(entry: entries.Asked) -> str:
    turn = entry.turn
    most = words.most_follow_ups(turn)
    return label("follow_up", turn.question.language, number=entry.follow_ups, most=most)


def _said(entry: entries.Said, language: str) -> None:
    text = entry.text
    command = text.split()[0].lower() if text.startswith("/") else ""
    if command == "/said":
        tag("p", label("page_asked_said", language), "aside")
    elif command in _ASIDES and len(text.split()) == 1:
        tag("p", label(_ASIDES[command], language), "aside")
    else:
        with tag("div", "", "said"):
            tag("span", f"{label('you', language)}: ", "unseen")
            if text:
                tag("p", text)
            sheet_blocks(entry.work, language)
            how_said(entry.spoken, entry.recordings, language)


def _judged(entry: entries.Judged, objecting: Objecting | None) -> None:
    turn = entry.turn
    if turn.verdict is None:
        return
    verdict_card(turn.verdict, turn.advice, entry.answer, turn.question.language, objecting)
    for objection in turn.objections:
        tag("p", words.objected(objection, turn.question.language), "notice")


def _drilled(entry: entries.Drilled) -> None:
    with tag("section", "", "card report"):
        tag("h2", entry.nothing or label("drilled", entry.language, count=len(entry.went)))
        if entry.went:
            with tag("table"), tag("tbody"):
                for one in entry.went:
                    with tag("tr"):
                        tag("th", one.title, scope="row")
                        tag("td", one.rated(entry.language))
                        tag("td", one.back(entry.language), "notice")
        link(label("page_practice", entry.language), "/practice")
