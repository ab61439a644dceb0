"""The sentences of an answer as they were said: one that goes on over a line break stays one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.figures.put_right import begins_by_putting_right
from language.noise import is_noise
from language.patterns import regex
from language.sentences import spans
from language.taken_back import TakenBack, taken_back

_ENDED = regex(r"[.!?…。！？:：;；][\"”’»)\]』」]*$")
_LISTED = regex(r"^\s*(?:[-*+•–—·]|\d{1,2}[.)])\s")
# Words that no sentence ends with, in eight languages; they stand before what goes on.
_DANGLES = regex(
    r"(?:[,，、–—-]|\b(?:and|or|but|because|with|the|a|an|of|to|for|from|which|so that|my|our|their"
    r"|und|oder|aber|weil|dass|mit|der|die|das|den|dem|ein|eine|einen|von|für|nach"
    r"|y|pero|porque|con|el|los|las|un|una|del?|para"
    r"|et|mais|parce que|avec|le|les|une|du|des|pour"
    r"|e|ma|mas|perché|porque|com|il|gli|di|da|per|por"
    r"|en|maar|omdat|met|het|een|van|voor)|(?:和|但|因为|而且|所以|以及))$",
    re.IGNORECASE,
)

# Where a quotation ends before its sentence does: "a plan together, and".
_TAIL = regex(
    r"[,，、](?: (?:and|or|but|und|oder|aber|y|o|pero|et|ou|mais|e|ma|mas|en|of|maar))?$"
    r"| (?:and|but|und|oder|aber|y|pero|et|mais|maar)$",
    re.IGNORECASE,
)
# No editor leaves a line longer than this and goes on below it: what is below was said in another turn.
_LONGEST_LINE = 120


def said_spans(answer: str) -> list[tuple[int, int]]:
    """Where the sentences of `answer` begin and end, in order; without what was taken back in them."""
    gone = taken_back(answer)
    found: list[tuple[int, int]] = []
    for start, end in spans(answer):
        if (
            found
            and "\n" in answer[found[-1][1] : start]
            and goes_on(answer[slice(*found[-1])], answer[start:])
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return [left for span in found if (left := _left_of(span, gone)) is not None] if gone else found


def _left_of(span: tuple[int, int], gone: Sequence[TakenBack]) -> tuple[int, int] | None:
    """What is left of a sentence without what was taken back, and without what takes it back; or None."""
    start, end = span
    for each in gone:
        if each.start < end and start < each.end:
            return None
        if each.begins < end and start < each.ends:
            start = each.ends
    return (start, end) if start < end else None


def quotations(quote: str) -> tuple[str, ...]:
    """The words of a quotation line by line; lines over which a sentence goes on are one."""
    words = (" ".join(quote[start:end].split()) for start, end in _lines(quote))
    return tuple(_TAIL.sub("", each) for each in words)


def goes_on(before: str, after: str) -> bool:
    """Whether the sentence that a line ends with, `before`, goes on in the next one."""
    before = before.rstrip()
    if not before or _ENDED.search(before) or _LISTED.match(after):
        return False
    line, above = after.lstrip().partition("\n")[0], before.rpartition("\n")[2]
    # Who puts a figure right says something else than the line before, and keys struck at random say nothing.
    if begins_by_putting_right(line) or is_noise(line) or is_noise(above):
        return False
    # Who writes without capitals begins each sentence with a small letter.
    small = after.lstrip()[:1].islower() and before[:1].isupper() and not _LISTED.match(before)
    return bool(_DANGLES.search(before)) or (small and len(above) <= _LONGEST_LINE)


def _lines(quote: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", quote):
        if found and goes_on(quote[slice(*found[-1])], line[0]):
            found[-1] = (found[-1][0], line.end())
        else:
            found.append(line.span())
    return found
