"""AsciiDoc, written as Markdown line for line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR
from knowledge.markup.cards import as_card
from knowledge.markup.page import Page

_HEADING = re.compile(r"^(={1,6})\s+(\S.*)$")
_CLOSED_HEADING = re.compile(r"\s=+$")
_ATTRIBUTE = re.compile(r"^:!?[A-Za-z][\w-]*!?:(?:\s.*)?$")
_BLOCK = re.compile(r"^\[(?P<named>[^\[\]]*)\]$")
_ANCHOR = re.compile(r"^\[\[[^\[\]]+\]\]$")
_TITLE = re.compile(r"^\.(?=[^\s.])(\S.*)$")
_FENCE = re.compile(r"^(?:-{4,}|\.{4,}|\+{4,}|`{3,}\w*)$")
_EDGE = re.compile(r"^(?:={4,}|\*{4,}|_{4,}|--)$")
_ASIDE = re.compile(r"^/{4,}$")
_TABLE = re.compile(r"^[|!,:]={3,}$")
_COLUMNS = re.compile(r"cols\s*=\s*\"?([^\"\]]+)")
_TIMES = re.compile(r"^(\d+)\*")
_CELL = re.compile(r"(?:^|\s)(?:[\d.+*]*[<^>]*[aehlmsdv]?)\|")
_ITEM = re.compile(r"^\s*(?P<sign>\*{1,5}|\.{1,5}|-)\s+(?P<said>\S.*)$")
_TERM = re.compile(r"^\s*(?P<term>\S.*?)(?P<sign>:{2,4}|;;)(?:\s+(?P<said>\S.*))?$")
_MACRO = re.compile(r"^(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::\S*\[.*\]$")
_CALLOUT = re.compile(r"^<(?:\d{1,2}|\.)>\s+")
_CALLED = re.compile(r"(?:\s{0,4}(?:(?://|#|--|;;)\s{0,4})?<(?:\d{1,2}|\.)>)+\s*$")
_WARNING = re.compile(r"^(?:WARNING|CAUTION):\s+(?=\S)")
_BOLD = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]*[^\s*])\*(?![\w*])")
_LINK = re.compile(r"(?:link:|https?://|mailto:)[^\s\[\]<>]{1,300}\[([^\[\]]+)\]")
_REFERENCE = re.compile(r"<<[^<>,]+,\s*([^<>]+)>>")
_BOX = re.compile(r"^\[[*xX ]\]\s")
_FEWEST_SIGNS = 3
_CODE_BLOCKS = frozenset({"source", "listing", "literal"})
_WARNINGS = frozenset({"WARNING", "CAUTION"})
_LOOK_AHEAD = 6
_HEADER_LINES = 4


def is_asciidoc(lines: Sequence[str]) -> bool:
    """Titles behind `=`, which nothing ends, and what else only AsciiDoc has."""
    titles = sum(
        line.startswith("=") and bool(_HEADING.match(line)) and not _CLOSED_HEADING.search(line)
        for line in lines
    )
    if titles < 2 or any(line.startswith(("# ", "## ")) for line in lines):
        return False
    others = sum(
        bool(
            line.startswith(("[", ":", "|===", "****", "____", "----", "====", "//", "."))
            or line.endswith("::")
        )
        for line in lines
    )
    return titles + others >= _FEWEST_SIGNS


def from_asciidoc(page: Page) -> None:
    """Write the lines of `page` as Markdown; what only a program reads is hidden."""
    reader = _Reader(page)
    for index, line in enumerate(page.lines):
        reader.read(index, line.rstrip())


@dataclass(slots=True)
class _Reader:
    """Where one is in the page: how deep, in which blocks, and what the next block was called."""

    page: Page
    level: int = 1
    named: str = ""
    in_header: int = 0
    fence: str = ""
    aside: bool = False
    asks: bool = False
    warns: bool = False
    edges: list[tuple[str, bool]] = field(default_factory=list)
    titled: bool = False
    table: _Table | None = None

    def read(self, index: int, line: str) -> None:
        """Write one line; `index` counts up from 0."""
        if self.fence or self.aside:
            self._within(index, line)
        elif _ASIDE.match(line):
            self.aside = True
            self.page.hide(index)
        elif line.startswith("//") or _ATTRIBUTE.match(line) or _MACRO.match(line) or _ANCHOR.match(line):
            self.page.hide(index)
        elif _FENCE.match(line) and not line.startswith("`"):
            self.fence = line
            parts = [part.strip() for part in self.named.split(",")]
            language = parts[1] if len(parts) > 1 and parts[0] in {"source", ""} else ""
            self.page.lines[index] = f"```{language or 'text'}"
            self.named = ""
        elif _TABLE.match(line):
            self.table = None if self.table else _Table(self.page, _columns(self.named))
            self.page.lines[index] = ""
            self.named = ""
        elif self.table is not None:
            self.table.read(index, line)
        elif not self._is_a_mark(index, line):
            self._says(index, line)

    def _within(self, index: int, line: str) -> None:
        if self.aside:
            self.aside = not _ASIDE.match(line)
            self.page.hide(index)
        elif line == self.fence:
            self.fence = ""
            self.page.lines[index] = "```"
        else:
            self.page.lines[index] = _CALLED.sub("", line)

    def _is_a_mark(self, index: int, line: str) -> bool:
        """Is a line no more than the edge of a block, its kind or a join?"""
        if _EDGE.match(line):
            self._edge(index, line)
        elif line == "+" or (self.in_header and line):
            self.page.lines[index] = ""
            self.in_header = max(self.in_header - 1, 0)
        elif (found := _BLOCK.match(line)) and not line.startswith(("[ ]", "[x]", "[*]")):
            self.named = found["named"]
            self.asks = self.named.startswith("qanda")
            self.page.lines[index] = ""
        else:
            self.in_header = 0
            return False
        return True

    def _edge(self, index: int, line: str) -> None:
        self.warns = self.named in _WARNINGS
        self.named = ""
        self.asks = False
        self.page.lines[index] = ""
        if self.edges and self.edges[-1][0] == line:
            if self.edges.pop()[1]:
                # What has a title of its own ends here, and not at the next title.
                self.page.apart.add(index + 1)
        else:
            self.edges.append((line, self.titled))
        self.titled = False

    def _says(self, index: int, line: str) -> None:
        lines = self.page.lines
        if not line:
            lines[index] = ""
            return
        heading, title = _HEADING.match(line), _TITLE.match(line)
        if heading:
            self.level = len(heading[1])
            self.in_header = _HEADER_LINES if self.level == 1 else 0
            self.asks = False
            lines[index] = f"{heading[1].replace('=', '#')} {_inline(heading[2])}"
        elif title and self._titles_words(index):
            self.titled = True
            self.asks = False
            lines[index] = f"{'#' * min(self.level + 1, 6)} {_inline(title[1])}"
        elif title:
            lines[index] = f"**{title[1]}**"
        elif item := _ITEM.match(line):
            lines[index] = _listed(item["sign"], item["said"])
        elif (term := _TERM.match(line)) and "::" not in term["term"]:
            lines[index] = self._term(term["term"], term["said"] or "")
        else:
            said = _inline(_CALLOUT.sub("", _WARNING.sub("", line)))
            warns = self.warns or bool(_WARNING.match(line))
            lines[index] = self._ban(index, said) if warns and _bans(said) else said

    def _ban(self, index: int, said: str) -> str:
        """What not to say as a list of its own where nothing else is below it, or else as a labelled line."""
        below = self.page.lines[index + 1 : index + 1 + _LOOK_AHEAD]
        first = next((line for line in below if line.strip() and not _EDGE.match(line)), "= end")
        if _HEADING.match(first) or _WARNING.match(first):
            return f"{'#' * max(self.level, 2)} Red flags\n- {said}"
        return f"**Red flag:** {said}"

    def _titles_words(self, index: int) -> bool:
        """Does a block of words stand below a title, and no code and no table?"""
        for below in self.page.lines[index + 1 : index + 3]:
            if found := _BLOCK.match(below):
                if found["named"].partition(",")[0] in _CODE_BLOCKS:
                    return False
                continue
            return not (_FENCE.match(below) or _TABLE.match(below) or _ITEM.match(below))
        return False

    def _term(self, term: str, said: str) -> str:
        said = _inline(said)
        if self.asks or Phrase(term).asks:
            return as_card(term, said)
        if Phrase(f"**{term}:** told").label(*STAR):
            return f"**{term}:** {said}"
        return f"- **{term.strip('*_')}**: {said}".rstrip()


@dataclass(slots=True)
class _Table:
    """A table, whose cells stand side by side or below each other."""

    page: Page
    columns: int = 0
    row: list[str] = field(default_factory=list)
    first: int = -1
    last: int = -1
    rows: int = 0

    def read(self, index: int, line: str) -> None:
        """Write a line of a table: a row where its first cell stands, and a mark where the others do."""
        self.page.hide(index)
        if not line.strip():
            if self.rows == 1 and not self.row:
                self._write(index, ["---"] * self.columns)
                self.rows += 1
            return
        held = [_inline(cell.strip()) for cell in _CELL.split(line)[1:]]
        if not held:
            if self.row:
                self.row[-1] = f"{self.row[-1]} {_inline(line.strip())}"
            return
        self.columns = self.columns or len(held)
        if not self.row:
            self.first = index
        self.row += held
        self._write(self.first, self.row)
        for between in range(self.last + 1, self.first) if self.last >= 0 else ():
            # What a blank line parts would be two tables.
            self._write(between, ["---"] * self.columns)
        self.last = self.first
        if len(self.row) >= self.columns:
            self.row = []
            self.rows += 1

    def _write(self, index: int, cells: Sequence[str]) -> None:
        self.page.lines[index] = f"| {' | '.join(cells)} |"
        self.page.hidden.discard(index)


def _bans(said: str) -> bool:
    return bool(cue("begins_with_a_ban").match(folded(said)))


def _columns(named: str) -> int:
    found = _COLUMNS.search(named)
    if found is None:
        return 0
    times = _TIMES.match(found[1])
    return int(times[1]) if times else len(re.split(r"[,;]", found[1]))


def _listed(sign: str, said: str) -> str:
    marker = "1." if sign[0] == "." else "-"
    box = _BOX.match(said)
    if box:
        said = f"[{' ' if said[1] == ' ' else 'x'}] {said[box.end() :]}"
    return f"{'   ' * (len(sign) - 1)}{marker} {_inline(said)}"


def _inline(text: str) -> str:
    """Bold words with two stars, links without their address."""
    if "*" in text:
        text = _BOLD.sub(r"**\1**", text)
    if "[" in text and "]" in text:
        text = _LINK.sub(r"\1", text)
    if "<<" in text:
        text = _REFERENCE.sub(r"\1", text)
    return text
