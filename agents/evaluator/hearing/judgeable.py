"""Whether an answer can be judged here at all; where not, the reason for the candidate."""

from __future__ import annotations

import re
import unicodedata

from agents.evaluator.text import Text
from agents.evaluator.words import FUNCTION_WORDS
from domain.guide import TalkingPoint, TalkingPointKind

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
_LANGUAGE_NAMES = {
    "en": "English",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "pt": "Portuguese",
    "it": "Italian",
    "nl": "Dutch",
}
_LANGUAGE_WORDS = 8
_SCRIPT_LETTERS = 8


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
    spoken, written = language(answer), language(model_answer)
    if spoken and written and spoken != written:
        return f"The answer is in {spoken} and your guide in {written}; only one language can be compared."
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


def language(text: Text) -> str:
    """The language a text is surely in, "" where it is too short or too mixed to say."""
    script = _script(text)
    if script not in ("", "Latin"):
        return script
    counts = {
        code: sum(word in words for word in text.words) / max(1, len(text.tokens))
        for code, words in FUNCTION_WORDS.items()
    }
    first, second, *_ = sorted(counts, key=lambda code: -counts[code])
    if len(text.tokens) < _LANGUAGE_WORDS or counts[first] < 0.2 or counts[first] < 1.3 * counts[second]:
        return ""
    return _LANGUAGE_NAMES[first]


def _script(text: Text) -> str:
    letters: dict[str, int] = {}
    for word in text.words[:400]:
        for sign in word:
            if sign.isalpha():
                name = "Latin" if sign.isascii() else unicodedata.name(sign, "").partition(" ")[0].title()
                letters[name] = letters.get(name, 0) + 1
    if sum(letters.values()) < _SCRIPT_LETTERS:
        return ""
    first = max(letters, key=lambda name: letters[name])
    names = {"Cjk": "Chinese or Japanese", "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"}
    return names.get(first, first) if letters[first] > 0.6 * sum(letters.values()) else ""
