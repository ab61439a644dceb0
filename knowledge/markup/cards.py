"""Flash cards of note-taking programs, written as questions with a label: `**Q: front** back`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role
from knowledge.markup.anki_blocks import block_at
from knowledge.markup.page import Page, veiled
from knowledge.markup.signs import without_tags

FEWEST_CARDS = 2
_FEWEST_TERMS = 3
_MOST_WORDS_IN_A_TERM = 8
_LEAD = re.compile(r"^(?P<indent>\s*)(?P<marker>(?:[-*+•]|\d{1,3}[.)])\s+)?")
# With blanks around it; behind a question mark without; and three colons, which no programming language has.
_BETWEEN = re.compile(
    r"\s(?P<set_off>:::?|;;|>>>?|<<)(?=\s|$)|(?<=[?？])(?P<tight>:::?|;;)(?=[^\s:]|$)|(?<=[^\s:])(?P<three>:::)(?=[^\s:])"
    r"|(?<=[^\s:])(?P<among>::)(?=[^\s:])"
)
_NO_FRONT = re.compile(r"^[:|`#>\-]")
_CARD_TAG = re.compile(r"\s#(?:card|flashcard|\[\[card\]\])(?=\s|/|$)", re.IGNORECASE)
_GAP = re.compile(r"\{\{(?:cloze|c\d)")
_PROPERTY = re.compile(r"^\s*(?:[-*]\s+)?[a-z][\w.-]*::(?:\s|$)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s")
_HEAD_MARK = re.compile(r"^#{1,6}\s+")
_FENCE = re.compile(r"^\s*(?:`{3}|~{3})")
_TO_DO = re.compile(r"^(?:TODO|DONE|DOING|LATER|NOW|WAITING)\s+(?=[^\s:：])")
_BOLD_PROPERTY = re.compile(r"^(\s*[-*+]\s+(\*\*|__)[^*_:]+\2)::(?=\s)")
_TITLE_ABOVE = re.compile(r"^[-*+]\s+(\*\*|__)(?P<title>[^*_]+)\1(?:\s#\S+)*\s*$")
_LONE = frozenset({"?", "??"})
_LONGEST_MARK = 40


@dataclass(frozen=True, slots=True)
class _Split:
    """A line as the two sides of a card; `asked` says that its front ends with a question mark.

    `tight` says that no blanks stand around the sign, `among` that it is a card only among others, `item`
    that the line is one of a list.
    """

    front: str
    back: str
    sign: str
    asked: bool
    tight: bool
    among: bool
    item: bool


def with_cards(page: Page, of_notes: bool) -> None:
    """Write the cards of `page` as questions, and note where each ends: where anything else begins."""
    starts = [index for index, line in page.said() if _may_begin(line)]
    if starts:
        splits = {index: split for index in starts if (split := _split(page.lines[index])) is not None}
        cards = _Cards(page, splits, of_notes)
        done = 0
        for index in starts:
            if index >= done:
                done = cards.read(index)
    without_tags(page, of_notes)


def _may_begin(line: str) -> bool:
    """Is there a sign in the line without which no card begins or, with a mark below its front, goes on?"""
    if "#" in line and _CARD_TAG.search(line):
        return True
    return (
        "::" in line
        or ";;" in line
        or ">>" in line
        or "<<" in line
        or line.startswith("START")
        or (len(line) < _LONGEST_MARK and line.strip() in _LONE)
    )


def as_card(front: str, back: str) -> str:
    """A card as a line that any reader of questions knows."""
    return f"**Q: {_HEAD_MARK.sub('', front.replace('**', '').strip())}** {back}".rstrip()


def _split(line: str) -> _Split | None:
    if "::" not in line and ";;" not in line and ">>" not in line and "<<" not in line:
        return None
    lead = _LEAD.match(line)
    text = line[lead.end() :] if lead else line
    found = _BETWEEN.search(veiled(text))
    if found is None:
        return None
    front, back = text[: found.start()].strip(), text[found.end() :].strip()
    if len(front) < 3 or _NO_FRONT.match(front) or not any(sign.isalpha() for sign in front):
        return None
    sign = found[0].strip()
    if sign == "<<":
        front, back = back, front
    asked = Phrase(front).ends_as_question
    among = found["among"] is not None
    return _Split(front, back, sign, asked, found["set_off"] is None, among, _is_item(line))


class _Cards:
    """The cards of a page, from its first line to its last."""

    def __init__(self, page: Page, splits: dict[int, _Split], of_notes: bool) -> None:
        self._page = page
        self._of_notes = of_notes
        self._outlined = of_notes and any(_CARD_TAG.search(line) for _, line in page.said("#"))
        # `a :: b` is a card among others like it, with a front of its own: "Note :: …" is not.
        asking = sum(split.tight and split.asked for split in splits.values())
        self._among = asking >= _FEWEST_TERMS
        terms = Counter(
            split.front for split in splits.values() if split.sign.startswith("::") and not split.among
        )
        self._many = len(terms) >= FEWEST_CARDS
        self._terms = len(terms) >= _FEWEST_TERMS
        self._repeated = {front for front, times in terms.items() if times > 1}
        self._splits = {index: split for index, split in splits.items() if self._is_card(split)}
        if self._outlined:
            for index, line in page.said("::"):
                if _PROPERTY.match(line):
                    page.hide(index)
                elif _BOLD_PROPERTY.match(line):
                    page.lines[index] = _BOLD_PROPERTY.sub(r"\1:", line)

    def read(self, index: int) -> int:
        """Read the card that begins at `index`, if one does; the index after it."""
        page = self._page
        if page.code[index] or index in page.hidden:
            return index + 1
        line = page.lines[index]
        if line.startswith("START"):
            end = block_at(page, index, as_card)
            if end > index:
                return self._ended(end)
        if index in self._splits:
            return self._on_one_line(index, self._splits[index])
        if self._outlined and _CARD_TAG.search(line) and not _HEADING.match(line):
            return self._tagged(index)
        if line.strip() in _LONE and index and page.lines[index - 1].strip():
            return self._over_a_mark(index)
        return index + 1

    def _is_card(self, split: _Split) -> bool:
        if split.among:
            # `Explain the storm::It …` among `What is …?::It …`; elsewhere it is a name in code.
            return self._among and " " in split.front and " " in split.back
        if split.sign == "<<" or split.sign.startswith(">>"):
            # Signs of outlines; elsewhere they compare, shift and append.
            return split.asked and split.item
        if split.sign == ";;":
            return split.asked
        if split.asked or (self._of_notes and not split.tight):
            return True
        asks = Phrase(split.front).asks
        if split.tight:
            return asks and bool(split.back)
        if asks or not self._terms:
            return asks and self._many
        return self._is_term(split)

    def _is_term(self, split: _Split) -> bool:
        label = Phrase(f"{split.front}: x").labels
        return (
            split.front not in self._repeated
            and len(split.front.split()) <= _MOST_WORDS_IN_A_TERM
            and not any(held.role is not Role.QUESTION for held in label)
            and "->" not in split.back
        )

    def _on_one_line(self, index: int, split: _Split) -> int:
        page = self._page
        begin = _columns(page.lines[index])
        item = _is_item(page.lines[index])
        page.lines[index] = as_card(split.front, split.back)
        return self._body(index + 1, begin, item=item, listed=not split.back)

    def _tagged(self, index: int) -> int:
        page = self._page
        line = page.lines[index]
        begin, item = _columns(line), _is_item(line)
        lead = _LEAD.match(line)
        front = _TO_DO.sub("", _CARD_TAG.sub("", line[lead.end() :] if lead else line))
        # A sentence with gaps asks nothing that could be said aloud.
        page.lines[index] = line if _GAP.search(front) else as_card(_without_tags(front), "")
        page.apart.add(index)
        if index and (title := _TITLE_ABOVE.match(page.lines[index - 1])) and begin > 0:
            # Its cards are no longer the items below it, by which it would be told as a title.
            page.lines[index - 1] = f"# {title['title']}"
        return self._body(index + 1, begin, item=item, listed=True)

    def _over_a_mark(self, index: int) -> int:
        """A lone question mark between the front, which may be of several lines, and the back."""
        page = self._page
        body = index + 1
        while body < len(page.lines) and not page.lines[body].strip():
            body += 1
        if body > index + 1 and body < len(page.lines) and Phrase(page.lines[body]).ends_as_question:
            # A question mark in place of an answer, and then the next question.
            return index + 1
        first = index - 1
        while first > 0 and self._is_front(first - 1):
            first -= 1
        lines = [page.lines[above] for above in range(first, index)]
        lead = _LEAD.match(lines[0])
        begin = _columns(lines[0])
        lines[0] = lines[0][lead.end() :] if lead else lines[0]
        front = " ".join(line.strip() for line in lines)
        for above in range(first + 1, index + 1):
            page.lines[above] = ""
            page.hidden.add(above)
        page.lines[first] = as_card(_without_tags(front), "")
        return self._body(body, begin, item=False, listed=True)

    def _is_front(self, index: int) -> bool:
        line = self._page.lines[index]
        ended = self._page.code[index] or index in self._page.hidden or index in self._page.apart
        return bool(line.strip()) and not (
            ended or _HEADING.match(line) or line.startswith("**Q: ") or _FENCE.match(line) or _is_item(line)
        )

    def _body(self, index: int, begin: int, *, item: bool, listed: bool) -> int:
        """The index after what belongs to a card that began in the column `begin`.

        An `item` has what is indented below it, with blank lines between. Any other has the lines up to the
        next blank one, and bullets on its own level where it is `listed`.
        """
        page = self._page
        waiting = False
        while index < len(page.lines):
            line = page.lines[index]
            inside = index in page.hidden or page.code[index]
            if not inside and not line.strip():
                if not item:
                    break
                waiting = True
            elif not inside and self._ends(index, begin, item=item, listed=listed, waiting=waiting):
                break
            elif item and not page.code[index]:
                page.lines[index] = _moved_left(line, begin)
            index += 1
        return self._ended(index)

    def _ends(self, index: int, begin: int, *, item: bool, listed: bool, waiting: bool) -> bool:
        line = self._page.lines[index]
        if index in self._splits or _HEADING.match(line) or line.startswith("START"):
            return True
        if self._outlined and _CARD_TAG.search(line):
            return True
        below = self._page.lines[index + 1] if index + 1 < len(self._page.lines) else ""
        if below.strip() in _LONE:
            return True
        deeper = _columns(line) > begin
        if item:
            return not deeper and (_is_item(line) or waiting)
        return _is_item(line) and not listed and not deeper

    def _ended(self, index: int) -> int:
        if index < len(self._page.lines):
            self._page.apart.add(index)
        return index


def _without_tags(front: str) -> str:
    return re.sub(r"(?:\s#(?!\d)\w[\w/-]*)+\s*$", "", front).strip()


def _is_item(line: str) -> bool:
    lead = _LEAD.match(line)
    return lead is not None and lead["marker"] is not None


def _columns(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _moved_left(line: str, columns: int) -> str:
    expanded = line.expandtabs(4)
    indent = len(expanded) - len(expanded.lstrip())
    return " " * max(indent - columns, 0) + expanded.lstrip()
