"""What a messenger exports: who wrote when is no part of what is said.

Somebody who writes to themselves keeps a guide there, message by message, which become the lines of one: what
names a list is a title, what asks is one with its answer below, and what follows a list's title its items.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from knowledge.markup.page import Page
from knowledge.markup.weighing import topic_hinted_at
from language.sentences import count_words

_FEWEST_MESSAGES = 5
_MOST_WORDS_OF_A_TITLE = 8
_MOST_WORDS_OF_AN_ENTRY = 30
_MOST_BELOW = 12
_LONGEST_HEAD = 90
_BEGINS_A_MESSAGE = frozenset("[0123456789\u200e\u200f\ufeff")
_ENDS_A_HEAD = frozenset("]0123456789:mM. ")
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4}"
    r"|\d{1,2}[./]\d{1,2}\.?(?=,)|(?:yesterday|today|gestern|heute|hier|ayer|hoy|ieri|oggi))"
)
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
_WHEN = rf"(?:{_DATE},?\s+(?:(?:at|um|à|a las)\s+)?{_CLOCK}|{_CLOCK},?\s+{_DATE})"
_WHO = r"(?P<who>[^:\[\]\n]{1,40}?)"
# `[03/02/2026, 21:14:02] Me: …`, `03.02.26, 21:14 - Ana: …`
_MESSAGE = re.compile(
    rf"^[\u200e\u200f\ufeff]*(?:\[{_WHEN}\]|{_WHEN})\s*(?:[-–—]\s*)?{_WHO}\s?:(?:\s+(?P<said>.*)|$)",
    re.IGNORECASE,
)
# `Ana, [03.02.26 21:14]`, `Ana — 03/02/2026 21:14` over what Ana writes.
_HEAD = re.compile(
    rf"^[\u200e\u200f\ufeff]*{_WHO},?\s*(?:[-–—]\s*)?(?:\[{_WHEN}\]|{_WHEN}):?\s*$", re.IGNORECASE
)
_SYSTEM = re.compile(
    rf"^[\u200e\u200f]*(?:\[{_WHEN}\]|{_WHEN})\s*(?:[-–—]\s*)?[^:]*$|<[^<>]{{3,40}}>"
    r"|^[\u200e\u200f]+.*(?:omitted|weggelassen)$",
    re.IGNORECASE,
)
_NOTHING_SAID = re.compile(
    r"^\W*(?:(?:image|video|audio|sticker|gif|document|media|voice message)s? omitted|<[^<>]{3,40}>"
    r"|(?:this message was|you|diese nachricht wurde|se elimin[oó]|eliminaste|ce message a été|mensagem"
    r"|messaggio) "
    r"?(?:deleted|gelöscht|este mensaje|supprimé|apagada|eliminato)\b.{0,20})\W*$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
_SIGNS_AT_THE_END = re.compile(r"[^\w)）\"”'?？.!。:：]+$")
# `they WILL say: "Only one branch" → true, but …`
_OBJECTION = re.compile(
    r"^(?:[^\"“„«\n]{0,40}[:：]\s*)?(?P<said>[\"“„«][^\"“”„«»\n]{4,120}[\"”“»])\s*"
    r"(?:→|->|=>)?\s*(?P<reply>.*)$",
    re.DOTALL,
)
_ARROW = re.compile(r"^(?:→|->|=>)\s*")
_WITH_BOX = re.compile(r"^(?P<lead>[^□☐☑✅\[\]]{0,30})(?P<box>[□☐☑]|\[[ xX]?\])\s*(?P<rest>\S.*)$")
_LIST_MARK = re.compile(r"^(?:[-*+•]|\d{1,2}[.)])\s+")
# A title in the words that the lists of titles know.
_HELD_AGAINST = "Possible objections"
_LISTS = frozenset({Topic.FACTS, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.TO_ASK, Topic.CHECKLIST})


@dataclass(slots=True)
class _Message:
    """What was written at once: the first of its lines, who wrote it, and what."""

    index: int
    who: str
    said: str


def with_messages(page: Page) -> None:
    """Write an exported chat as what was said in it, line for line; anything else stays as it is."""
    messages = _messages(page)
    if len(messages) < _FEWEST_MESSAGES:
        return
    filled = sum(1 for index, line in enumerate(page.lines) if line.strip() and index not in page.hidden)
    if len(messages) * 3 < filled:
        return
    writers = Counter(message.who for message in messages)
    alone = writers.most_common(1)[0][1] * 10 >= len(messages) * 9
    for index, line in enumerate(page.lines):
        if _MESSAGE.match(line) is None and (_SYSTEM.search(line) or _HEAD.match(line)):
            page.hide(index)
    for message in messages:
        page.lines[message.index] = message.said if alone else f"{message.who}: {message.said}"
        if not alone:
            page.apart.add(message.index)
    if alone:
        _as_a_guide(page, messages)


def _messages(page: Page) -> list[_Message]:
    found: list[_Message] = []
    over: str | None = None
    for index, line in page.said():
        if over is None and line[:1] not in _BEGINS_A_MESSAGE and line[-1:] not in _ENDS_A_HEAD:
            # Most lines are neither: asking costs nothing.
            continue
        if over is not None and line.strip():
            found.append(_Message(index, over, line.strip()))
            over = None
            continue
        if len(line) < _LONGEST_HEAD and (head := _HEAD.match(line)):
            over = head["who"].strip()
        elif message := _MESSAGE.match(line):
            found.append(_Message(index, message["who"].strip(), (message["said"] or "").strip()))
    return found


def _as_a_guide(page: Page, messages: Sequence[_Message]) -> None:
    lines = [_line_of(message) for message in messages]
    listed: Topic | None = None
    boxed = False
    for place, (message, line) in enumerate(zip(messages, lines, strict=True)):
        if not message.said or _NOTHING_SAID.match(message.said):
            page.hide(message.index)
            continue
        if box := _WITH_BOX.match(message.said):
            over = f"\n## {box['lead'].strip() or 'Checklist'}\n" if not boxed else ""
            page.lines[message.index] = f"{over}- [ ] {box['rest']}"
            listed, boxed = None, True
            continue
        boxed = False
        below = _before_the_next_title(lines[place + 1 : place + 1 + _MOST_BELOW])
        written, listed = _written(message, line, below, messages[place + 1 : place + 2], listed)
        page.lines[message.index] = written


def _written(
    message: _Message,
    line: Line,
    below: Sequence[Line],
    following: Sequence[_Message],
    listed: Topic | None,
) -> tuple[str, Topic | None]:
    """A message as Markdown, and the list that goes on behind it: `listed` is the one it stands in."""
    entry = listed in _LISTS and _LIST_MARK.match(message.said) is not None
    title = None if entry else _title_over(line, below)
    if title is not None:
        return f"\n## {line.text}\n", title
    if objection := _objection(message, following):
        return objection, Topic.WEAK_AREAS
    if listed is not None and listed in _LISTS and _is_an_entry(line, listed):
        return f"- {_LIST_MARK.sub('', message.said)}", listed
    if _opens_an_answer(line, below):
        return f"\n## {line.text}\n", None
    return message.said, listed if _ARROW.match(message.said) else None


def _line_of(message: _Message) -> Line:
    """A message as a line: without the mark of a list, and without emoji at the end of a title."""
    text = _LIST_MARK.sub("", message.said)
    return Line(message.index + 1, Kind.TEXT, _SIGNS_AT_THE_END.sub("", text) or text)


def _objection(message: _Message, following: Sequence[_Message]) -> str:
    """What they may hold against one, in quotes, with the reply behind it or below it; "" if none."""
    found = _OBJECTION.match(message.said)
    if found is None:
        return ""
    if found["reply"]:
        return f"\n## {_HELD_AGAINST}\n- {found['said']} → {_ARROW.sub('', found['reply'])}"
    if following and (reply := _ARROW.match(following[0].said)):
        told = following[0].said[reply.end() :]
        following[0].said = ""
        return f"\n## {_HELD_AGAINST}\n- {found['said']} → {told}"
    return ""


def _before_the_next_title(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to one that names another list, or asks where those before it do not."""
    for place, line in enumerate(lines):
        if place and ((line.asks and not lines[0].asks) or (_is_short(line) and line.topic is not None)):
            return lines[:place]
    return lines


def _is_short(line: Line) -> bool:
    return count_words(line.text) <= _MOST_WORDS_OF_A_TITLE and not line.text.endswith((".", "!", "。"))


def _title_over(line: Line, below: Sequence[Line]) -> Topic | None:
    """What a message is the title of; None where it is none."""
    if not below or line.ends_as_question or not _is_short(line) or any(label.rest for label in line.labels):
        return None
    bare = Phrase(_REMARK.sub("", line.text).rstrip(" :："))
    if any(sign in bare.text for sign in ':："“'):
        return None
    if bare.topic is not None and line.text[:1].isalpha():
        return bare.topic
    return topic_hinted_at(line, below)


def _is_an_entry(line: Line, listed: Topic) -> bool:
    if line.question or line.label(Role.ANSWER):
        return False
    if listed is Topic.TO_ASK:
        return line.asks or count_words(line.text) <= _MOST_WORDS_OF_A_TITLE
    return count_words(line.text) <= _MOST_WORDS_OF_AN_ENTRY and not line.ends_as_question


def _opens_an_answer(line: Line, below: Sequence[Line]) -> bool:
    """Does a message ask what the next one, which does not ask, answers?"""
    asks = line.asks or (line.requests and line.speaks_to_you) or Phrase(line.text).label(Role.QUESTION)
    return bool(asks) and bool(below) and not below[0].ends_as_question
