"""Sentences that forbid to say something: `Do not say "I need any job." Everyone says that.`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from domain.guide import TalkingPointKind
from knowledge.inline import clean
from knowledge.lines.cues import cue
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.parse.draft import Draft, Reading, is_placeholder
from knowledge.parse.place import Place

_WARNING = re.compile(r"^(?:⚠️?|🚫|⛔|❗|‼️?|🛑|❌|👎|[*_\s(（])+")
_QUOTED = re.compile(r"[\"“”„«「『](?P<said>[^\"“”„»«」『』]{2,200})[\"“”»」』]")
# What may stand between two sayings of one list, and between the verb and the first.
_BETWEEN = re.compile(
    r"[\s,;/*_:：、،]*(?:(?:or|and|oder|und|o|u|y|e|ou|et|of|en|或|和|や|أو|या)\s+)?[\s:：*_]*"
)
_REASON = re.compile(r"^[\s.!。;；,*_”\"»]*(?P<why>[^\W\d_].*)$", re.DOTALL)
_STOP = re.compile(r"[.。।!！]")
_LONGEST_PARAGRAPH = 1500


def read_forbidden_sayings(place: Place, reading: Reading) -> None:
    """Take the paragraphs and items that begin with such a sentence: each saying in quotes is a red flag."""
    for paragraph in _paragraphs(reading.free(place.section.lines)):
        text = " ".join(line.unmarked for line in paragraph)[:_LONGEST_PARAGRAPH]
        bare = _WARNING.sub("", text)
        said, end = _sayings(bare)
        reason = _reason(bare[end:]) if len(said) == 1 else ""
        for saying in said:
            title = clean(saying["said"])
            if is_placeholder(title):
                continue
            first, last = paragraph[0].number, paragraph[-1].number
            reading.add(Draft(TalkingPointKind.RED_FLAG, title, first, last, place.path, text=reason))


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    held: list[Line] = []
    for line in lines:
        item = line.kind is Kind.ITEM and line.marker != BOX_MARKER
        says = (item or line.kind is Kind.TEXT) and not line.fenced
        goes_on = says and not item and bool(held) and line.number == held[-1].number + 1
        if held and not (goes_on and not _WARNING.match(line.text)):
            yield held
            held = []
        if says:
            held.append(line)
    if held:
        yield held


def _sayings(text: str) -> tuple[list[re.Match[str]], int]:
    """The quotes that a verb forbids and where they end; none where the text does not begin with one such."""
    found: list[re.Match[str]] = []
    verb, end = cue("forbids_saying").match(text), 0
    while verb:
        end = verb.end()
        while quote := _next_quote(text, end):
            found.append(quote)
            end = quote.end()
        verb = cue("forbids_saying_again").search(text, end) if found else None
    return (found, end) if found else _forbidden_behind(text)


def _next_quote(text: str, start: int) -> re.Match[str] | None:
    between = _BETWEEN.match(text, start)
    return _QUOTED.match(text, between.end() if between else start)


def _forbidden_behind(text: str) -> tuple[list[re.Match[str]], int]:
    """Where the verb comes last: 「…」とは言わない."""
    quote = _QUOTED.match(text)
    verb = cue("forbidden_behind").match(text, quote.end()) if quote else None
    rest = _STOP.search(text, verb.end()) if verb else None
    end = rest.end() if rest else len(text)
    return ([quote], end) if quote and verb else ([], 0)


def _reason(rest: str) -> str:
    """The sentence behind the saying, unless it goes on with the one that forbids it."""
    found = _REASON.match(rest)
    return clean(found["why"]) if found and not found["why"][0].islower() else ""
