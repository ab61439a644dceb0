"""Talking points to units of search: small pieces that are found, and the talking point they belong to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.guide import Source, TalkingPoint
from language.patterns import regex
from language.sentences import spans

# Small pieces say one thing each, and exact terms weigh more in them; 25 to 80 words did alike.
MAX_WORDS = 60

# A sign of Chinese, Japanese or Korean is about a word piece of its own.
_WORD = regex(r"[\u3040-\u9fff\uac00-\ud7af]|[^\s\u3040-\u9fff\uac00-\ud7af]+")


class Role(StrEnum):
    """What a unit is of its talking point."""

    POINT = "point"
    KEY_POINT = "key_point"
    HOOK = "hook"


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that can be found.

    It is searched by two texts, what it is called (`title`) and what it says (`body`, empty where there is
    nothing but a title), and shown as `shown` with `source`.
    """

    point: TalkingPoint
    role: Role
    title: str
    body: str
    shown: str
    source: Source

    @property
    def texts(self) -> tuple[str, str]:
        """The two texts to embed; the title twice where there is no body."""
        return self.title, self.body or self.title


def units_of(points: Iterable[TalkingPoint]) -> tuple[Unit, ...]:
    """The units of `points`, in their order."""
    return tuple(unit for point in points for unit in _units(point))


def digest(text: str) -> bytes:
    """16 bytes that stand for `text` in the index: vectors are kept by what was embedded, not by place."""
    return hashlib.sha256(text.encode()).digest()[:16]


def chunks(text: str, max_words: int = MAX_WORDS) -> list[str]:
    """Cut `text` at lines and sentences into pieces of at most `max_words` words where that is possible."""
    if _words(text) <= max_words:
        return [text.strip()] if text.strip() else []
    pieces: list[str] = []
    begin, words = 0, 0
    for start, end in spans(text):
        more = _words(text[start:end])
        if words and words + more > max_words:
            pieces.append(text[begin:start])
            begin, words = start, 0
        words += more
    pieces.append(text[begin:])
    return [piece.strip() for piece in pieces if piece.strip()]


def _words(text: str) -> int:
    # The same for ASCII, in a tenth of the time.
    return len(text.split()) if text.isascii() else len(_WORD.findall(text))


def _units(point: TalkingPoint) -> Iterator[Unit]:
    for body in chunks(_body(point)) or [""]:
        yield Unit(point, Role.POINT, point.title or body, body, body or point.title, point.source)
    for key_point in point.key_points:
        yield Unit(
            point,
            Role.KEY_POINT,
            point.title or key_point.text,
            key_point.text,
            key_point.text,
            key_point.source,
        )
    for hook in point.follow_up_hooks:
        yield Unit(point, Role.HOOK, point.title or hook, hook, hook, point.source)


def _body(point: TalkingPoint) -> str:
    """Everything the point says besides its title."""
    star = point.star
    parts = [point.text, point.say_instead]
    # Parsers put the parts of a story into its text as well; where one does not, they are added here.
    if star and not point.text:
        parts += [star.situation, star.task, star.action, star.result]
    return "\n".join(part for part in parts if part)
