"""Signs of a guide's own before what is asked and what is answered, and the remarks of somebody else.

`❓ Why us?` over `💬 I live here`, `>> …` below each question, `p = …` over `r = …`: which sign a guide takes
is anybody's guess. That one of them stands below what asks, again and again, tells what it means.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import CANDIDATES, SPEAKERS, STAR, Role
from knowledge.lines.times import spoken_seconds
from knowledge.markup.page import Page

_FEWEST = 3
_FEWEST_REMARKS = 2
_LONGEST_MARK = 14
# A sign or two, or a short word with a sign behind it; what opens a quotation or emphasis is none.
_MARK = re.compile(
    r"^\s*(?P<mark>(?:(?![\"“”„«»'‘’¿¡(（\[\]{}*_|`#\\$€£~@%])[^\w\s]){1,4}(?=[\s\w\"“„«'¿¡(（])"
    r"|[^\W\d_]{1,8}\s?(?:=+>?|>+)(?=\s)|[QPFDVRA][.)](?=\s))\s*(?=\S)"
)
# These are marks of lists, or amounts.
_LISTED = frozenset(
    "- * + • ◦ ○ ● ▪ ▫ · – — -- < <= >= ≥ ≤ ± ✓ ✔ ☐ ☑ □ ❌ ✅ × ✗ ✘ : ; , . ! / & = | ... … .. +/-".split()
)
_MOST_WORDS_OF_A_NAME = 6
_NEAR = 2
_STOPS = (".", ",", ";", ":", "!", "。", "：")
_OPENS_A_REMARK = frozenset("[({<%/>📝💬🗨")
_BEHIND_A_LETTER = frozenset(".)")
_HAS_SIGN = re.compile(r"[=>]")
_BULLET = re.compile(r"^\s*(?:[-*+•◦○●▪·–—]|\d{1,2}[.)]|\([a-z\d]{1,2}\)|[a-z]\))\s+")
# `[RK: …]`, `%% Uma: …`, `(Coach: …)`
_REMARK = re.compile(
    r"^\s*(?:[\[({<]{1,2}|%{2,}|/{2,}|>{2,}|📝|💬|🗨️?)\s?"
    r"(?P<who>[^\W\d_]{1,14}(?:['’]s note)?)\s?[:：–—]\s?\S.*$"
)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line with a mark: where it stands, the mark, and what is behind it."""

    index: int
    mark: str
    rest: str


def without_remarks(page: Page) -> None:
    """Leave out what somebody else remarks on a guide: `[RK: cut this]`. The candidate is told so."""
    found = [
        (index, remark["who"].casefold())
        for index, line in page.said()
        if line.lstrip()[:1] in _OPENS_A_REMARK and (remark := _REMARK.match(line))
    ]
    whose = Counter(who for _, who in found)
    filled = sum(bool(line.strip()) for line in page.lines)
    for index, who in found:
        if whose[who] < _FEWEST_REMARKS or whose[who] * 3 > filled or _is_a_label(who):
            continue
        page.leave_out(index)


def _is_a_label(who: str) -> bool:
    """Is a name one that a guide has for what it says itself: a letter of STAR, "Answer", "Me"?"""
    return who in CANDIDATES or (Phrase(f"{who}: told").labels != () and who not in SPEAKERS)


def with_own_marks(page: Page) -> None:
    """Write as `Q:` and `A:` what a guide marks in its own way; linear in its length."""
    by_mark: dict[str, list[_Marked]] = defaultdict(list)
    for index, line in page.said():
        bare = line.lstrip()[:_LONGEST_MARK]
        if not bare or (
            bare[0].isalnum() and bare[1:2] not in _BEHIND_A_LETTER and not _HAS_SIGN.search(bare)
        ):
            # Most lines begin with a word.
            continue
        found = _MARK.match(line[:_LONGEST_MARK])
        if found and found["mark"] not in _LISTED:
            by_mark[found["mark"]].append(_Marked(index, found["mark"], line[found.end() :].strip()))
    by_mark = {mark: held for mark, held in by_mark.items() if len(held) >= _FEWEST}
    if not by_mark:
        return
    marked = {held.index: held for lines in by_mark.values() for held in lines}
    above = dict(_line_above(page))
    answering = {mark for mark, held in by_mark.items() if _answers(page, held, above, marked)}
    asking = {
        mark
        for mark, held in by_mark.items()
        if mark not in answering and _asks(page, held, answering, marked)
    }
    for held in marked.values():
        if held.mark in asking:
            page.lines[held.index] = f"Q: {held.rest}"
            page.apart.add(held.index)
    for held in marked.values():
        if held.mark in answering:
            over = above.get(held.index, -1)
            first = over >= 0 and not (over in marked and marked[over].mark == held.mark)
            asked = first and (_is_asked(page.lines[over]) or _is_named(page, over, held))
            if asked and Phrase(page.lines[over]).question is None:
                page.lines[over] = _labelled(page.lines[over])
                page.apart.add(over)
            page.lines[held.index] = _answered(held.rest, asked)


def _is_named(page: Page, over: int, held: _Marked) -> bool:
    """Do a few plain words that stand alone (`Salary`) name what is answered right below them?"""
    line = page.lines[over].strip()
    above = page.lines[over - 1].strip() if over else ""
    plain = line[:1].isalnum() and not line.isupper() and not line.endswith(_STOPS) and ": " not in line
    alone = not above or above.startswith("**")
    if not plain or not alone or held.index - over > _NEAR or len(line.split()) > _MOST_WORDS_OF_A_NAME:
        return False
    named = Phrase(line).topic is not None or spoken_seconds(line) is not None
    return not named and Phrase(held.rest).label(*STAR) is None


def _labelled(line: str) -> str:
    """What asks above such an answer, with its label; a heading is a title already."""
    return line if line.lstrip().startswith(("#", "|")) else f"Q: {_BULLET.sub('', line).strip()}"


def _answered(rest: str, below_a_question: bool) -> str:
    told = not below_a_question or Phrase(rest).label(*STAR, Role.ANSWER) is not None
    return rest if told else f"A: {rest}"


def _line_above(page: Page) -> Iterator[tuple[int, int]]:
    """Each line that says something with the one above it that does."""
    last = -1
    for index, line in page.said():
        if line.strip():
            yield index, last
            last = index


def _answers(page: Page, held: Sequence[_Marked], above: dict[int, int], marked: dict[int, _Marked]) -> bool:
    """Does a mark stand below what asks, and before what does not, again and again?"""
    first = [
        line
        for line in held
        if not (above.get(line.index, -1) in marked and marked[above[line.index]].mark == line.mark)
    ]
    below = sum(above.get(line.index, -1) >= 0 and _is_asked(page.lines[above[line.index]]) for line in first)
    asking = sum(Phrase(line.rest).ends_as_question for line in held)
    return below >= _FEWEST and below * 2 >= len(first) and asking * 3 <= len(held)


def _asks(page: Page, held: Sequence[_Marked], answering: set[str], marked: dict[int, _Marked]) -> bool:
    """Does most of what has a mark ask, or stand over what has the mark of an answer?"""
    over = sum(line.index + 1 in marked and marked[line.index + 1].mark in answering for line in held)
    asking = sum(Phrase(line.rest).asks for line in held)
    return (over >= _FEWEST and over * 2 >= len(held)) or (bool(answering) and asking * 3 >= len(held) * 2)


def _is_asked(line: str) -> bool:
    bare = _BULLET.sub("", line)
    if found := _MARK.match(bare[:_LONGEST_MARK]):
        bare = bare[found.end() :]
    asked = Phrase(bare.strip())
    return asked.asks or asked.requests or asked.question is not None
