"""What is waited for, at the foot of an interview: the box, the buttons, a question back."""

from __future__ import annotations

from collections.abc import Callable

from nicegui.element import Element

from app.display.labels import label
from app.session.sheets import sheet_for
from domain.interview import Phase, Turn, TurnKind
from web.parts.answer_box import AnswerBox, Clock
from web.parts.elements import button, link, tag
from web.parts.layout import without_commands
from web.parts.sheet_box import SheetBox
from web.parts.voice import VoiceBar
from web.parts.work import shown_code
from web.rooms.candidate import NEXT, NO, STOP, YES
from web.rooms.entries import Agreeing, Answering, Over, Reading, Telling, Waiting
from web.rooms.room import Room
from web.speech.speech import Speech

_COMMANDS = (
    ("/hint", "page_hint", "Alt+H"),
    ("/clarify", "page_clarify", "Alt+C"),
    ("/repeat", "page_repeat", "Alt+R"),
    ("/why", "page_why", "Alt+W"),
    ("/skip", "page_skip", "Alt+S"),
)
_PRACTISING = (("/repeat", "page_repeat", "Alt+R"), ("/why", "page_why", "Alt+W"))
"""What a question that is asked until it sits can do."""


class Dock:
    """Shows what `room` waits for to the tab `tab`; to a tab without the pen, who has it.

    `take_pen` is called where this tab wants to answer.
    """

    def __init__(
        self, room: Room, speech: Speech, into: Element, tab: str, take_pen: Callable[[], None]
    ) -> None:
        self._room = room
        self._speech = speech
        self._tab = tab
        self._take_pen = take_pen
        self._shown: tuple[Waiting | None, bool] = (None, False)
        with into:
            self._dock = tag("section", "", "dock", aria_label=self._label("page_your_turn"))

    def sync(self) -> None:
        """Show what is waited for now; what is shown already stays, with what was typed in it."""
        waiting, writes = self._room.thread.waiting, self._room.pen in ("", self._tab)
        if self._shown[0] is waiting and self._shown[1] == writes:
            return
        self._shown = (waiting, writes)
        self._dock.clear()
        with self._dock:
            if isinstance(waiting, Over):
                self._over(waiting)
            elif not writes:
                tag("p", self._label("page_other_tab"), "notice")
                button(self._label("page_answer_here"), self._take_pen)
            else:
                self._ask(waiting)

    def _ask(self, waiting: Waiting) -> None:
        match waiting:
            case Answering():
                self._answering(waiting)
            case Reading():
                with tag("div", "", "dock-row"):
                    again = self._label("page_again" if self._room.practises else "page_next")
                    _focus(button(again, lambda: self._send("", waiting), "primary"))
                    self._stop(waiting)
            case Agreeing(question):
                self._question(question)
                with tag("div", "", "dock-row"):
                    _focus(button(self._label("page_yes"), lambda: self._send(YES, waiting), "primary"))
                    button(self._label("page_no"), lambda: self._send(NO, waiting))
            case Telling(question):
                self._telling(question, waiting)
            case _:
                tag("p", "…", "thinking", aria_label=self._label("page_working"))

    def _answering(self, waiting: Answering) -> None:
        turn, candidate = waiting.turn, self._room.candidate

        def typed(text: str) -> None:
            candidate.type(text, waiting)

        def command(word: str) -> None:
            candidate.send(word, waiting)

        self._commands(waiting, command)
        if turn.question.work is not None:
            self._sheet(waiting)
        VoiceBar(self._room, turn, self._speech)
        own = turn.question.phase is Phase.THEIR_QUESTIONS
        speaking = candidate.speaking
        AnswerBox(
            self._room.session.id,
            turn.number,
            label=self._label(_box_label(turn, own=own)),
            button=self._label("page_ask" if own else "page_say" if _is_aside(turn) else "page_answer"),
            rules=self._label("page_rules"),
            language=self._room.front.language,
            draft=candidate.draft,
            draft_at=round(candidate.typed_at * 1000),
            doubts=speaking.marks,
            marked=lambda marks: setattr(speaking, "marks", marks),
            typed=typed,
            send=lambda text: self._send(text, waiting),
            command=command,
            focus=not candidate.at_code,
        )

    def _sheet(self, waiting: Answering) -> None:
        """The box for what is handed in, with what stands in it, beside the code that is shown."""
        question, sheet = waiting.turn.question, sheet_for(waiting.turn)
        with tag("div", "", "desk beside" if question.shown else "desk"):
            shown_code(question)
            SheetBox(self._room, waiting, sheet, lambda word: self._send(word, waiting))
        self._stages(waiting)

    def _stages(self, waiting: Answering) -> None:
        """The stages of a design with their time, and the way to the next."""
        question = waiting.turn.question
        at, last = self._room.bench.stage(question.id), len(question.stages) - 1
        if not question.stages:
            return
        with tag("div", "", "dock-row stages"):
            with tag("ol"):
                for number, each in enumerate(question.stages):
                    minutes = max(1, round(each.seconds / 60))
                    told = self._label(f"stage_{each.stage.value}", minutes=minutes)
                    tag("li", told, **({"aria_current": "step"} if number == min(at, last) else {}))
            if at < last - 1:
                button(self._label("page_next_stage"), lambda: self._send(NEXT, waiting))

    def _commands(self, waiting: Answering, command: Callable[[str], None]) -> None:
        """The clock, and what can be asked for in place of an answer."""
        with tag("div", "", "dock-row"):
            Clock(
                self._room.clock() - waiting.since,
                waiting.turn.question.seconds,
                running=True,
                late=self._label("page_late"),
                soon=self._label("page_soon") if waiting.turn.question.work is not None else "",
                words=self._label("page_seconds", spent="{spent}", limit="{limit}"),
            )
            for word, key, keys in _PRACTISING if self._room.practises else _COMMANDS:
                name = self._label(key)
                button(
                    name,
                    lambda word=word: command(word),
                    "quiet",
                    aria_keyshortcuts=keys,
                    title=f"{name} ({keys})",
                )
            self._stop(waiting)

    def _stop(self, waiting: Waiting) -> None:
        """The button that ends the interview: pressed twice, since there is no way back."""
        with tag("details", "", "stop"):
            tag("summary", self._label("page_stop"), "quiet")
            with tag("div", "", "card"):
                tag("p", self._told_end())
                button(self._label("page_end_it"), lambda: self._send(STOP, waiting), "danger")

    def _told_end(self) -> str:
        if self._room.practises:
            return self._label("page_end_question")
        return self._label("page_end_drill" if self._room.session.drill else "page_end_interview")

    def _telling(self, question: str, waiting: Telling) -> None:
        self._question(question)
        given = {"text": ""}
        with tag("form", "", "dock-row") as form:
            with tag("label"):
                tag("span", self._label("words_said"), "unseen")
                box = tag("input", type="text", autocomplete="off")
                _focus(box)
                box.on(
                    "input",
                    lambda event: given.update(text=str(event.args)),
                    js_handler="(e) => emit(e.target.value)",
                )
            tag("button", self._label("page_enter"), "primary", type="submit")
        form.on("submit.prevent", lambda: self._send(given["text"], waiting))

    def _question(self, question: str) -> None:
        tag("p", question, "question-back", role="status")

    def _over(self, over: Over) -> None:
        session = self._room.session
        kind = "drill" if session.drill else "interview"
        if not over.why:
            with tag("div", "", "dock-row"):
                link(self._label("page_begin_another"), "/practice" if session.drill else "/", "primary")
                if not session.drill:
                    link(self._label("page_look_again"), f"/past/{session.id}")
            return
        tag("p", without_commands(over.why), "notice", role="status")
        if over.elsewhere:
            link(self._label("page_go_on_here"), f"/{kind}/{session.id}?take=1", "primary")
        else:
            link(self._label("page_go_on"), f"/{kind}/{session.id}", "primary")

    def _label(self, key: str, **given: object) -> str:
        """The label in the language of the room."""
        return label(key, self._room.front.language, **given)

    def _send(self, text: str, waiting: Waiting) -> None:
        self._room.candidate.send(text, waiting)


def _is_aside(turn: Turn) -> bool:
    """Whether what is said is said while one works, and answers nothing."""
    return turn.question.work is not None and turn.kind is not TurnKind.FOLLOW_UP


def _box_label(turn: Turn, *, own: bool) -> str:
    if own:
        return "page_your_question"
    return "page_say_aloud" if _is_aside(turn) else "page_your_answer"


def _focus(element: Element) -> None:
    """Put the keyboard there, and leave the page where it is being read."""
    element.run_method("focus", {"preventScroll": True})
