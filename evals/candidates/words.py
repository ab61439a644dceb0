"""How simulated candidates put things: in the guide's words or others, short, long, denied, with slips."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from domain.guide import KeyPoint
from language.wording import lower_first, plain, upper_first

_NUMBER = re.compile(r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/-]|[.,]\d)")
_BECAUSE = re.compile(r"^(?P<fact>[^,;:]{12,}?),? because (?P<reason>[^;:]{8,})$")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|nothing|none|without|neither|nor)\b|n['’]t\b", re.I)
# The statement itself is denied, never a clause that hangs on it: "where there is an answer" states nothing.
_DENIALS = (
    (re.compile(r"^(I|We|They|He|She) (?!was\b|were\b|am\b|are\b|have\b|had\b)(\w+)\b"), r"\1 never \2"),
    (
        re.compile(
            r"^((?:(?!\b(?:when|where|because|if|that|which|who|while|since|as|and|but)\b)[^,;:])*?"
            r"\b(?:is|are|was|were|can|could|would|should|will))\b",
            re.IGNORECASE,
        ),
        r"\1 not",
    ),
)


@lru_cache(maxsize=2)
def table(name: str) -> dict[str, Any]:
    """The lines of `name`.yaml beside this module."""
    text = resources.files("evals.candidates").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def line(kind: str, rng: random.Random) -> str:
    """One of the prepared lines of `kind`."""
    return str(rng.choice(table("lines")[kind]))


def sentence(key_point: KeyPoint) -> str:
    """A key point as the guide words it, as a sentence."""
    text = upper_first(plain(key_point.text)).rstrip()
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def told(key_points: Sequence[KeyPoint]) -> str:
    """The key points one after the other, in the guide's words."""
    return " ".join(sentence(found) for found in key_points)


def reworded(key_points: Sequence[KeyPoint], rng: random.Random) -> str:
    """The same key points in other words and another order of clauses: synonyms, turned reasons, an opener.

    Figures, names and whatever has no synonym stay, as they do with people who know their subject.
    """
    words: dict[str, str] = {**table("wording")["phrases"], **table("wording")["words"]}
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.I
    )

    def other(match: re.Match[str]) -> str:
        new = words[match[0].lower()]
        return upper_first(new) if match[0][0].isupper() else new

    sentences = [
        pattern.sub(other, _turned(sentence(found).rstrip("."))).strip() + "." for found in key_points
    ]
    if len(sentences) > 3:
        # Told from the middle: what came third comes first, and the beginning is caught up on.
        at = rng.randrange(1, 3)
        sentences = sentences[at:] + sentences[:at]
    return " ".join([rng.choice(table("wording")["openers"]), *sentences])


def _turned(text: str) -> str:
    match = _BECAUSE.match(text)
    return f"Because {match['reason']}, {lower_first(match['fact'])}" if match else text


def cut(key_point: KeyPoint, words: int) -> tuple[str, bool]:
    """The first `words` words of a key point, and whether they are most of it."""
    text = sentence(key_point)
    spans = [match.end() for match in _WORD.finditer(text)]
    if len(spans) <= words:
        return text, True
    return text[: spans[words - 1]] + ".", words >= 0.6 * len(spans)


def padded(key_points: Sequence[KeyPoint], rng: random.Random) -> str:
    """The key points with an empty sentence before each."""
    parts = [f"{line('filler', rng)} {sentence(found)}" for found in key_points]
    return " ".join([*parts, line("filler", rng)])


def heap(text: str, rng: random.Random) -> str:
    """The longer words of `text` in no order and without sentences."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text) if len(word) > 4))
    rng.shuffle(words)
    return ", ".join(words)


def denied(text: str) -> str | None:
    """`text` with its statement denied; None where it has no verb to deny, or says no already."""
    if _NEGATED.search(text):
        return None
    for pattern, replacement in _DENIALS:
        changed, count = pattern.subn(replacement, text, count=1)
        if count:
            return changed
    return None


def misremembered(text: str) -> tuple[str, str] | None:
    """`text` with its first figure far off, and that figure as said; None where `text` has no figure."""
    match = next((found for found in _NUMBER.finditer(text) if len(found[0]) > 1), None)
    if match is None:
        return None
    value = float(match[0].replace(",", ""))
    wrong = round(value * 1.7 + 1, 2 if "." in match[0] else None)
    said = f"{wrong:,}" if "," in match[0] else f"{wrong:g}" if wrong < 100_000 else str(wrong)
    return f"{text[: match.start()]}{said}{text[match.end() :]}", said
