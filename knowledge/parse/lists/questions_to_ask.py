"""Questions for the interviewer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.guide import TalkingPointKind
from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.topics import Topic, announces
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import pieces_of
from knowledge.parse.draft import Draft, Item, Reading, continued, last_line, titled, top_items
from knowledge.parse.place import Place
from language.sentences import count_words, sentences

_MOST_WORDS_IN_A_TOPIC = 8
_FEWEST_TOPICS = 2
_QUESTION_AND_REMARK = 2
_TICK = re.compile(r"^[✅☑✔✓👉❓❔💬⭐🔹🔸▶►→•-]\ufe0f?\s*")
_IN_BRACKETS = re.compile(r"^\W*[(（][^()（）]*[)）]\W*$")


def read_questions_to_ask(place: Place, reading: Reading) -> None:
    """Questions for the interviewer; what is indented below them says why, and is no question."""
    free = reading.free(place.section.lines)
    heading = place.section.heading
    if heading and not heading.topic and (heading.ends_as_question or heading.stands_in_quotes):
        _add_question(
            place, reading, heading, heading.text, pieces_last=last_line(free, heading.number), below=free
        )
        return
    items = top_items(free)
    _read_topics(place, reading, items)
    items = [item for item in items if item.line.number not in reading.taken]
    if _lists_topics(place, free, items):
        for item in items:
            title = titled(item.line.text)
            reading.add(
                Draft(TalkingPointKind.QUESTION_TO_ASK, title, item.line.number, item.last, place.path)
            )
        return
    loosely = _mostly_ask([continued(item)[0] for item in items])
    numbered = any(item.line.ordered for item in items)
    after_number = False
    for item in items:
        rationale = numbered and after_number and not item.line.ordered
        if item.line.ordered:
            after_number = True
        text, below = continued(item)
        text = _asked_before_a_remark(text) or text
        if not rationale and (_is_question_to_ask(text) or (loosely and _asks_of_them(text))):
            _add_question(place, reading, item.line, text, pieces_last=item.last, below=below)
        elif not rationale:
            # A bullet that only names a group has its questions below it.
            _read_below(place, reading, below)
    taken = {line.number for item in items for line in item.lines}
    for line in free:
        is_title = line.set_as_title and line.text.isupper()
        if line.kind is not Kind.TEXT or line.number in taken or is_title:
            continue
        for asked in _questions_in(line):
            _add_question(place, reading, line, asked, pieces_last=line.number, below=())


def _asked_before_a_remark(text: str) -> str:
    """What is asked in `Who sets the rota? Jo says nobody does.`; "" where no remark stands behind it."""
    said = sentences(text)
    if len(said) != _QUESTION_AND_REMARK or text.startswith(("**", "__", '"', "“")):
        return ""
    asks, remarks = Phrase(said[0]).ends_as_question, not Phrase(said[1]).ends_as_question
    return said[0] if asks and remarks else ""


def _mostly_ask(said: Sequence[str]) -> bool:
    """Do half of the items ask? Who leaves out one question mark leaves out most of them."""
    asking = sum(map(_is_question_to_ask, said))
    return asking * 2 >= len(said) or (asking > 0 and all(map(_asks_of_them, said)))


def _asks_of_them(text: str) -> bool:
    """`Tell me about the team`, `一日の流れを教えてください`, among questions."""
    said = Phrase(_TICK.sub("", text.strip()))
    if _IN_BRACKETS.match(text):
        return False
    if cue("begins_to_ask").match(folded(said.clean)) or cue("begins_to_ask").match(said.clean):
        return True
    if cue("question_word").match(folded(said.clean)):
        return True
    return (said.asks and not said.tells_how) or bool(
        cue("requests_at_the_end").search(said.clean.rstrip("。.!！"))
    )


def _questions_in(line: Line) -> list[str]:
    """A paragraph that asks, or what it asks, a sentence each, where it goes on to say something."""
    if _is_question_to_ask(line.text):
        return [line.text]
    if line.text.startswith(("**", "__")):
        # A label, or a name, and what is told of it.
        return []
    said = sentences(line.clean)
    asked = [sentence for sentence in said if Phrase(sentence).ends_as_question]
    return asked if asked and asked[0] == said[0] and len(said) > len(asked) else []


def _lists_topics(place: Place, free: Sequence[Line], items: Sequence[Item]) -> bool:
    """Is a section that is named for it nothing but a list of what to ask about, in a few words each?"""
    if not _names_the_list(place) or place.section.children or len(items) < _FEWEST_TOPICS:
        return False
    if any(line.kind is Kind.TEXT and _is_question_to_ask(line.text) for line in free):
        return False
    if not any(_is_topic(item.line) for item in items):
        return False
    return all(
        (_is_topic(item.line) or item.line.asks) and not _says_more(item) and not _advises(item.line)
        for item in items
    )


def _names_the_list(place: Place) -> bool:
    """Is it the section's own title that says what is listed, and not one above it?"""
    section = place.section
    if section.heading is None or section.own_topic is Topic.TO_ASK:
        return section.heading is not None
    return section.own_topic is None and (section.parent is None or section.parent.topic is not Topic.TO_ASK)


def _says_more(item: Item) -> bool:
    return any(line.kind not in {Kind.BLANK, Kind.RULE, Kind.MARK} for line in item.below)


def _advises(line: Line) -> bool:
    """`Prepare three`: does an item tell the candidate what to do?"""
    return line.requests or bool(cue("tells_to_do").match(folded(line.clean)))


def read_nested_questions(place: Place, reading: Reading) -> None:
    """Below a bullet such as `Ask one question at the end:`, among bullets of other things."""
    if place.is_an_answer:
        return
    if not any(line.indent > 1 and line.kind is Kind.ITEM and line.asks for line in place.section.lines):
        return
    for item in top_items(reading.free(place.section.lines)):
        if not any(line.kind is Kind.ITEM for line in item.below) or item.line.ends_as_question:
            continue
        if announces(item.line.clean, Topic.TO_ASK) or cue("asks_in_return").search(folded(item.line.clean)):
            _read_below(place, reading, item.below)
            reading.head(item.line)


def _read_below(place: Place, reading: Reading, below: Sequence[Line]) -> None:
    for line in below:
        if line.kind is Kind.ITEM and (line.ends_as_question or (line.stands_in_quotes and line.asks)):
            _add_question(place, reading, line, line.text, pieces_last=line.number, below=())


def _read_topics(place: Place, reading: Reading, items: Sequence[Item]) -> None:
    """What to ask about in a few words each, below the names of groups: all in bold, or all of one list."""
    named = [(item, [line for line in item.below if line.kind is Kind.ITEM]) for item in items]
    groups = [(item, below) for item, below in named if below and _is_topic(item.line)]
    groups = [(item, below) for item, below in groups if all(map(_is_topic, below))]
    for item, below in groups:
        if len(groups) < len(items) and not item.line.text.startswith(("**", "__")):
            continue
        group = titled(item.line.text).rstrip(" :：")
        for line in below:
            title = f"{group}: {titled(line.text)}"
            reading.add(Draft(TalkingPointKind.QUESTION_TO_ASK, title, line.number, line.number, place.path))
        reading.head(item.line)


def _is_topic(line: Line) -> bool:
    """A few words that ask nothing and say nothing."""
    said = line.clean
    if line.asks or cue("question_word").match(folded(said)):
        return False
    return count_words(said) <= _MOST_WORDS_IN_A_TOPIC and not said.endswith((".", "!", "。"))


def _is_question_to_ask(text: str) -> bool:
    plain = _TICK.sub("", text.strip())
    if plain.startswith(("❌", "🚫", "✗", "✖")):
        return False
    said = Phrase(plain)
    return (
        bool(said.question)
        or said.ends_as_question
        or _leads_with_question(plain)
        or (said.stands_in_quotes and said.asks)
    )


def _leads_with_question(text: str) -> bool:
    """`**"Which …?"** - shows that …`"""
    bold = re.match(r"^(?:\*\*|__)(.+?)(?:\*\*|__)", text)
    quoted = re.match(r'^["“](.+?)["”]', text)
    return bool(
        (bold and Phrase(bold[1]).ends_as_question) or (quoted and Phrase(quoted[1]).ends_as_question)
    )


def _add_question(
    place: Place, reading: Reading, line: Line, text: str, *, pieces_last: int, below: Sequence[Line]
) -> None:
    plain = _TICK.sub("", text.strip())
    lead = re.match(r"^(?:\*\*|__)(.+?)(?:\*\*|__)|^[\"“](.+?)[\"”]", plain)
    said = next((group for group in lead.groups() if group), "") if lead else ""
    title = Phrase(plain).question or (titled(said) if Phrase(said).ends_as_question else titled(plain))
    title = re.sub(r"\s*[(（][^()（）]*[)）]$", "", title) if title.endswith((")", "）")) else title
    reading.add(
        Draft(
            TalkingPointKind.QUESTION_TO_ASK,
            title,
            line.number,
            pieces_last,
            place.path,
            answer=pieces_of(below),
        )
    )
