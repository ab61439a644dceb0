"""What of a guide was not understood, and which of it is in a language that is not read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from domain.guide import Guide
from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role
from knowledge.values import Unread
from language.tongue import tongue
from language.tongues_named import name_of
from language.words import LANGUAGES, small_words

_READ = frozenset({*LANGUAGES, "zh"})
_LATIN = "Latin"
_CHINESE = "Cjk"
_KANA = frozenset({"Hiragana", "Katakana"})
_BULLET = re.compile(r"^[\s>]*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?")
# In quotes "STAR" is a name.
_SHORTEST_ANSWER = 20
# Lines of one passage: a blank line or a heading may stand between them.
_WITHIN = 2
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Of English words four in ten are small, of Polish ones two in ten look like some language's.
_PLAINLY = 0.3


def unread_of(guide: Guide, text: str) -> Unread:
    """What of `guide`, whose clean text is `text`, was not understood."""
    written = text.split("\n")
    lines = [(number, written[number - 1]) for number in guide.unparsed if number <= len(written)]
    found: Counter[str] = Counter()
    by_script: dict[str, list[str]] = {}
    for _, line in lines:
        by_script.setdefault(script_of(line), []).append(line)
    for script, held in by_script.items():
        if script not in (_LATIN, _CHINESE, ""):
            found[_called(script, held)] += len(held)
    for passage in _passages([(number, line) for number, line in lines if script_of(line) == _LATIN]):
        text = "\n".join(passage)
        code = None if _is_plainly_read(text) else tongue(text)
        if code is not None and code not in _READ:
            found[name_of(code)] += len(passage)
    read = [line for _, line in lines if script_of(line) in (_LATIN, _CHINESE)]
    return Unread(
        guide=guide.name,
        lines=len(guide.unparsed),
        of=guide.lines,
        languages=dict(found.most_common()),
        asked_or_answered=sum(map(_may_be_asked_or_answered, read)) if not found else 0,
        text="\n".join(line for _, line in lines),
    )


def _may_be_asked_or_answered(line: str) -> bool:
    """A question mark at its end, the label of a question or an answer, or a whole sentence in quotes."""
    said = Phrase(_BULLET.sub("", line).strip())
    if said.ends_as_question or said.label(Role.QUESTION, Role.ANSWER) is not None:
        return True
    return said.stands_in_quotes and len(said.clean) >= _SHORTEST_ANSWER


def script_of(line: str) -> str:
    """The script of most letters of `line`, by its name in Unicode ("Arabic"); "" without letters."""
    scripts = Counter(_script(sign) for sign in line if sign.isalpha())
    if _KANA & scripts.keys():
        # Japanese is written in Chinese signs, too.
        return "Japanese"
    return max(scripts, key=lambda script: scripts[script], default="")


def _script(sign: str) -> str:
    if sign.isascii():
        return _LATIN
    return unicodedata.name(sign, "").partition(" ")[0].capitalize()


def _called(script: str, lines: Sequence[str]) -> str:
    """The language of `lines`, where it is sure, else their script."""
    code = tongue("\n".join(lines))
    return name_of(code) if code is not None and code not in _READ else script


def _is_plainly_read(text: str) -> bool:
    """Whether the small words of one language that is read stand all over `text`, at a look."""
    words = [word.casefold() for word in _WORD.findall(text)]
    most = max(sum(word in small for word in words) for small in map(small_words, LANGUAGES))
    return most >= _PLAINLY * len(words)


def _passages(lines: Sequence[tuple[int, str]]) -> Iterator[list[str]]:
    passage: list[str] = []
    last = 0
    for number, line in lines:
        if passage and number - last > _WITHIN:
            yield passage
            passage = []
        passage.append(line)
        last = number
    if passage:
        yield passage
