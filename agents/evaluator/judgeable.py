"""Whether an answer can be judged here at all; where not, the reason for the candidate."""

from __future__ import annotations

import re

from domain.guide import TalkingPoint, TalkingPointKind
from language.text import Text
from language.tongue import name_of, tongue

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


def why_not(answer: Text, point: TalkingPoint, model_answer: Text) -> str:
    """Why this answer cannot be judged, in a sentence; "" where it can."""
    if point.kind is TalkingPointKind.CONTRADICTION:
        return "Your guides tell this in two ways, so there is no one answer to hold yours against."
    if not point.key_points:
        return "Your guide has no answer to this question yet, so there is nothing to hold yours against."
    if not answer.tokens:
        return ""
    if looks_like_code(answer.raw):
        return "The answer is code, which this evaluator cannot judge; compare it with your guide yourself."
    if looks_like_a_drawing(answer.raw):
        return "The answer is a drawing, which this evaluator cannot see."
    spoken, written = tongue(answer.raw), tongue(model_answer.raw)
    if spoken and written and (said := name_of(spoken)) != (guide := name_of(written)):
        return f"The answer is in {said} and your guide in {guide}; only one language can be compared."
    return ""


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
