"""The box an answer is typed in, and the clock beside the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from agents.quoting import quoted
from app.display.labels import unfilled
from web.parts.elements import Component
from web.speech.marks import Mark, marks_of

_LOOKS = ("group", "seen", "as_is", "left", "all", "offer", "right", "more", "then")
"""What is said of places that are to be looked at, by the labels `look_…`."""


class AnswerBox(Component, component="answer_box.js"):
    """A box with several lines. `typed`, `send` and `command` are called with the text that was meant.

    What is kept in the browser under `session` and `turn` goes when another turn of the session comes.
    `draft` is what the server has, `draft_at` when it was typed, in milliseconds since 1970. `doubts` are the
    places in it that are to be looked at before it is sent; `marked` is called with them when they change.
    What is said of those is said in `language`.
    """

    def __init__(
        self,
        session: str,
        turn: int,
        *,
        label: str,
        button: str,
        rules: str,
        language: str,
        draft: str,
        draft_at: int,
        doubts: Sequence[Mark],
        marked: Callable[[Sequence[Mark]], None],
        typed: Callable[[str], None],
        send: Callable[[str], None],
        command: Callable[[str], None],
        focus: bool = True,
    ) -> None:
        super().__init__()
        self.given(
            name=f"{session}:{turn}",
            session=session,
            label=label,
            button=button,
            draft=draft,
            draft_at=draft_at,
            doubts=[mark.model_dump() for mark in doubts],
            rules=rules,
            looks={name: unfilled(f"look_{name}", language) for name in _LOOKS}
            | {"quoted": quoted("{heard}", language)},
            focus=focus,
        )
        for event, called in (("typed", typed), ("send", send), ("command", command)):
            self.on(event, lambda arguments, called=called: called(str(arguments.args or "")))
        self.on("marked", lambda arguments: marked(marks_of(arguments.args)))


class Clock(Component, component="clock.js"):
    """Seconds since the question was asked, of those a good answer takes; says `late` when they are over.

    `soon` is said when four fifths of them are over, "" for nothing. `words` tells both to a screen reader:
    "{spent} of {limit} seconds".
    """

    def __init__(
        self, since: float, limit: int, *, running: bool, late: str, words: str, soon: str = ""
    ) -> None:
        super().__init__()
        self.given(since=round(since), limit=limit, running=running, late=late, words=words, soon=soon)
