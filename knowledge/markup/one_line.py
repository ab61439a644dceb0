"""Lines that hold several: a question with its answer, one cross after the other."""

from __future__ import annotations

import re

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import LETTERS, Role
from knowledge.lines.marks import BAD_MARK
from language.sentences import count_words, sentences

_LEAD = re.compile(r"^\s*(?:>\s?)*\s*(?:#{1,6}\s+)?(?:(?:[-*+•]|\d{1,3}[.)、])\s+)?(?:\[[ xX]?\]\s+)?")
_QUOTE = re.compile(r"^\s*(?:>\s?)*")
# A few words and a colon behind the end of a sentence, quote or bold text: perhaps the label of an answer.
_LABEL = re.compile(
    r"(?:(?<=[?？.。!！\"”“»」』)*_])\s+(?:[—–→-]{1,2}>?\s+)?|(?<=[?？。」』”»])|(?<=[?？]\*\*)|(?<=[?？]__))"
    r"(?P<label>[*_]{0,3}[^\W\d_][^:：?？.。!！\"”“»«\n*_]{0,40}?[*_]{0,3}\s?[:：])"
)
_TOLD = re.compile(r"[:：]\s?\S.*[?？]")
_SITUATION = re.compile(r"(?<![^\W_])S\s?[:：]\s")
_TASK = re.compile(r"(?<![^\W_])T\s?[:：]\s")
_BAD = re.compile(BAD_MARK)
_BAD_FIRST = re.compile(rf"^[\s*_\"“]*{BAD_MARK}")
_LABELLED = re.compile(r"^[^\W\d_]+\s?(?:\d{0,3}\s?[:：]|\d{1,3}[.)])")
# `【30秒版】我做了四年产品`
_TITLED = re.compile(r"^\s*(?P<title>【[^【】]{1,20}】)\s*(?P<rest>[^\s:：].*)$")
_DASHES = " \t—–→->"
_LONGEST_LABEL = 120
_MOST_WORDS = 70
_MOST_PAIRS = 40


def split_line(content: str, *, alone: bool) -> list[str]:
    """`content` as the lines that it would be with a break before each answer, question and cross.

    `alone` says that it does not go on with a paragraph, where a question may be part of an answer.
    """
    if content.lstrip().startswith("【"):
        titled = _TITLED.match(content)
        if titled and _names_more(titled["title"]):
            return [titled["title"], titled["rest"]]
    if ":" in content or "：" in content:
        lead = _LEAD.match(content)
        start = lead.end() if lead else 0
        if (alone or start or content.startswith(("*", "_", '"', "“", "„", "«"))) or _LABELLED.match(content):
            parts = _answered(content, start)
            if len(parts) > 1:
                return parts
    return _crossed(content)


def _names_more(title: str) -> bool:
    """Does a title in brackets name what is behind it, and is it no label?"""
    said = Phrase(title)
    return said.topic is not None and not said.labels


def _answered(content: str, start: int) -> list[str]:
    """A question and its answer; where the question has a label, all pairs that follow on the same line."""
    cut = _answer_begins(content, start)
    if cut < 0:
        return [content]
    quote = _QUOTE.match(content)
    prefix = (quote[0] if quote else "") + " " * _columns_below(content, start)
    parts = [content[:cut].rstrip(_DASHES)]
    rest = content[cut:].lstrip()
    again = _question_label(content[start:cut])
    while again and len(parts) < _MOST_PAIRS:
        found = again.search(rest)
        if found is None:
            break
        parts.append(prefix + rest[: found.start()].rstrip())
        rest = rest[found.start() :].lstrip()
        cut = _answer_begins(rest, 0)
        if cut < 0:
            break
        parts.append(prefix + rest[:cut].rstrip(_DASHES))
        rest = rest[cut:].lstrip()
    return [*parts, prefix + rest]


def _columns_below(content: str, start: int) -> int:
    """How far in a line stands that goes on with an item."""
    lead = content[:start].rstrip()
    return start if lead and (lead[-1] in ".)、-*+•") else 0


def _answer_begins(content: str, start: int) -> int:
    """Where the label of the answer stands behind a question; -1 where there is no such pair."""
    for found in _LABEL.finditer(content, start):
        begin = found.start("label")
        label = Phrase(content[begin : begin + _LONGEST_LABEL]).label(Role.ANSWER)
        if label is None:
            continue
        if label.name in LETTERS and _tells_by_letters(content, start, begin):
            # In `S: … T: … A: … R: …` the letter is the action's.
            return -1
        if not label.rest.strip() and not label.strong:
            return -1
        return begin if _asks(content[start:begin].strip(_DASHES)) else -1
    return -1


def _tells_by_letters(content: str, start: int, end: int) -> bool:
    """Do the letters of a situation and of a task stand there, one behind the other?"""
    situation = _SITUATION.search(content, start, end)
    return situation is not None and _TASK.search(content, situation.end(), end) is not None


def _asks(text: str) -> bool:
    """Is all of `text` one question?"""
    asked = Phrase(text)
    if count_words(text) > _MOST_WORDS:
        return False
    if asked.question:
        return True
    if asked.stands_in_quotes:
        return True
    # In "I ask: what does it cost?" somebody tells of a question.
    return asked.asks and len(sentences(asked.clean)) == 1 and not _TOLD.search(asked.plain)


def _question_label(asked: str) -> re.Pattern[str] | None:
    """What the label of `asked` would look like before the next question; None where it has none."""
    if not Phrase(asked).question:
        return None
    name = re.match(r"[*_]*([^\W\d_]+)\s?\d*\s?[:：.]", asked)
    return re.compile(rf"(?<=\s)[*_]{{0,3}}{re.escape(name[1])}\s?\d{{0,3}}\s?[:：]") if name else None


def _crossed(content: str) -> list[str]:
    """`❌ "a" → ✅ "b" ❌ "c" → ✅ "d"`, a pair a line."""
    if content.isascii():
        return [content]
    lead = _LEAD.match(content)
    start = lead.end() if lead else 0
    if not _BAD_FIRST.match(content[start:]):
        return [content]
    places = [found.start() for found in _BAD.finditer(content, start)]
    if len(places) < 2 or content.startswith("|", start):
        return [content]
    ends = [*places[1:], len(content)]
    first = content[: places[1]].rstrip()
    return [
        first,
        *(content[:start] + content[a:b].rstrip() for a, b in zip(places[1:], ends[1:], strict=True)),
    ]
