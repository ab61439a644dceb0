"""Denials in unusual words, put plainly before anything is read: "I refrain from it" is "I do not do it"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from knowledge.entailment.model import Entailment, Reading
from language.needed import sought
from language.patterns import regex
from language.text import read

_KEPT = 2048
# With fewer words of content it is no statement that is called untrue.
_FEWEST_WORDS = 2
_DENIES = regex(
    r"\b(?:not|never|no|nobody|nothing|none|neither|nor|cannot|without|hardly)\b|n['’]t\b", re.IGNORECASE
)
_PLAINLY = Callable[[re.Match[str]], str | None]
# A negation before a word that denies makes two of one, and an object that denies another: "skip nothing".
_TWICE = r"(?P<twice>(?:(?:do|does|did|would|will|can|could|should)(?: not|n['’]t)|(?:wo|ca)n['’]t|never) )?"
_ITS_OBJECT = r"\b(?! (?:nothing|no|none|nobody)\b)(?: any\b)?"
_PART = r"[^,;:.!?\n]"
_BEGINS = r"(?:(?<=[,;:.!?\n] )|^ *)"
_WHAT = rf"(?P<what>{_PART}{{6,120}}?)"
_IS = (
    r"(?:['’]s|['’]re| is| are| was| were| would be)"
    r"(?: (?:just|simply|about|probably|nothing but|only|such))?"
)
_UNTRUE = (
    r"(?:myth|old wives['’] tale|fairy[ -]?tale|legend|lie|nonsense|rubbish|bunk|hogwash|out of the question)"
)


class Change(NamedTuple):
    """A piece of the text as it was said (`start` to `end`), and how long it is put plainly."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A text with its denials put plainly, and what was changed for it, from left to right."""

    text: str
    changes: tuple[Change, ...]

    def said_at(self, place: int) -> int:
        """The place in what was said that `place` of the plain text comes from."""
        grown = 0
        for change in self.changes:
            begins = change.start + grown
            if place < begins:
                break
            if place < begins + change.length:
                # Of words that moved the end stands where the whole ends.
                return change.start if place == begins else min(change.end, change.start + place - begins)
            grown += change.length - (change.end - change.start)
        return place - grown


def _to(words: str) -> _PLAINLY:
    return lambda found: found.expand(words)


def _untrue(found: re.Match[str]) -> str | None:
    """What is called untrue, never so; "all that is nonsense" takes back what was said before."""
    what = found["what"]
    if len(read(what).content) < _FEWEST_WORDS or _DENIES.search(what):
        return None
    return f" never {what}"


def _unless_denied(words: str) -> _PLAINLY:
    """`words`, where no negation stands before in the clause: "hasn't got anything but" denies nothing."""

    def plainly(found: re.Match[str]) -> str | None:
        before = re.split(r"[,;:.!?]", found.string[: found.start()])[-1]
        return None if _DENIES.search(before) else found.expand(words)

    return plainly


def _not_done(found: re.Match[str]) -> str | None:
    """ "Refrain from" is "do not do"; "never do without" is left as it is, two denials are not one less."""
    if found["twice"]:
        return None
    word = found["verb"].split()[0].lower()
    past = word.endswith(("ed", "kept", "went", "did"))
    do = "did" if past else "does" if word.endswith("s") else "do"
    return f"{do} not do"


def _never(found: re.Match[str]) -> str:
    return "we never" if found["who"].lower() in ("us", "we") else "I never"


def _never_what(found: re.Match[str]) -> str:
    does = "" if found["does"].lower() == "do" else f"{found['does']} "
    return f" {found['who']} never {does}{found['what'].strip()}"


def _against_those(found: re.Match[str]) -> str:
    """Who is mistaken to think that it is so says that it is not, and the other way about."""
    what = found["what"]
    return _DENIES.sub("", what) if _DENIES.search(what) else f"never {what}"


_RULES: tuple[tuple[re.Pattern[str], _PLAINLY], ...] = tuple(
    (sought(pattern, re.IGNORECASE), plainly)
    for pattern, plainly in (
        (
            r"\b(?:at no (?:time|point)|under no circumstances|on no account|(?:never|not) once|no way)\b",
            _to("never"),
        ),
        (r"\bzero (?=[a-z]{3})(?!trust|shot|copy|day|sum|knowledge|based|tolerance)", _to("no ")),
        # Verbs that say that something is not done.
        (
            rf"\b{_TWICE}(?P<verb>(?:refrain|abstain|desist)(?:s|ed)? from"
            r"|(?:keeps?|kept|stay(?:s|ed)?)(?: well)? away from"
            rf"|sh(?:y|ies|ied) away from|(?:steer(?:s|ed)?|keeps?|kept) clear of){_ITS_OBJECT}",
            _not_done,
        ),
        (
            rf"\b{_TWICE}(?P<verb>(?<!the )(?<!a )skip(?:s|ped)?|omit(?:s|ted)?|forgo(?:es)?|eschew(?:s|ed)?"
            rf"|dispense[sd]? with|(?:do(?:es)?|did|go(?:es)?|went) without){_ITS_OBJECT}",
            _not_done,
        ),
        (rf"\b(?:give|leave) (?!nothing|no ){_WHAT} (?:a miss|out(?: of)?)\b", _to(r"do not do \g<what>")),
        # What is not there.
        (
            r"\b(?P<be>is|are|was|were)(?: completely| entirely)? (?:free|devoid) of(?: any)?\b",
            _to(r"\g<be> without"),
        ),
        (r"\b(?P<be>kept|stays?|keeps?) clear of\b", _to(r"\g<be> free of")),
        (r"\black(?P<s>s|ed)? (?:an?|any) (?!nothing|no )", _to("has no ")),
        # What one would not do.
        (
            r"\b(?P<who>i|we|he|she|they)(?: would(?: not|n['’]t| never)|['’]d never)"
            r" (?:dream|think) of (?=\w+ing\b)",
            _to(r"\g<who> never "),
        ),
        (r"\bit would never (?:occur to|cross the mind of) (?P<who>me|us) to\b", _never),
        (r"\byou(?:['’]d never|['’]ll never| won['’]t| (?:will|would) never) catch (?P<who>me|us)\b", _never),
        (r"(?: am|['’]m| are|['’]re| is) (?:loath|loth|unwilling|not one) to\b", _to(" do not")),
        (r"\bfar from (?=\w+ing\b)", _unless_denied("not ")),
        (r"\banything but (?=\w)", _unless_denied("not ")),
        # What stands behind what it denies.
        (
            rf"{_BEGINS}(?:that )?{_WHAT},?{_IS} the (?:very )?last (?:thing|person|people)"
            r"(?: that)? (?P<who>i|we)(?:['’]d| would|['’]ll| will)?(?: ever)? (?P<does>(?!want\b)[a-z]+)",
            _never_what,
        ),
        (
            rf"{_BEGINS}(?:that )?{_WHAT},?{_IS}"
            rf" (?:the last thing on (?:my|our) minds?|(?:an? )?{_UNTRUE})\b",
            _untrue,
        ),
        (rf"\bit{_IS} (?:an? )?{_UNTRUE} that\b", _to("never")),
        (
            r"\b(?:people|those|everyone|everybody|anyone|whoever) (?:who )?"
            rf"(?:thinks?|believes?|says?|claims?)(?: that)? {_WHAT},?{_IS} (?:fooling|kidding) themselves\b",
            _against_those,
        ),
        (rf"{_BEGINS}{_WHAT}[?,.]? (?:what )?a likely story\b", _untrue),
    )
)  # fmt: skip


@lru_cache(maxsize=_KEPT)
def put_plainly(text: str) -> Plain:
    """`text` with its unusual denials put plainly; unchanged where it has none."""
    found = [
        (match.start(), match.end(), plain)
        for pattern, plainly in _RULES
        for match in pattern.finditer(text)
        if (plain := plainly(match)) is not None
    ]
    pieces, changes, end = [], [], 0
    for start, stop, plain in sorted(found):
        if start < end:
            continue
        pieces += [text[end:start], plain]
        changes.append(Change(start, stop, len(plain)))
        end = stop
    return Plain("".join((*pieces, text[end:])), tuple(changes))


class PlainEntailment:
    """An encoder that reads answers and key points put plainly; its places are those of what was said."""

    def __init__(self, encoder: Entailment) -> None:
        self._encoder = encoder

    @property
    def fingerprint(self) -> str:
        """Of the encoder that reads."""
        return self._encoder.fingerprint

    def in_languages(self, spoken: Collection[str | None]) -> PlainEntailment | None:
        """What reads texts in these languages, put plainly."""
        found = self._encoder.in_languages(spoken)
        return None if found is None else PlainEntailment(found)

    def read(self, said: str, points: Sequence[str]) -> Reading:
        """Read `said` beside `points`."""
        plain = put_plainly(said)
        reading = self._encoder.read(plain.text, [put_plainly(point).text for point in points])
        if not plain.changes:
            return reading
        places = [[plain.said_at(int(start)), plain.said_at(int(end))] for start, end in reading.spans]
        return replace(reading, spans=np.array(places, dtype=np.int64).reshape(-1, 2))
