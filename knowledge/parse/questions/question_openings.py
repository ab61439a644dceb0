"""The lines that open a question: labelled, bold, an item of a list, or with nothing but a question mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.inline import clean
from knowledge.lines.annotated import Annotated, Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR, Role
from knowledge.lines.names import without_name
from knowledge.lines.times import spoken_seconds
from knowledge.lines.topics import Topic
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.sections import PROMOTED_LEVEL
from knowledge.parse.draft import titled
from knowledge.parse.place import Place
from knowledge.parse.question_labels import (
    MOST_WORDS_IN_A_QUESTION,
    labelled_question,
    question_in,
    without_nods,
)
from language.sentences import count_words, sentences

_MOST_WORDS_IN_A_REQUEST = 12
_MOST_WORDS_OF_A_NUMBERED_CASE = 25
_FEWEST_PARTS = 3
_FEWEST_POINTED = 2
_FEWEST_WORDS_OF_A_THEME = 6
_NEAR = 6
_LONGEST_LEGEND = 30
_LONGEST_HEAD = 90
# A bound that keeps the work linear in guides of any shape.
_LOOK_BACK = _LOOK_AHEAD = 40
# Sections in which a bare question is one to prepare for, with or without an answer below.
ASKING = frozenset({Topic.QUESTIONS, Topic.HOOKS})
_BOLD = re.compile(r"^[^\w*\"“¿]*(?:\d{1,3}[.)]\s*)?(\*\*|__)(?P<bold>.+?)\1(?P<rest>.*)$", re.DOTALL)
# Signs that begin lines like bullets do, without being any.
_BULLETS = frozenset("▶▷►❓❔🔹🔸🔷🔶👉💬⭐★☆◆◇■□●○※")
# `**Query 1 (3 min)** - …`, a step of what is shown.
_TIMED_STEP = re.compile(
    r"^(\*\*|__)[^*_\"“„«?？]{2,40}[(（][^()（）]{0,10}\d\s?(?:s|sec|seconds?|m|mins?|minutes?|min\.|秒|分钟?|분)[)）]\1",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,3}[.)]\s*")
_WHOLE_BOLD = re.compile(r"^(\*\*|__)[^*_]{3,300}\1$")
_FEWEST_WORDS_OF_A_CASE = 4
_INLINE_ANSWER = re.compile(
    r"^(?P<question>.{2,}?[?？][\"”*_)]*)\s*(?:->|=>|→|↳|[-–—]|[:：])\s*(?P<answer>\S.{8,})$", re.DOTALL
)
_POINTED = re.compile(r"^(?P<question>.{5,}?[?？][\"”*_)]*)\s*(?:→|->|=>)\s*(?P<answer>\S.{8,})$", re.DOTALL)
# `Walk me through your day -> ice first`, among questions.
_POINTED_DEMAND = re.compile(
    r"^(?P<question>[^→>?？]{5,160}?)\s*(?:→|->|=>)\s*(?P<answer>\S.{8,})$", re.DOTALL
)

# `1. *Battle of forms?* The last shot, unless …`
_SLANTED_QUESTION = re.compile(
    r"^([*_])(?P<question>[^*_]{3,160}[?？])\1\s+(?P<answer>[^\s(（].{8,})$", re.DOTALL
)
_LEAD = re.compile(r"^(?P<question>[^.?!？]{8,160}[?？.])\s+(?P<answer>\S.{8,})$", re.DOTALL)


@dataclass(slots=True)
class Open:
    """A question whose answer is being collected.

    `after_sibling` says that it is an item right below another, which has no answer.
    """

    title: str
    line: Line
    style: str
    lines: list[Line] = field(default_factory=list)
    seconds: tuple[int, int] | None = None
    after_sibling: bool = False


def opening(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> tuple[Open | None, int]:
    """The question that the line at `index` opens, and how many further lines it takes."""
    line = lines[index]
    if _opens_nothing(lines, index):
        return None, 0
    style = current.style if current else ""
    labelled = _labelled(line, current)
    if labelled is not None and not _is_step(lines, index, current):
        if place.topic in {Topic.SYSTEM_DESIGN, Topic.CODING, Topic.CODE_REVIEW} and line.is_spoken_by_them:
            return None, 0
        return _with_wrapped_title(labelled, lines, index)
    if line.kind is Kind.HEADING:
        return None, 0
    follows_label = _answer_label_follows(lines, index)
    if (
        follows_label
        and (Phrase(without_name(line.clean)).is_put_to_somebody or _is_numbered_like(line, current))
        and count_words(line.text) <= MOST_WORDS_IN_A_QUESTION
        and style != "heading"
    ):
        return Open(titled(line.text), line, "answered"), 0
    if style == "heading" and _is_the_next_plain_question(lines, index, current):
        return Open(titled(line.text), line, "plain"), 0
    if style in {"heading", "label"}:
        if style == "heading" or line.kind is not Kind.TEXT or line.fenced:
            return None, 0
        opened = _bold_question(line, place) or _pointed_question(lines, index, place, current)
        return opened or _plain_behind_labels(lines, index, current), 0
    bold = _bold_question(line, place) or _bold_case(lines, index, place, current)
    if bold and (line.kind is Kind.TEXT or current is None or style in {"item", "bold"}):
        return bold, 0
    if line.kind is Kind.ITEM:
        opened = _item_question(line, place, current) or _item_case(lines, index, place, current)
        if opened is not None:
            opened.after_sibling = _follows_a_sibling(lines, index)
        return opened, 0
    pointed = _pointed_question(lines, index, place, current) if style == "bold" else None
    return pointed or _plain_question(lines, index, place, current), 0


def _is_the_next_plain_question(lines: Sequence[Line], index: int, current: Open | None) -> bool:
    """Does a line ask, set like the one above it that asks without a mark and was taken for a title?"""
    line = lines[index]
    if current is None or current.line.level < PROMOTED_LEVEL or line.kind is not Kind.TEXT:
        return False
    above = lines[index - 1].kind if index else Kind.BLANK
    below = lines[index + 1].kind if index + 1 < len(lines) else Kind.BLANK
    told = any(held.kind in {Kind.TEXT, Kind.ITEM} for held in current.lines)
    return told and above is Kind.BLANK and below is Kind.TEXT and line.ends_as_question and not line.labels


def _plain_behind_labels(lines: Sequence[Line], index: int, current: Open | None) -> Open | None:
    """`How would you deal with …?` right over its answer, a blank above, behind the last pair with labels.

    Among such pairs it is asked within an answer.
    """
    line = lines[index]
    below = lines[index + 1] if index + 1 < len(lines) else Line(0, Kind.BLANK)
    if current is None or not current.lines or lines[index - 1].kind is not Kind.BLANK or line.labels:
        return None
    if below.kind is not Kind.TEXT or below.ends_as_question or below.labels or not line.ends_as_question:
        return None
    if not Phrase(line.clean).is_put_to_somebody or count_words(line.text) > MOST_WORDS_IN_A_QUESTION:
        return None
    if any(held.label(Role.QUESTION, Role.ANSWER) for held in lines[index + 1 : index + _LOOK_AHEAD]):
        return None
    return Open(titled(line.text), line, "plain")


def _opens_nothing(lines: Sequence[Line], index: int) -> bool:
    """Is a line no place for a question: a box to tick, a note, a phrase, the explanation of a method?"""
    line = lines[index]
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING} or line.marker == BOX_MARKER:
        return True
    if line.kind is not Kind.HEADING and (line.label(Role.NOTE) or line.is_nobodys_question):
        # `Useful phrases: May I take a moment to think?` is nobody's question.
        return True
    return _explains_a_scheme(lines, index) or _explains_a_label(line)


def _explains_a_label(line: Line) -> bool:
    """`Q : question`: the legend of a guide, where behind the label stands what the label is short for."""
    label = line.label(Role.QUESTION)
    if label is None or not label.rest or len(label.rest) > _LONGEST_LEGEND:
        return False
    return any(named.role is Role.QUESTION for named in Phrase(f"{label.rest}: x").labels)


def _explains_a_scheme(lines: Sequence[Line], index: int) -> bool:
    """`- **T - Task**: What were you responsible for?`: a part of STAR over what to say there."""
    line = lines[index]
    own = line.label(*STAR)
    if own is None or not own.strong or line.label(Role.QUESTION):
        return False
    near = lines[max(index - _NEAR, 0) : index + _NEAR + 1]
    roles = {label.role for held in near if (label := held.label(*STAR)) is not None and label.strong}
    return len(roles) >= _FEWEST_PARTS


def _is_step(lines: Sequence[Line], index: int, current: Open | None) -> bool:
    """`1. Question: what will be decided?` as a step of the answer to a heading that asks."""
    line = lines[index]
    if current is None or current.style != "heading" or line.kind is not Kind.ITEM:
        return False
    label = line.label(Role.QUESTION)
    plain = label is not None and not label.strong and label.name == "question"
    return plain and Phrase(current.title).asks and not _answer_label_follows(lines, index)


def _labelled(line: Line, current: Open | None) -> str | None:
    """The question after a label; none where it is only a point of the answer to `current`."""
    if line.kind is Kind.ITEM and current is not None and line.indent > current.line.indent + 1:
        return None
    return labelled_question(line)


def _with_wrapped_title(title: str, lines: Sequence[Line], index: int) -> tuple[Open | None, int]:
    """A question may stand below its label, or be wrapped over two lines."""
    line = lines[index]
    style = "heading" if line.kind is Kind.HEADING else "label"
    used = 0
    if not title:
        used = next(
            (n for n in range(1, 4) if index + n < len(lines) and lines[index + n].kind is not Kind.BLANK), 0
        )
        if not used or lines[index + used].kind not in {Kind.TEXT, Kind.ITEM}:
            return None, 0
        said = lines[index + used].text
        title = titled(question_in(said) if line.is_spoken_by_them else said)
        return Open(title, line, style), used
    bold = _BOLD.match(line.text)
    answer = ""
    if bold and clean(bold["rest"]) and (asked := Phrase(bold["bold"]).question):
        # "**Q: Why?** Because …" has its answer on the same line.
        title, answer = asked, bold["rest"]
    opened = Open(titled(without_nods(title)), line, style, seconds=spoken_seconds(_brackets(title)))
    if answer and not re.fullmatch(r"\s*[(（][^()]*[)）]\s*", answer):
        opened.lines.append(replace(line, kind=Kind.TEXT, text=answer.strip(" :-–—")))
    following = lines[index + 1] if index + 1 < len(lines) else None
    wrapped = (
        not answer
        and following is not None
        and following.kind is Kind.TEXT
        and not Phrase(title).ends_as_question
        and not title.endswith((".", "!", "。"))
        and (len(title) > 60 or following.text[:1].islower())
        and following.label(Role.ANSWER, Role.WANTED) is None
        and not following.text.startswith(("**", '"', "*", "_"))
    )
    if wrapped and following is not None and (following.ends_as_question or following.text[:1].islower()):
        opened.title = clean(f"{title} {following.text}")
        used = 1
    return opened, used


def _answer_label_follows(lines: Sequence[Line], index: int) -> bool:
    for line in lines[index + 1 : index + 4]:
        if line.kind in {Kind.TEXT, Kind.ITEM}:
            label = line.label(Role.ANSWER)
            return label is not None and (label.strong or bool(label.rest))
        if line.kind not in {Kind.BLANK, Kind.MARK}:
            return False
    return False


def _bold_question(line: Line, place: Place) -> Open | None:
    """`**Why X?** Because …`, `**"Tell me about …"**`, `1. **Why X?**`."""
    found = _BOLD.match(line.text)
    if not found:
        return None
    bold, rest = found["bold"], found["rest"].strip()
    asked = Phrase(_quoted_when_asked(bold) or without_name(_NUMBER.sub("", bold)))
    quoted = asked.stands_in_quotes and place.topic in {*ASKING, Topic.STORIES}
    set_off = asked.stands_in_quotes or asked.text != bold or place.topic in ASKING
    shaped = asked.ends_as_question or (asked.asks and set_off) or _requests(asked, place)
    shaped = shaped or asked.closes_with_a_request
    # `**Biggest failure** - deleted the wrong topic …`
    theme = place.topic in {None, Topic.QUESTIONS} and asked.names_a_theme and not asked.labels
    shaped = shaped or (theme and count_words(rest) >= _FEWEST_WORDS_OF_A_THEME)
    if not (shaped or quoted) or count_words(asked.text) > MOST_WORDS_IN_A_QUESTION:
        return None
    style = "item" if line.kind is Kind.ITEM else "bold"
    opened = Open(
        titled(_without_time(asked.text)), line, style, seconds=spoken_seconds(_brackets(line.text))
    )
    if rest and not re.fullmatch(r"[(（][^()（）]*[)）][:：]?|[:：\-–—]", rest):
        if (
            Phrase(rest).ends_as_question
            and count_words(rest) <= MOST_WORDS_IN_A_QUESTION
            and not asked.ends_as_question
        ):
            return None
        opened.lines.append(replace(line, kind=Kind.TEXT, text=rest.lstrip(":：-–—→ ")))
    return opened


def _quoted_when_asked(bold: str) -> str:
    """The question of `If asked "why not Kafka?"`, with its quotes; "" for what is no such sentence."""
    begun = cue("when_asked").match(bold)
    said = bold[begun.end() :].strip() if begun else ""
    return said if said and Phrase(said).stands_in_quotes else ""


def _bold_case(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """`**One of your people keeps coming late.**` set like the questions in bold above it."""
    line = lines[index]
    if place.topic not in {Topic.QUESTIONS, None} or current is None or current.style != "bold":
        return None
    if place.topic is Topic.QUESTIONS and place.inferred:
        return None
    if not (_WHOLE_BOLD.match(line.text) and _WHOLE_BOLD.match(current.line.text)):
        return None
    alone = lines[index - 1].kind is Kind.BLANK
    said = line.clean
    if alone and line.stands_in_quotes and current.line.stands_in_quotes:
        # An objection among questions, all of them as they are said.
        return Open(titled(said), line, "bold")
    below = lines[index + 1].kind if index + 1 < len(lines) else Kind.BLANK
    if place.topic is not Topic.QUESTIONS or below is not Kind.TEXT:
        return None
    if not alone or not said.endswith((".", "。")) or count_words(said) < _FEWEST_WORDS_OF_A_CASE:
        return None
    return Open(titled(said), line, "bold")


def _item_case(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """`2. The bill doubled overnight` over an indented answer, in a list whose item above asks so.

    Items without a number are such only where a title says that questions are listed.
    """
    line = lines[index]
    if current is None or current.style != "item" or not current.lines or line.labels:
        return None
    level = (line.ordered, line.indent) == (current.line.ordered, current.line.indent)
    if not level or not (line.ordered or (place.topic is Topic.QUESTIONS and not place.inferred)):
        return None
    if place.topic is Topic.QUESTIONS and _is_over_its_answer(lines, index, current):
        return Open(titled(line.text), line, "item")
    below = next((held for held in lines[index + 1 : index + 3] if held.kind is not Kind.BLANK), None)
    if below is None or below.kind not in {Kind.TEXT, Kind.ITEM} or below.indent <= line.indent + 1:
        return None
    if below.kind is Kind.ITEM and below.ends_as_question:
        # The name of a group.
        return None
    short = count_words(line.clean) <= _MOST_WORDS_IN_A_REQUEST and not line.clean.endswith((":", "："))
    return Open(titled(line.text), line, "item") if short else None


def _is_over_its_answer(lines: Sequence[Line], index: int, current: Open) -> bool:
    """`4. You find the till open at 2 am.` right over plain text, a blank above, like the one before it?"""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else lines[index]
    if not line.ordered or lines[index - 1].kind is not Kind.BLANK or line.text.endswith((":", "：")):
        return False
    answered = current.lines[0].kind is below.kind is Kind.TEXT
    right_below = current.lines[0].number == current.line.number + 1
    return answered and right_below and count_words(line.clean) <= _MOST_WORDS_OF_A_NUMBERED_CASE


def _is_numbered_like(line: Line, current: Open | None) -> bool:
    """Does an item with an answer's label below go on from a question whose answer had such a label?"""
    if current is None or current.style != "answered" or not line.ordered:
        return False
    return current.line.ordered and line.indent == current.line.indent


def _item_question(line: Line, place: Place, current: Open | None) -> Open | None:
    """A list of questions: what is indented below an item is its answer."""
    if current is not None and current.style == "answered" and _is_a_sister(line, current.line):
        return Open(titled(line.text), line, "answered")
    if current is not None and (current.style != "item" or line.indent > current.line.indent + 1):
        return None
    if place.topic not in {*ASKING, None} or line.indent > place.deepest or _TIMED_STEP.match(line.text):
        return None
    inline = _INLINE_ANSWER.match(line.text)
    if inline and not Phrase(inline["answer"]).ends_as_question:
        opened = Open(titled(inline["question"]), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=inline["answer"]))
        return opened
    demand = _POINTED_DEMAND.match(line.text) if place.topic in ASKING else None
    if demand and (
        Phrase(demand["question"]).asks
        or Phrase(demand["question"]).requests
        or place.pointed
        or _goes_on(line, current)
    ):
        opened = Open(titled(demand["question"]), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=demand["answer"]))
        return opened
    slanted = _SLANTED_QUESTION.match(line.text)
    lead = lead_question(line.text) if place.topic in ASKING and not line.ends_as_question else None
    asked, told = (slanted["question"], slanted["answer"]) if slanted else lead or ("", "")
    if asked and Phrase(asked).ends_as_question and not Phrase(told).ends_as_question:
        opened = Open(titled(asked), line, "item")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=told))
        return opened
    shaped = line.ends_as_question or (place.topic in ASKING and line.asks) or _requests(line, place)
    shaped = shaped or (place.topic is Topic.QUESTIONS and line.names_a_theme)
    return (
        Open(titled(line.text), line, "item")
        if shaped and count_words(line.text) <= MOST_WORDS_IN_A_QUESTION
        else None
    )


def answers_behind_arrows(lines: Sequence[Line]) -> bool:
    """Have two of three of the outer items an arrow with something behind it, two at least?"""
    outer = [line for line in lines if line.kind is Kind.ITEM and line.indent <= 1]
    pointed = sum(bool(_POINTED_DEMAND.match(line.text) or _POINTED.match(line.text)) for line in outer)
    return pointed >= _FEWEST_POINTED and pointed * 3 >= len(outer) * 2


def asks_by_paragraphs(lines: Sequence[Line]) -> bool:
    """Have plain paragraphs, three at least, a short first line over the rest, and do half of these ask?"""
    above = (Line(0, Kind.BLANK), *lines)
    heads = [
        line
        for before, line, below in zip(above, lines, lines[1:], strict=False)
        if before.kind is Kind.BLANK and line.kind is Kind.TEXT and below.kind is Kind.TEXT
    ]
    asking = sum(line.asks or line.closes_with_a_request for line in heads)
    short = all(len(line.text) <= _LONGEST_HEAD and not line.labels for line in heads)
    return short and len(heads) >= _FEWEST_PARTS and asking * 2 >= len(heads)


def _goes_on(line: Line, current: Open | None) -> bool:
    """Is an item level with the one above, which asked and had its answer on the same line?"""
    if current is None or current.style != "item" or not current.lines:
        return False
    level = (line.ordered, line.indent) == (current.line.ordered, current.line.indent)
    return level and current.lines[0].number == current.line.number


def _is_a_sister(line: Line, asked: Line) -> bool:
    """Is a numbered item a question in quotes like the one above, whose answer has a label of its own?"""
    numbered = line.ordered and asked.kind is Kind.ITEM and asked.ordered and line.indent == asked.indent
    return numbered and line.ends_as_question and line.stands_in_quotes and asked.stands_in_quotes


def _follows_a_sibling(lines: Sequence[Line], index: int) -> bool:
    """Is the item at `index` right below another, in a list none of whose items is answered level with it?"""
    line, right_above, told = lines[index], False, False
    for above in reversed(lines[max(index - _LOOK_BACK, 0) : index]):
        level = (above.indent, above.ordered) == (line.indent, line.ordered)
        if above.kind is Kind.ITEM and level and told:
            return False
        if above.kind is Kind.ITEM:
            if not right_above and not level:
                return False
            right_above = True
        elif above.kind is Kind.TEXT and not (above.set_as_title or above.text.endswith((":", "："))):
            # What leads to the list, or the answer to an item above.
            told = True
            if not right_above:
                return False
        elif above.kind is not Kind.BLANK:
            break
    return right_above


def _requests(text: Annotated, place: Place) -> bool:
    """Is a demand ("Summarise your thesis") one to the candidate?"""
    listed = isinstance(text, Line) and text.ordered
    return place.topic is Topic.QUESTIONS and (listed or not place.inferred) and text.requests


def _pointed_question(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """`Why Kafka? → Because of replay` in a paragraph of its own, unless follow-ups are listed there."""
    pointed = _POINTED.match(lines[index].text) if place.topic in {*ASKING, None} else None
    alone = index > 0 and lines[index - 1].kind in {Kind.BLANK, Kind.RULE, Kind.MARK}
    if pointed is None or not alone or not Phrase(pointed["question"]).asks:
        return None
    if len(sentences(clean(pointed["question"]))) > 1 or Phrase(pointed["answer"]).ends_as_question:
        return None
    above = reversed(current.lines[-_LOOK_BACK:] if current else [])
    label = next((held for line in above if (held := line.label(Role.HOOKS, Role.ANSWER))), None)
    if label is not None and label.role is Role.HOOKS:
        return None
    opened = Open(titled(pointed["question"]), lines[index], "label")
    opened.lines.append(replace(lines[index], kind=Kind.TEXT, text=pointed["answer"]))
    return opened


def lead_question(text: str) -> tuple[str, str] | None:
    """A paragraph that begins with a question, as (question, the answer behind it)."""
    found = _LEAD.match(text)
    if not found or not Phrase(found["question"].rstrip(".")).asks:
        return None
    return found["question"].rstrip("."), found["answer"]


def _is_request(text: str) -> bool:
    """One short sentence without a question mark, among questions on lines of their own."""
    return count_words(text) <= _MOST_WORDS_IN_A_REQUEST and len(sentences(text)) == 1


def _plain_question(lines: Sequence[Line], index: int, place: Place, current: Open | None) -> Open | None:
    """A question on a line of its own, with nothing to set it off but its question mark."""
    line = lines[index]
    inline = _INLINE_ANSWER.match(line.text) if place.topic in ASKING else None
    if (
        inline
        and Phrase(inline["question"]).asks
        and (current is None or current.style in {"item", "plain", "line"})
    ):
        opened = Open(titled(inline["question"]), line, "line")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=inline["answer"]))
        return opened
    alone = index == 0 or lines[index - 1].kind in {Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING}
    if (
        not alone
        or place.topic not in {*ASKING, None}
        or (current is not None and current.style not in {"plain", "line"})
    ):
        return None
    below = lines[index + 1] if index + 1 < len(lines) else line
    if place.paired and below is not line and below.kind is Kind.TEXT:
        return Open(titled(line.text), line, "plain")
    lead = lead_question(line.text) if place.topic in ASKING else None
    if lead:
        opened = Open(titled(lead[0]), line, "plain")
        opened.lines.append(replace(line, kind=Kind.TEXT, text=lead[1]))
        return opened
    slanted = re.fullmatch(r"([*_])[^*_]+\1", line.text) is not None
    told = current is not None and current.style == "plain" and _is_request(line.text)
    marked = current is not None and told and line.text[0] == current.line.text[0] in _BULLETS
    asked = (line.asks and (line.ends_as_question or slanted or told)) or (marked and line.requests)
    if not (asked or (_requests(line, place) and _is_request(line.text))) or count_words(line.text) > 40:
        return None
    return Open(titled(line.text), line, "plain")


def _brackets(text: str) -> str:
    return " ".join(re.findall(r"[(（]([^()（）]*)[)）]", text))


def _without_time(text: str) -> str:
    if not spoken_seconds(_brackets(text)):
        return text
    return re.sub(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*$", "", text)
