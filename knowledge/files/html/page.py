"""What a page holds, put together from its elements as they open and close."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.files.code import joined
from knowledge.files.html.looks import (
    Look,
    declarations,
    is_hidden,
    language_of,
    look_of,
    rules_of,
)
from knowledge.files.html.tables import OpenTable
from knowledge.files.rich import (
    Block,
    Code,
    Heading,
    Item,
    Omitted,
    Paragraph,
    Rich,
    Rule,
    Span,
    is_empty,
    raised,
    text_of,
)

_BLOCKS = frozenset(
    (
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu ol p pre "
        "section summary table tbody td tfoot th thead tr ul"
    ).split()
)
_SKIPPED = frozenset(
    (
        "annotation area audio base button canvas datalist embed frameset head iframe map math noframes "
        "noscript object rp rt script select style svg template textarea title video"
    ).split()
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_OWNERS = frozenset("caption summary dt li td th h1 h2 h3 h4 h5 h6".split())
_TABLES = frozenset("table tr td th".split())
_MOST_TABLES = 6
_SIGNS = {"br": "\n", "q": "“"}
_SUMMARY_LEVEL = 6
_NOTE_REFERENCE = re.compile(r"footnote-?ref|noteref|footnoteanc|footnotereference|endnoteanc", re.I)
_NOTES = re.compile(r"\bfootnotes\b|doc-endnotes|sdfootnote\d|sdendnote\d", re.I)
_MARGIN = re.compile(r"mso-element:(?:footnote-list|endnote-list|header|footer|comment)")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LEVEL_OF_WORD = re.compile(r"mso-list:\S*?level(\d)")


@dataclass(slots=True)
class _Element:
    """An open element; `fresh` says of an item of a list that nothing of it was written yet."""

    tag: str
    look: Look
    skipped: str = ""
    language: str = ""
    fresh: bool = False
    marker: str = "-"


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int


@dataclass(slots=True)
class _Counts:
    struck: int = 0
    hidden: int = 0
    footnotes: int = 0
    menus: int = 0


@dataclass(slots=True)
class Page:
    """The target of a parser: `start`, `end` and `data` come in the order of the page, then `close`."""

    _open: list[_Element] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _tables: list[OpenTable] = field(default_factory=list)
    # Tables that are open deeper than anybody means it; they are read as text.
    _ignored_tables: int = 0
    # The open elements that say what a text is: an item, a heading, a cell.
    _owners: list[_Element] = field(default_factory=list)
    # Where blocks go: the page itself, or the cell that is open.
    _sinks: list[list[Block]] = field(default_factory=lambda: [[]])
    _spans: list[Span] = field(default_factory=list)
    _rules: dict[str, str] = field(default_factory=dict)
    _sheet: list[str] = field(default_factory=list)
    _inside: dict[str, int] = field(default_factory=dict)
    _counts: _Counts = field(default_factory=_Counts)
    # That of the code which is open; its name stands on an element around or within it.
    _language: str = ""
    # An item of a list that Word saved as a paragraph: how deep it stands, and the text of its marker.
    _word_item: tuple[int, list[str]] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        outer = self._open[-1] if self._open else _Element("", Look())
        declared = declarations(attributes)
        for name in attributes.get("class", "").split() if self._rules else ():
            declared = self._rules.get(name, "") + declared
        skipped = outer.skipped or self._why_skipped(tag, attributes, declared)
        element = _Element(tag, look_of(tag, declared, outer.look), skipped, outer.language)
        self._open.append(element)
        if tag in _OWNERS:
            self._owners.append(element)
        self._inside[tag] = self._inside.get(tag, 0) + 1
        if skipped:
            return
        if tag in _BLOCKS:
            self._flush()
        element.language = language_of(attributes) or outer.language
        if element.language and self._inside.get("pre"):
            self._language = element.language
        self._begin(element, attributes, declared)

    def _begin(self, element: _Element, attributes: Mapping[str, str], declared: str) -> None:
        tag = element.tag
        if tag in _TABLES:
            self._begin_table(tag, attributes)
        elif tag in _LISTS:
            self._lists.append(_List(tag == "ol", _number(attributes.get("start"), 1)))
        elif tag == "li":
            self._item(element, attributes)
        elif tag == "input":
            self._box(attributes)
        elif tag == "hr":
            self._put(Rule())
        elif tag == "p":
            level = _LEVEL_OF_WORD.search(declared)
            self._word_item = (int(level[1]), []) if level else None
        elif tag == "img" and not any(map(str.isalnum, attributes.get("alt", "x"))):
            # A picture of an emoji.
            self._spans.append(Span(attributes["alt"]))
        elif tag in _SIGNS:
            self._spans.append(Span(_SIGNS[tag]))

    def _begin_table(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "table" and len(self._tables) < _MOST_TABLES:
            self._tables.append(OpenTable())
        elif tag == "table":
            self._ignored_tables += 1
        elif self._tables and not self._ignored_tables:
            self._tables[-1].begin(tag, attributes, in_head=bool(self._inside.get("thead")))
            if tag != "tr":
                self._sinks.append([])

    def end(self, tag: str) -> None:
        """An element closes; the parser closes every one that it opened, the innermost first."""
        element = self._open.pop()
        self._inside[tag] -= 1
        if element.skipped:
            if element.tag == "style":
                self._rules |= rules_of("".join(self._sheet))
                self._sheet.clear()
        elif tag == "q":
            self._spans.append(Span("”"))
        elif tag == "pre":
            self._close_code()
        elif tag in _BLOCKS:
            self._flush()
            self._close_block(tag)
        if tag in _OWNERS:
            self._owners.pop()

    def _close_block(self, tag: str) -> None:
        if tag in _LISTS and self._lists:
            self._lists.pop()
        elif tag == "details":
            self._put(Rule())
        elif tag == "table" and self._ignored_tables:
            self._ignored_tables -= 1
        elif tag == "table" and self._tables:
            self._put(self._tables.pop().closed())
        elif tag in {"td", "th"} and self._tables and not self._ignored_tables and len(self._sinks) > 1:
            self._tables[-1].put(tuple(self._sinks.pop()))

    def data(self, text: str) -> None:
        """Text of the element that is open."""
        element = self._open[-1] if self._open else _Element("", Look())
        if element.skipped:
            if element.tag == "style":
                self._sheet.append(text)
            elif element.skipped == "marker" and self._word_item:
                self._word_item[1].append(text)
            return
        if element.look.struck:
            self._counts.struck += bool(text.strip())
            return
        if not self._inside.get("pre"):
            text = _SPACES.sub(" ", text)
            if text.startswith(" ") and (not self._spans or self._spans[-1].text[-1:] in {" ", "\n"}):
                text = text[1:]
        if not text:
            return
        look = element.look
        self._spans.append(
            Span(raised(text) if look.raised else text, bold=look.bold, italic=look.italic, code=look.code)
        )

    def comment(self, text: str) -> None:
        """What nobody sees."""

    def close(self) -> Rich:
        """The page as a whole."""
        self._flush()
        counts = self._counts
        omitted = Omitted(counts.struck, counts.hidden, counts.footnotes, counts.menus)
        blocks = (block for sink in self._sinks for block in sink)
        # LibreOffice writes each line of code as a block of its own.
        return Rich(tuple(joined(blocks, also_between_languages=False)), omitted)

    def _why_skipped(self, tag: str, attributes: Mapping[str, str], declared: str) -> str:
        named = f"{attributes.get('class', '')} {attributes.get('role', '')} {attributes.get('id', '')}"
        if tag == "span" and "mso-list:ignore" in declared:
            return "marker"
        if tag in _SKIPPED or (tag == "div" and _is_page_margin(attributes, declared)):
            return "nothing"
        if (tag == "a" and _NOTE_REFERENCE.search(named)) or "doc-backlink" in named:
            self._counts.footnotes += "doc-backlink" not in named
            return "footnote"
        if tag in {"section", "div", "aside", "ol"} and _NOTES.search(named):
            return "footnotes"
        if tag == "nav" or attributes.get("role") == "navigation":
            self._counts.menus += 1
            return "menu"
        own = declarations(attributes)
        if tag not in {"html", "body"} and is_hidden(attributes, own):
            self._counts.hidden += 1
            return "hidden"
        return ""

    def _item(self, element: _Element, attributes: Mapping[str, str]) -> None:
        element.fresh = True
        if self._lists and self._lists[-1].ordered:
            number = _number(attributes.get("value"), self._lists[-1].number)
            self._lists[-1].number = number + 1
            element.marker = f"{number % 1000}."

    def _box(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "").lower() != "checkbox":
            return
        item = self._owners[-1] if self._owners else None
        if item is not None and item.tag == "li" and item.fresh and is_empty(self._spans):
            item.marker = "- [x]" if "checked" in attributes else "- [ ]"
        else:
            self._spans.append(Span("☐ "))

    def _close_code(self) -> None:
        language, self._language = self._language, ""
        lines = text_of(self._spans).expandtabs(4).split("\n")
        self._spans.clear()
        self._put(Code(tuple(lines), language, len(self._lists)))

    def _flush(self) -> None:
        """Write the text read so far as a block of the element that it stood in."""
        spans, self._spans = tuple(self._spans), []
        word_item, self._word_item = self._word_item, None
        if is_empty(spans):
            return
        if self._inside.get("pre"):
            self._put(Code(tuple(text_of(spans).split("\n")), "", len(self._lists)))
            return
        owner = self._owners[-1] if self._owners else None
        if owner is not None and owner.tag == "caption" and self._tables:
            told = self._tables[-1].caption
            self._tables[-1].caption = (*told, Span(" "), *spans) if told else spans
        elif owner is not None and owner.tag[0] == "h":
            self._put(Heading(int(owner.tag[1]), spans))
        elif owner is not None and owner.tag == "summary":
            self._put(Heading(_SUMMARY_LEVEL, spans))
        elif word_item is not None:
            marker = "".join(word_item[1]).strip(" .)(\xa0")
            self._put(Item(spans, word_item[0] - 1, f"{marker}." if marker.isdigit() else "-"))
        elif owner is not None and owner.tag == "li" and owner.fresh:
            owner.fresh = False
            self._put(Item(spans, max(0, len(self._lists) - 1), owner.marker))
        else:
            depth = len(self._lists) if owner is not None and owner.tag == "li" else 0
            self._put(Paragraph(spans, depth, quoted=bool(self._inside.get("blockquote"))))

    def _put(self, block: Block) -> None:
        self._sinks[-1].append(block)


def _is_page_margin(attributes: Mapping[str, str], declared: str) -> bool:
    """Is this what LibreOffice and Word save of a page's head and foot, or their footnotes?"""
    return attributes.get("title") in {"header", "footer"} or bool(_MARGIN.search(declared))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
