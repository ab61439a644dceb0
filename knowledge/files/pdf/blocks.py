"""Lines to the blocks of a document: headings, paragraphs, items of lists, code, tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.files.pdf.lines import Line
from knowledge.files.pdf.markers import Marker, as_markdown, is_marker, marker_of
from knowledge.files.pdf.style import Style, could_title, key_of
from knowledge.files.pdf.tables import Table
from knowledge.files.pdf.tags import Role

_DEEPEST_LIST = 8


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CODE = "code"
    TABLE = "table"


@dataclass(slots=True)
class Block:
    """One block. `lines` are the lines that the writer of the document broke, each as the pieces that wrap.

    `level` is a heading's (1 to 6); `depth` how many lists a paragraph or item stands in.
    """

    kind: BlockKind
    level: int = 0
    depth: int = 0
    marker: str = ""
    lines: list[list[Line]] = field(default_factory=list)
    table: Table | None = None
    skip: int = 0
    alone: bool = True

    @property
    def last(self) -> Line | None:
        return self.lines[-1][-1] if self.lines else None

    @property
    def text(self) -> str:
        return " ".join(part.text.strip() for line in self.lines for part in line)[self.skip :]


@dataclass(slots=True)
class _Open:
    """A list that is open: where its markers and its text begin."""

    marker_x: float
    text_x: float


class _Builder:
    """Takes lines in reading order and makes blocks of them."""

    def __init__(self, style: Style) -> None:
        self.blocks: list[Block] = []
        self._style = style
        self._lists: list[_Open] = []
        self._label: Line | None = None

    def add(self, line: Line) -> None:
        if line.tag is not None and line.tag.role is Role.LABEL and is_marker(line.text):
            self._label = line
            return
        if not line.font.family and is_marker(line.text):
            # A mark that is drawn and has no text beside it.
            return
        above = self.blocks[-1].last if self.blocks else None
        same = above is not None and self._together(above, line)
        if self._is_code(line):
            self._code(line, above)
        elif self._heading(line, above, same=same):
            self._lists.clear()
        elif not self._item(line, above, same=same):
            self._text(line, above, same=same)

    def table(self, table: Table) -> None:
        self._lists.clear()
        self.blocks.append(Block(BlockKind.TABLE, table=table))

    def _together(self, above: Line, line: Line) -> bool:
        """Could two lines be of one paragraph, by their tags or the room between them?"""
        if above.tag is not None and line.tag is not None:
            return above.tag.block == line.tag.block
        if above.tag is not line.tag and (above.tag is None or line.tag is None):
            return False
        if above.page != line.page or line.baseline < above.baseline:
            # Over the end of a page or column; a sentence that ended there may have ended its paragraph.
            return abs(above.size - line.size) < 0.6 and self._wraps(above, line) and not _ends(above)
        return abs(above.size - line.size) < 0.6 and not self._style.apart(above, line)

    def _wraps(self, above: Line, line: Line) -> bool:
        """Would the first word of `line` not have had room in the line above?"""
        if not above.right:
            return True
        return above.x1 + 0.25 * above.size + line.first_word > above.right - 0.3 * above.size

    def _is_code(self, line: Line) -> bool:
        if self._style.mono or (line.tag is not None and line.tag.role is Role.HEADING):
            return False
        return line.all_mono and not is_marker(line.text)

    def _code(self, line: Line, above: Line | None) -> None:
        current = self.blocks[-1] if self.blocks else None
        goes_on = current is not None and current.kind is BlockKind.CODE and above is not None
        if goes_on and above is not None and above.tag is not None and line.tag is not None:
            goes_on = above.tag.block == line.tag.block
        if current is None or not goes_on:
            current = Block(BlockKind.CODE, depth=len(self._lists) if self._inside(line) else 0)
            self.blocks.append(current)
        current.lines.append([line])

    def _inside(self, line: Line) -> bool:
        return bool(self._lists) and line.x0 >= self._lists[-1].text_x - 0.5 * line.size

    def _heading(self, line: Line, above: Line | None, *, same: bool) -> bool:
        level = self._heading_level(line)
        if not level:
            return False
        current = self.blocks[-1] if self.blocks else None
        if current is not None and current.kind is BlockKind.HEADING and above is not None:
            alike = key_of(above) == key_of(line) and current.level == level
            close = above.page == line.page and 0 < line.baseline - above.baseline < 1.7 * line.size
            tagged = above.tag is not None and line.tag is not None
            if same if tagged else alike and close and self._wraps(above, line):
                current.lines[-1].append(line)
                return True
        self.blocks.append(Block(BlockKind.HEADING, level=level, lines=[[line]]))
        return True

    def _heading_level(self, line: Line) -> int:
        if line.tag is not None and line.tag.role is Role.HEADING:
            return line.tag.level
        if line.tag is not None and (line.tag.item or line.tag.role is not Role.TEXT):
            return 0
        if self._style.mono:
            return 0
        known = self._style.title_level(line.text)
        if known and (line.all_bold or self._style.sets_apart(line)):
            return known
        if self._style.sets_apart(line) and could_title(line, self._style):
            marker = marker_of(line.text)
            return 0 if marker is not None and marker.sure else self._style.levels.get(key_of(line), 0)
        return 0

    def _item(self, line: Line, above: Line | None, *, same: bool) -> bool:
        if line.tag is not None and line.tag.item:
            return self._tagged_item(line, same=same)
        marker = marker_of(line.text)
        if marker is None or (
            not marker.sure and same and above is not None and self._mid_sentence(above, line)
        ):
            return False
        if (
            line.tag is not None
            and above is not None
            and same
            and not marker.sure
            and self._wraps(above, line)
        ):
            return False
        self._open_list(line.x0, _text_x(line, marker), line.size)
        self.blocks.append(
            Block(
                BlockKind.ITEM,
                depth=len(self._lists),
                marker=marker.written,
                lines=[[line]],
                skip=marker.length,
            )
        )
        return True

    def _mid_sentence(self, above: Line, line: Line) -> bool:
        """A dash or number at the beginning of a wrapped line is part of its sentence."""
        current = self.blocks[-1]
        in_item = current.kind is BlockKind.ITEM and abs(line.x0 - self._lists[-1].marker_x) < 0.5 * line.size
        return not in_item and self._wraps(above, line) and abs(above.x0 - line.x0) < 0.5 * line.size

    def _tagged_item(self, line: Line, *, same: bool) -> bool:
        tag, label = line.tag, self._label
        if tag is None:
            return False
        opens = label is not None and label.tag is not None and label.tag.item == tag.item
        current = self.blocks[-1] if self.blocks else None
        last = current.last.tag if current is not None and current.last is not None else None
        if not opens and last is not None and last.item == tag.item:
            return False
        self._label = None
        marker = marker_of(line.text)
        written = (
            as_markdown(label.text) if opens and label is not None else marker.written if marker else "-"
        )
        if marker and marker.written.startswith("- ["):
            written = marker.written
        self._lists = [_Open(line.x0, line.x0)] * min(tag.depth, _DEEPEST_LIST)
        skip = marker.length if marker and (marker.sure or not opens) else 0
        self.blocks.append(
            Block(
                BlockKind.ITEM, depth=min(tag.depth, _DEEPEST_LIST), marker=written, lines=[[line]], skip=skip
            )
        )
        return True

    def _open_list(self, marker_x: float, text_x: float, size: float) -> None:
        while self._lists and marker_x < self._lists[-1].marker_x - 0.5 * size:
            self._lists.pop()
        if self._lists and marker_x <= self._lists[-1].marker_x + 0.8 * size:
            self._lists[-1] = _Open(self._lists[-1].marker_x, text_x)
        elif len(self._lists) < _DEEPEST_LIST:
            self._lists.append(_Open(marker_x, text_x))

    def _text(self, line: Line, above: Line | None, *, same: bool) -> None:
        current = self.blocks[-1] if self.blocks else None
        goes_on = current is not None and current.kind in {BlockKind.TEXT, BlockKind.ITEM} and same
        if goes_on and current is not None and above is not None:
            titled = line.all_bold != above.all_bold and line.tag is None and current.kind is BlockKind.TEXT
            if titled and not self._wraps(above, line):
                self.blocks.append(Block(BlockKind.TEXT, depth=current.depth, lines=[[line]]))
                return
            if self._wraps(above, line) and not _begins_a_label(line, above):
                current.lines[-1].append(line)
                return
            if current.kind is BlockKind.TEXT or line.tag is not None or self._inside(line):
                current.lines.append([line])
                return
        depth = 0
        if line.tag is not None:
            depth = min(line.tag.depth, _DEEPEST_LIST)
        elif self._inside(line):
            depth = len(self._lists)
        if not depth:
            self._lists.clear()
        self.blocks.append(Block(BlockKind.TEXT, depth=depth, lines=[[line]], alone=not same))


def blocks_of(parts: Iterable[Line | Table], style: Style) -> list[Block]:
    """The blocks of a document whose lines and tables come in reading order."""
    builder = _Builder(style)
    for part in parts:
        if isinstance(part, Table):
            builder.table(part)
        else:
            builder.add(part)
    return builder.blocks


def _ends(line: Line) -> bool:
    return line.text.rstrip(" \"”»’')").endswith((".", "!", "?", ":", "。", "！", "？", "："))


def _begins_a_label(line: Line, above: Line) -> bool:
    """`**Result:** …` begins a line of its own, however long the line above is."""
    first = line.runs[0]
    if above.runs[-1].bold:
        return False
    label = first.text.strip()
    following = line.runs[1].text if len(line.runs) > 1 else ""
    ends = label.endswith((":", "：")) or following.lstrip().startswith((":", "："))
    return first.bold and not line.all_bold and ends and len(label) <= 60


def _text_x(line: Line, marker: Marker) -> float:
    """Where the text after the marker begins."""
    signs = sum(not sign.isspace() for sign in line.text[: marker.length])
    return line.begins[signs] if signs < len(line.begins) else line.x0
