"""Whether an answer can be judged here at all, and where not, why."""

from __future__ import annotations

import re
from collections.abc import Callable

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.unscored import Unscored, UnscoredKind
from language.text import Text
from language.tongue import tongue
from language.tongues_named import name_of

# How a line of program text begins. A line is stripped before it is looked at, and what a run has taken it
# does not give back: each pattern reads a line once.
_CODE_BEGINS = re.compile(
    r"```$"
    r"|(?:def|class|import|from|return|for|while|if|elif|else|try|except|with|public|private|static|void|int|const"
    r"|let|var|function|func|fn|package|SELECT|INSERT|UPDATE|CREATE|FROM|WHERE|#include)\b.*[:;({)}\[\]=,*]$"
    r"|[\w.\[\]]++\s*+[-+*/|&]?=\s*+\S"
    r"|[})\];]++,?$|@\w"
)
_CALLS = re.compile(r"\w\(")
_CODE_SIGNS = re.compile(r"[{}()\[\];=<>_]|->|::")
_DRAWING = re.compile("[─-╿▀-▟┌-┿→←↑↓]|-->|==>|\\+--|\\|--|<--")


def why_not(answer: Text, question: Question, point: TalkingPoint, model_answer: Text) -> Unscored | None:
    """Why this answer cannot be judged, None where it can."""
    kind = next((kind for kind, holds in _CHECKS if holds(answer, question, point)), None)
    return Unscored(kind=kind) if kind is not None else _in_another_language(answer, model_answer)


def _in_another_language(answer: Text, model_answer: Text) -> Unscored | None:
    spoken, written = tongue(answer.raw), tongue(model_answer.raw)
    if not (spoken and written) or (said := name_of(spoken)) == (guide := name_of(written)):
        return None
    return Unscored(kind=UnscoredKind.OTHER_LANGUAGE, spoken=said, written=guide)


def looks_like_code(raw: str) -> bool:
    """Whether most lines are program text."""
    lines = [line for line in raw.splitlines() if line.strip()]
    if raw.strip().startswith("{") or len(lines) < 2:
        return False
    code = [line for line in lines if _is_code(line.strip()) and _CODE_SIGNS.search(line)]
    return len(code) >= 2 and sum(map(len, code)) > 0.6 * sum(map(len, lines))


def _is_code(line: str) -> bool:
    return bool(_CODE_BEGINS.match(line)) or line.endswith((";", "{")) or _ends_in_a_call(line)


def _ends_in_a_call(line: str) -> bool:
    """Whether the line ends like `run(report)` or `def run(report):`."""
    said = line[:-1].rstrip() if line.endswith((":", ";")) else line
    return said.endswith(")") and bool(_CALLS.search(said, said.rfind(")", 0, -1) + 1))


def looks_like_a_drawing(raw: str) -> bool:
    """Whether the text is mostly boxes and arrows."""
    signs = sum(len(match) for match in _DRAWING.findall(raw))
    letters = sum(sign.isalpha() for sign in raw)
    return signs >= 8 and signs > 0.25 * (signs + letters)


# In this order: what cannot be judged whatever was said comes first.
_CHECKS: tuple[tuple[UnscoredKind, Callable[[Text, Question, TalkingPoint], bool]], ...] = (
    (UnscoredKind.OWN_QUESTIONS, lambda _, question, __: question.phase is Phase.THEIR_QUESTIONS),
    (UnscoredKind.TOLD_IN_TWO_WAYS, lambda _, __, point: point.kind is TalkingPointKind.CONTRADICTION),
    (UnscoredKind.NOTHING_TO_HOLD_AGAINST, lambda _, __, point: not point.key_points),
    (UnscoredKind.CODE, lambda answer, *_: bool(answer.tokens) and looks_like_code(answer.raw)),
    (UnscoredKind.DRAWING, lambda answer, *_: bool(answer.tokens) and looks_like_a_drawing(answer.raw)),
)
