"""The structure tree of a tagged PDF: which marked content is a heading, an item, a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

_MOST_ELEMENTS = 1_000_000
_DEEPEST = 200


class Role(StrEnum):
    """What a block of text is, by its tag."""

    TEXT = "text"
    HEADING = "heading"
    LABEL = "label"
    ITEM = "item"
    CELL = "cell"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Tag:
    """`block` counts the blocks of text in reading order; its lines belong together.

    `level` is a heading's (1 to 6), `depth` how many lists the block stands in, `item` its item (0: none).
    `table`, `row` and `column` place a cell; `head` says that it is a table's heading cell.
    """

    block: int
    role: Role = Role.TEXT
    level: int = 0
    depth: int = 0
    item: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    head: bool = False


@dataclass(slots=True)
class _Element:
    """One element of the tree on the way down: what holds for the text in it."""

    node: object
    page: object
    tag: Tag
    deep: int


class _Walk:
    """Goes through the tree in reading order and numbers blocks, items, tables and rows."""

    def __init__(self, roles: dict[str, str], pages: dict[object, int]) -> None:
        self.found: dict[tuple[int, int], Tag] = {}
        self._roles, self._pages = roles, pages
        self._blocks = self._items = self._tables = 0
        self._rows: dict[int, int] = {}
        self._columns: dict[tuple[int, int], int] = {}
        self._seen: set[int] = set()

    def go(self, root: object) -> None:
        waiting = [_Element(root, None, Tag(0), 0)]
        elements = 0
        while waiting and elements < _MOST_ELEMENTS:
            elements += 1
            held = waiting.pop()
            # A tree that bites its tail is walked once.
            if isinstance(held.node, PDFObjRef):
                if held.node.objid in self._seen:
                    continue
                self._seen.add(held.node.objid)
            node = resolve1(held.node)
            if isinstance(node, int):
                self._mark(node, held)
            elif isinstance(node, list):
                waiting.extend(replace_node(held, part) for part in reversed(node))
            elif isinstance(node, dict) and held.deep < _DEEPEST:
                waiting.extend(self._below(node, held))

    def _below(self, node: dict[str, object], held: _Element) -> Iterator[_Element]:
        page = _page_id(node.get("Pg"), held.page)
        kind = _name(node.get("Type"))
        if kind == "OBJR":
            return
        if kind == "MCR":
            mark = resolve1(node.get("MCID"))
            if isinstance(mark, int):
                self._mark(mark, _Element(node, page, held.tag, held.deep))
            return
        tag = self._tagged(self._role(node), node, held.tag)
        if "K" in node:
            yield _Element(node["K"], page, tag, held.deep + 1)

    def _mark(self, mark: int, held: _Element) -> None:
        page = self._pages.get(held.page)
        if page is not None:
            self.found.setdefault((page, mark), held.tag)

    def _role(self, node: dict[str, object]) -> str:
        role = _name(node.get("S"))
        for _ in range(10):
            if role not in self._roles or self._roles[role] == role:
                break
            role = self._roles[role]
        return role

    def _tagged(self, role: str, node: dict[str, object], tag: Tag) -> Tag:
        heading = re.fullmatch(r"H([1-6])", role)
        if tag.role is Role.CELL and (heading or role in {"H", "Title"}):
            return tag
        if heading:
            return self._block(tag, role=Role.HEADING, level=int(heading[1]))
        if role in {"H", "Title"}:
            return self._block(tag, role=Role.HEADING, level=1)
        if role in {"L", "Table", "TR", "LI"}:
            return self._container(role, tag)
        if role in {"TH", "TD"}:
            return self._cell(tag, head=role == "TH")
        if role == "Lbl" and tag.item:
            return self._block(tag, role=Role.LABEL)
        if role in {"Lbl", "LBody"}:
            return self._block(tag)
        if role == "Code" and tag.role is not Role.CELL and tag.block == 0:
            return self._block(tag, role=Role.CODE)
        if role in {"P", "BlockQuote", "Caption", "Note", "TOCI", "Quote"} and tag.role is Role.TEXT:
            return self._block(tag)
        return tag

    def _block(self, tag: Tag, role: Role | None = None, level: int = 0) -> Tag:
        self._blocks += 1
        return replace(tag, block=self._blocks, role=role or tag.role, level=level)

    def _container(self, role: str, tag: Tag) -> Tag:
        if role == "L":
            return replace(tag, depth=tag.depth + 1)
        if role == "LI":
            self._items += 1
            return self._block(replace(tag, item=self._items))
        if role == "TR" and tag.table:
            self._rows[tag.table] = self._rows.get(tag.table, 0) + 1
            return replace(tag, row=self._rows[tag.table])
        if role == "Table" and not tag.table:
            self._tables += 1
            return replace(tag, table=self._tables)
        return tag

    def _cell(self, tag: Tag, *, head: bool) -> Tag:
        if not tag.row:
            return tag
        place = (tag.table, tag.row)
        self._columns[place] = self._columns.get(place, 0) + 1
        return replace(self._block(tag, role=Role.CELL), column=self._columns[place], head=head)


def replace_node(held: _Element, node: object) -> _Element:
    """The same place in the tree, another child of it."""
    return _Element(node, held.page, held.tag, held.deep)


def read_tags(document: PDFDocument, pages: dict[object, int]) -> dict[tuple[int, int], Tag]:
    """The tag of each (page, mark) in reading order; empty where the document has no structure tree.

    `pages` gives a page's place (0-based) by the number of its object.
    """
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return {}
    named = resolve1(root.get("RoleMap"))
    roles = {key: _name(value) for key, value in named.items()} if isinstance(named, dict) else {}
    walk = _Walk(roles, pages)
    walk.go(root.get("K"))
    return walk.found


def _page_id(page: object, otherwise: object) -> object:
    return page.objid if isinstance(page, PDFObjRef) else otherwise


def _name(value: object) -> str:
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        return value.name if isinstance(value.name, str) else value.name.decode("latin-1")
    return ""
