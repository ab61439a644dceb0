"""The box for what is handed in to a task: code, what a review finds, a better version, a design."""

from __future__ import annotations

from collections.abc import Callable

from app.display.labels import label
from app.session.bench import MOST, Sheet
from app.session.sheets import opened_on
from domain.interview import Question
from domain.work import WorkKind
from web.parts.code_box import CodeBox
from web.rooms.candidate import DONE, RUN
from web.rooms.entries import Answering
from web.rooms.room import Room

_LABELS = {
    WorkKind.CODE: ("page_code", "page_code_rules", "page_run"),
    WorkKind.REVIEW: ("page_findings", "page_findings_rules", ""),
    WorkKind.DESIGN: ("page_design", "page_design_rules", "page_draw"),
}
"""What the box is called, how it is written in, and what trying is called there, "" where nothing can be."""
_BETTER = ("page_better", "page_code_rules", "page_run")


class SheetBox:
    """Puts the box for `sheet` of what is waited for on the page; `send` says what is to become of it."""

    def __init__(self, room: Room, waiting: Answering, sheet: Sheet, send: Callable[[str], None]) -> None:
        self._room = room
        self._question = question = waiting.turn.question
        self._sheet = sheet
        self._send = send
        assert question.work is not None
        name, rules, run = _BETTER if sheet is Sheet.BETTER else _LABELS[question.work]
        CodeBox(
            room.session.id,
            question.id if sheet is Sheet.WORK else f"{question.id}:{sheet}",
            label=self._label(name),
            rules=self._label(rules),
            run_word=self._label(run) if run else "",
            hand_in_word=self._label("page_hand_in"),
            too_long=self._label("work_too_long", most=MOST),
            most=MOST,
            prose=sheet is Sheet.WORK and question.work is not WorkKind.CODE,
            code=room.bench.text(question.id, sheet) or _opened_on(question, sheet),
            at=room.bench.at(),
            focus=room.candidate.at_code,
            typed=self._typed,
            run=lambda text: self._do(RUN, text),
            hand_in=lambda text: self._do(DONE, text),
        )

    def _typed(self, text: str) -> None:
        # What is too long is told by the box, and stays there alone.
        if len(text) <= MOST:
            self._room.bench.put(self._question.id, text, self._sheet)

    def _do(self, word: str, text: str) -> None:
        if len(text) <= MOST:
            self._typed(text)
            self._send(word)

    def _label(self, key: str, **given: object) -> str:
        return label(key, self._room.front.language, **given)


def _opened_on(question: Question, sheet: Sheet) -> str:
    """What an empty box opens on; the task stands above it already."""
    return opened_on(question, sheet) if sheet is Sheet.BETTER else ""
