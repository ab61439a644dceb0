"""A PDF's bytes to Markdown, and what had to be guessed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from domain.errors import UnreadableGuide
from domain.guide import Repair
from knowledge.files.markdown import markdown_of
from knowledge.files.pdf.blocks import BlockKind, blocks_of
from knowledge.files.pdf.columns import Columns
from knowledge.files.pdf.drawn import UNKNOWN
from knowledge.files.pdf.furniture import without_furniture
from knowledge.files.pdf.joined import as_typed, rich_of
from knowledge.files.pdf.lines import Line, merged
from knowledge.files.pdf.markers import is_marker
from knowledge.files.pdf.opened import Opened, open_pdf
from knowledge.files.pdf.style import style_of
from knowledge.files.pdf.tables import Table, aligned_tables, ruled_tables
from knowledge.files.pdf.tags import Role
from knowledge.files.pdf.titles import with_titles

# The share of letters with a tag from which the tags are trusted to hold the whole document.
_TAGGED = 0.8
_UNREADABLE = 0.3
_NO_HEADINGS = "the PDF has no headings: where an answer ends was guessed"


@dataclass(frozen=True, slots=True)
class Read:
    """The Markdown, and what the reader has to tell about it."""

    text: str
    repairs: tuple[Repair, ...] = ()


def read_pdf(data: bytes, name: str) -> Read:
    """The PDF as Markdown.

    Raises `UnreadableGuide` where it is damaged, locked, too large or without text.
    """
    opened = open_pdf(data, name)
    _refuse_unreadable(opened.lines, name)
    tagged = _is_tagged(opened.lines)
    lines = without_furniture(opened.pages, opened.lines)
    parts = list(_tagged(opened, lines) if tagged else _laid_out(opened, lines))
    style = style_of(_by_region(parts), opened.outline)
    told = (
        [Repair(what="pages of the PDF that are damaged, read in part", count=opened.damaged)]
        if opened.damaged
        else []
    )
    if style.mono:
        return Read("\n".join(as_typed(_joined(parts))) + "\n", tuple(told))
    blocks = blocks_of(parts, style)
    if sum(block.kind is BlockKind.HEADING for block in blocks) <= 1:
        # At most the document's own title is set as one.
        blocks, titles = with_titles(blocks)
        what = "titles of a PDF without headings, told by their words" if titles else _NO_HEADINGS
        told.append(Repair(what=what, count=max(titles, 1)))
    content = rich_of(blocks, style)
    if content.omitted.struck:
        told.append(Repair(what="struck-out passages left out", count=content.omitted.struck))
    return Read(markdown_of(content.blocks), tuple(told))


def _is_tagged(lines: list[list[Line]]) -> bool:
    """Do tags hold the whole document? Where they hold a part of it, they are taken off."""
    signs = tagged = 0
    for line in chain.from_iterable(lines):
        signs += len(line.text)
        tagged += len(line.text) if line.tag is not None else 0
    if tagged >= _TAGGED * max(signs, 1):
        return True
    for line in chain.from_iterable(lines):
        line.tag = None
    return False


def _refuse_unreadable(lines: list[list[Line]], name: str) -> None:
    letters = unknown = 0
    for page in lines:
        for line in page:
            letters += len(line.text)
            unknown += line.text.count(UNKNOWN)
    if not letters:
        raise UnreadableGuide(name, "holds no text (a scan?); save it as text, then try again")
    if unknown > _UNREADABLE * letters:
        raise UnreadableGuide(
            name, "does not say which letters it shows; save it as Word or text, then try again"
        )


def _laid_out(opened: Opened, lines: list[list[Line]]) -> Iterator[Line | Table]:
    """Lines and tables in reading order, by where they stand."""
    columns = Columns()
    for page, held in zip(opened.pages, lines, strict=True):
        tables, rest = ruled_tables(page, held) if held else ([], [])
        waiting = sorted(tables, key=lambda table: table.top)
        for region in columns.regions(rest, page.width):
            out: list[Line | Table] = []
            for row in aligned_tables(_rows(region)):
                out += [row] if isinstance(row, Table) else [_one_line(row)]
            yield from _with_tables(out, region, waiting)
        yield from waiting


def _with_tables(
    parts: list[Line | Table], region: list[Line], waiting: list[Table]
) -> Iterator[Line | Table]:
    """The parts of a region with the ruled tables that stand between them."""
    left, right = min(line.x0 for line in region), max(line.right for line in region)
    for part in parts:
        top = part.top if isinstance(part, Table) else part.baseline
        for table in list(waiting):
            if table.top >= top:
                break
            if left - 20 <= table.x0 <= right:
                waiting.remove(table)
                yield table
        yield part


def _rows(region: list[Line]) -> list[list[Line]]:
    """Parts that stand on one line, from left to right; a marker is joined with its item."""
    rows: list[list[Line]] = []
    for line in region:
        if rows and abs(line.baseline - rows[-1][0].baseline) <= 0.3 * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_with_markers(sorted(row, key=lambda line: line.x0)) for row in rows]


def _with_markers(row: list[Line]) -> list[Line]:
    joined: list[Line] = []
    for line in row:
        before = joined[-1] if joined else None
        near = before is not None and line.x0 - before.x1 < 5 * line.size
        if before is not None and near and is_marker(before.text) and line.text.strip() in "•◦▪":
            # A list that is nothing but the item of another.
            joined[-1] = line
        elif (
            before is not None and near and (is_marker(before.text) or line.x0 - before.x1 < 0.35 * line.size)
        ):
            joined[-1] = merged(before, line)
        else:
            joined.append(line)
    return joined


def _one_line(row: list[Line]) -> Line:
    line = row[0]
    for part in row[1:]:
        line = merged(line, part)
    return line


def _tagged(opened: Opened, lines: list[list[Line]]) -> Iterator[Line | Table]:
    """Lines and tables in the order of the tags."""
    rank = {key: place for place, key in enumerate(opened.tags)}
    placed: list[tuple[int, int, Line]] = []
    columns = Columns()
    for page, held in zip(opened.pages, lines, strict=True):
        flowing = [line for line in held if line.tag is None or line.tag.role is not Role.CELL]
        columns.regions(flowing, page.width)
        last = placed[-1][0] if placed else 0
        for line in held:
            last = rank.get((line.page, line.mark), last) if line.mark is not None else last
            placed.append((last, len(placed), line))
    placed.sort(key=lambda item: item[:2])
    ordered = _whole_lines([line for _, _, line in placed])
    for table, held_by in groupby(ordered, key=_table_of):
        if table:
            yield _tagged_table(list(held_by))
        else:
            yield from held_by


def _whole_lines(lines: list[Line]) -> list[Line]:
    """Parts of a block that stand on one line, joined from left to right; cells stay as they are."""

    def place(line: Line) -> tuple[int, int, int, int]:
        alone = line.tag is None or line.tag.role is Role.CELL
        return (
            line.page,
            line.tag.block if line.tag else 0,
            round(line.baseline / 3),
            line.order if alone else -1,
        )

    return [_one_line(sorted(row, key=lambda line: line.x0)) for _, row in groupby(lines, key=place)]


def _table_of(line: Line) -> int:
    return line.tag.table if line.tag is not None and line.tag.role is Role.CELL else 0


def _tagged_table(lines: list[Line]) -> Table:
    table = Table(lines[0].page, lines[0].baseline, lines[0].x0)
    width = max(line.tag.column for line in lines if line.tag is not None)
    for _, row in groupby(lines, key=lambda line: line.tag.row if line.tag is not None else 0):
        table.rows.append([[] for _ in range(width)])
        for line in row:
            if line.tag is not None:
                table.rows[-1][line.tag.column - 1].append(line)
    return table


def _by_region(parts: list[Line | Table]) -> list[list[Line]]:
    """The lines without those in tables, in runs that stand below each other."""
    runs: list[list[Line]] = [[]]
    for part in parts:
        if isinstance(part, Table):
            runs.append([])
        else:
            runs[-1].append(part)
    return runs


def _joined(parts: list[Line | Table]) -> list[Line]:
    """All lines, those of tables too: where everything is typed, nothing was set as a table."""
    out: list[Line] = []
    for part in parts:
        if isinstance(part, Table):
            for row in part.rows:
                cells = [line for cell in row for line in cell]
                out += [_one_line(cells)] if cells else []
        else:
            out.append(part)
    return out
