"""Things not to say or do, with what to say instead where the guide has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import TalkingPointKind
from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.marks import BAD_MARK, GOOD_MARK
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import (
    Draft,
    Item,
    Reading,
    continued,
    is_placeholder,
    last_line,
    split_item,
    titled,
    top_items,
)
from knowledge.parse.place import Place

_BAD = re.compile(rf"^\W{{0,4}}{BAD_MARK}\s*(?P<said>.+)$", re.DOTALL)
_GOOD = re.compile(rf"^\W{{0,4}}(?:(?:→|->|=>|➡️?)\s*)?{GOOD_MARK}\s*(?P<said>.+)$", re.DOTALL)
_BETTER = re.compile(
    r"^[-*•→\s]*(?:\*\*|__)?(?:say(?: instead| this)?|instead(?: say)?|better|do say|try|use "
    r"instead|replace with|decir|mejor|en su lugar|dizer|melhor|em vez disso|besser"
    r"|stattdessen|sag|dites|plutot|mieux|正确|改说|应该说|可以说)"
    r"(?:\*\*|__)?\s*(?:(?P<named>[:：])(?:\*\*|__)?\s*|(?=[\"“„«]))(?P<said>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_TOPICS = frozenset({Topic.RED_FLAGS, Topic.NOT_TO_ASK})
_QUOTED_WITH_REMARK = re.compile(
    r"^[*_]*[\"“„«「](?P<said>[^\"”“»」]+)[\"”“»」][*_]*\s*[(（](?P<why>[^()（）]+)[)）][.。]?$"
)
_TURN = re.compile(
    rf"\s*(?:→|⇒|->|=>|➡️?)\s*(?:{GOOD_MARK}\s*)?|\s+(?:[|/]\s*)?{GOOD_MARK}\s*|\s+[|/]\s+(?=(?:say|instead|better)\b)"
    # What is better may stand behind it in the same line, under a label: "…”. Say instead: …".
    r"|(?<=[^\w\s,;:])\s+(?:\*\*|__)?(?:(?:say |use )?instead(?: say)?|better(?: say)?"
    r"|say(?: this)?|besser|stattdessen|sag lieber|mejor|en su lugar|plut[oô]t|mieux|melhor|em vez disso"
    r"|meglio|invece|liever|beter)"
    r"(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^(?:\*\*|__)?(?:don'?t say|do not say|never say|avoid saying|avoid|don'?t|instead of"
    r"|bad|wrong|say|no digas|no decir|nao diga|nicht sagen|ne dites pas|不要说|别说)(?:\*\*"
    r"|__)?\s*[:：]?\s*(?:\*\*|__)?\s*(?=[\"“„«「'])"
    r"|^(?:\*\*|__)?(?:don'?t say|do not say|never say|avoid saying|bad|wrong|say|no digas"
    r"|不要说|别说)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*",
    re.IGNORECASE,
)


def read_marked_flags(place: Place, reading: Reading) -> None:
    """Lines with a cross, wherever they stand: `❌ "a" → ✅ "b"`, or the tick on the next line."""
    if place.is_an_answer:
        return
    lines = [line for line in reading.free(place.section.lines) if line.kind is not Kind.BLANK]
    for index, line in enumerate(lines):
        if line.kind not in {Kind.TEXT, Kind.ITEM} or line.indent > 3:
            continue
        bad = marked_flag(line)
        if not bad:
            continue
        said, better = turned(bad["said"])
        last = line.number
        follower = lines[index + 1] if index + 1 < len(lines) else None
        if not better and follower is not None:
            better = better_of(follower)
            last = follower.number if better else last
        _add(place, reading, line, said, better, last)


def marked_flag(line: Line) -> re.Match[str] | None:
    """A line that begins with a cross, or another sign for what not to say."""
    return _BAD.match(line.text)


def read_red_flags(place: Place, reading: Reading) -> None:
    """Bullets, or sub-sections, of a section about what not to say."""
    heading = place.section.heading
    if heading and heading.praises:
        return
    free = reading.free(place.section.lines)
    if reading.taken_whole(place.section.lines):
        # All below is read already, line by line: the heading names the group.
        return
    items = top_items(free)
    if not items and heading and heading.topic not in _TOPICS and not place.section.children:
        if any(line.kind is Kind.TEXT for line in free) or place.topic in _TOPICS:
            better = next((said for line in free if (said := better_of(line))), "")
            draft = _add(
                place, reading, heading, titled(heading.text), better, last_line(free, heading.number)
            )
            if draft:
                draft.answer = pieces_of(line for line in free if not better_of(line))
        return
    praised = _praised(free)
    completed = _completes_the_title(heading, items)
    for item in items:
        if item.line.number in praised:
            continue
        text, below = continued(item)
        better_named = _BETTER.match(text)
        if _GOOD.match(text) or (better_named and (not completed or better_named["named"])):
            _join_to_previous(reading, item.line, text)
            continue
        said, better, reason = _parted(text)
        found = next((said_below for line in below if (said_below := better_of(line))), "")
        draft = _add(place, reading, item.line, said, better or found, item.last)
        if draft:
            if completed and not better:
                # The verb belongs to it: `say "we" all the time` below "Don't".
                draft.title = clean(said)
            draft.text = reason
            draft.answer = pieces_of(line for line in below if not better_of(line))
    _read_paragraphs(place, reading, free, has_items=bool(items))


def _completes_the_title(heading: Line | None, items: Sequence[Item]) -> bool:
    """Is `say "just" a clerk` one more thing not to do, and no better way to say what stands above it?

    It is the latter where each of the others has such a line behind it.
    """
    if heading is not None and cue("bare_prohibition").match(folded(heading.clean)):
        return True
    return sum(bool(_BETTER.match(item.line.text)) for item in items) * 2 < len(items)


def _parted(text: str) -> tuple[str, str, str]:
    """What is said badly, what better, and why, each "" where the item does not have it."""
    said, better = turned(text)
    if better:
        return said, better, ""
    name, rest = _quoted_with_remark(text) or split_item(text)
    return (name, "", rest) if rest else (said, "", "")


def _quoted_with_remark(text: str) -> tuple[str, str] | None:
    """`"What does it pay?" (wait until they raise it)`: what is not said, and why."""
    found = _QUOTED_WITH_REMARK.match(text)
    return (clean(found["said"]), clean(found["why"])) if found else None


def _praised(free: Sequence[Line]) -> set[int]:
    """The lines under a label such as "Do:" in a section that also has a "Don't:"."""
    under = False
    praised: set[int] = set()
    for line in free:
        if line.kind is Kind.TEXT:
            under = line.praises
        elif under:
            praised.add(line.number)
    return praised


def _read_paragraphs(place: Place, reading: Reading, free: Sequence[Line], *, has_items: bool) -> None:
    """Quoted lines, or lines that begin with "Don't", in a section without bullets."""
    if has_items:
        return
    for index, line in enumerate(free):
        if line.kind is not Kind.TEXT or line.number in reading.taken:
            continue
        said, better = turned(line.text)
        if (
            better
            or (place.topic is Topic.NOT_TO_ASK and line.ends_as_question)
            or re.match(r"^[\"“*_]*(?:don'?t|never|avoid|no |nao |nicht|ne |不要|别)", folded(line.text))
            or line.text.startswith(('"', "“"))
        ):
            follower = next(
                (held for held in free[index + 1 : index + 3] if held.kind is not Kind.BLANK), None
            )
            found = better_of(follower) if follower is not None and not better else ""
            last = follower.number if found and follower is not None else line.number
            _add(place, reading, line, said, better or found, last)


def turned(text: str) -> tuple[str, str]:
    """What is said badly, and what better ("" where nothing is), on one line."""
    parts = _TURN.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def better_of(line: Line) -> str:
    """What a line such as `Instead: …` or `✅ …` would have the candidate say, "" for any other."""
    if line.kind not in {Kind.TEXT, Kind.ITEM}:
        return ""
    found = _GOOD.match(line.text) or _BETTER.match(line.text)
    return found["said"] if found else ""


def _join_to_previous(reading: Reading, line: Line, text: str) -> None:
    found = _GOOD.match(text) or _BETTER.match(text)
    previous = reading.drafts[-1] if reading.drafts else None
    if found and previous and previous.kind is TalkingPointKind.RED_FLAG and not previous.say_instead:
        previous.say_instead = _said(found["said"])
        previous.last = max(previous.last, line.number)
        reading.taken.add(line.number)


def _add(place: Place, reading: Reading, line: Line, said: str, better: str, last: int) -> Draft | None:
    title = _said(said)
    if is_placeholder(title):
        return None
    draft = Draft(TalkingPointKind.RED_FLAG, title, line.number, max(last, line.number), place.path)
    draft.say_instead = _said(better)
    reading.add(draft)
    return draft


def _said(text: str) -> str:
    plain = clean(re.sub(rf"^\W*(?:{BAD_MARK}|{GOOD_MARK})\s*", "", text))
    return clean(_SAID.sub("", plain))
