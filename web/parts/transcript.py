"""A question of a past session: what was said to it, and what was found in that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from app.display import words
from app.display.labels import label
from app.past.transcript import Asked, said
from domain.interview import CandidateMessage, Turn, TurnKind
from web.parts.elements import button, tag
from web.parts.how_said import how_said
from web.parts.verdict import verdict_card
from web.parts.work import sheet_blocks, shown_code
from web.rooms.remembering import addresses

Forking = Callable[[int], Awaitable[None]]
"""Called with the number of the turn to answer again."""


def question(
    number: int,
    asked: Asked,
    fork: Forking,
    session_id: str,
    recordings: Collection[str] = (),
    *,
    feedback: bool,
) -> None:
    """Question `number`, its answers and, with `feedback`, the verdict on them.

    `recordings` are the names of those that were kept with the session.
    """
    language = asked.question.language
    with tag("section", "", "past-question", lang=language):
        for turn in asked.turns:
            if turn.kind is TurnKind.QUESTION:
                tag("h3", f"{number}. {turn.said}", "said-by-interviewer")
                shown_code(turn.question, folded=True)
            else:
                tag("p", words.asked_as(turn), "where")
                tag("p", turn.said, "said-by-interviewer follow-up")
            if turn.message is not None:
                _said(turn, turn.message, session_id, recordings)
        if feedback and asked.verdict is not None:
            verdict_card(asked.verdict, asked.advice, asked.answer, language)
            for turn in asked.turns:
                for objection in turn.objections:
                    tag("p", words.objected(objection, language), "notice")
        first = asked.turns[0].number
        with tag("p", "", "again"):
            button(
                "Answer it again",
                lambda: fork(first),
                "quiet",
                aria_label=f"Answer question {number} again, in a new interview",
            )


def _said(turn: Turn, message: CandidateMessage, session_id: str, recordings: Collection[str]) -> None:
    language = turn.question.language
    with tag("div", "", "said"):
        tag("span", f"{label('you', language)}: ", "unseen")
        if words_said := said(turn, work=False):
            tag("p", words_said)
        sheet_blocks(message.work, language)
        how_said(message.spoken, addresses(session_id, message.spoken, recordings), language)
