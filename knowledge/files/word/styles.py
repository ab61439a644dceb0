"""What Word's styles say of a paragraph or run, with all they are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from xml.etree.ElementTree import Element

from knowledge.files.word.xml import below, number, switch, value, w

TOGGLES = ("b", "i", "strike", "dstrike", "vanish")
_MONOSPACED = re.compile(
    r"\bmono\b|courier|consolas|menlo|monaco|lucida console|source code|fira code|cascadia|inconsolata", re.I
)
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_LISTED = re.compile(r"list(?: (bullet|number|continue))?(?: (\d))?$", re.IGNORECASE)
_CODE = re.compile(
    r"(?:.*\b)?(?:source ?code|code(?: ?block)?|html (?:preformatted|code)|preformatted(?: text)?"
    r"|macro(?: text)?|verbatim(?: char)?|source text|listing|quell(?:text|code)|código|codice"
    r"|代码|程式碼|コード)(?: char)?$",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"(?:intense )?quote$|block ?text$|quotations?$|block ?quote$|zitat$", re.IGNORECASE)


class Role(Enum):
    """What the name of a paragraph's style makes of it."""

    PLAIN = auto()
    TITLE = auto()
    CODE = auto()
    QUOTE = auto()
    CONTINUED = auto()
    BULLET = auto()
    NUMBER = auto()
    TERM = auto()
    CONTENTS = auto()
    RULE = auto()


_ROLES = {
    "title": Role.TITLE,
    "definition term": Role.TERM,
    "horizontal line": Role.RULE,
    "toc heading": Role.CONTENTS,
}


@dataclass(frozen=True)
class Style:
    """A style, and the one it is based on."""

    element: Element | None
    based_on: Style | None = None

    def chain(self) -> Iterator[Style]:
        """This style and those below it, nearest first."""
        style: Style | None = self
        while style is not None:
            yield style
            style = style.based_on

    @cached_property
    def name(self) -> str:
        """The name that Word itself gives it, in English for those that come with Word."""
        return (value(self.element, "name") or "").strip()

    @cached_property
    def outline(self) -> int | None:
        """The level of the heading it makes, counted from 1; None where it makes none."""
        for style in self.chain():
            level = number(style.element, "pPr/outlineLvl")
            if level is not None:
                return level + 1 if 0 <= level < 9 else None
            named = _HEADING.match(style.name)
            if named and int(named[1]) > 0:
                return int(named[1])
        return None

    @cached_property
    def role(self) -> Role:
        """What its name, or that of one it is based on, makes of a paragraph."""
        return next((role for style in self.chain() if (role := _role(style.name)) is not None), Role.PLAIN)

    @cached_property
    def depth(self) -> int:
        """How deep in lists its name puts it: 1 for "List Bullet 2"."""
        named = (found for style in self.chain() if (found := _LISTED.match(style.name)))
        found = next(named, None)
        return int(found[2]) - 1 if found and found[2] else 0

    @cached_property
    def left(self) -> int | None:
        """How far it sets the text in, in twentieths of a point."""
        return self._first("pPr/ind", "left", "start")

    @cached_property
    def list_id(self) -> str | None:
        """The list whose number or bullet it sets."""
        return next(
            (told for style in self.chain() if (told := value(style.element, "pPr/numPr/numId"))), None
        )

    @cached_property
    def level(self) -> int:
        """The level of that list."""
        return self._first("pPr/numPr/ilvl", "val") or 0

    @cached_property
    def style_id(self) -> str:
        """The name by which paragraphs refer to it."""
        return (self.element.get(w("styleId")) or "") if self.element is not None else ""

    @cached_property
    def toggles(self) -> frozenset[str]:
        """Which of `TOGGLES` it turns on."""
        return frozenset(name for name in TOGGLES if self._switched(name))

    @cached_property
    def raises(self) -> bool:
        """Does it set text as superscript?"""
        told = (value(style.element, "rPr/vertAlign") for style in self.chain())
        return next((align for align in told if align), "") == "superscript"

    @cached_property
    def is_code(self) -> bool:
        """Does its name or its typeface make text code?"""
        return self.names_code or self.monospaced

    @cached_property
    def names_code(self) -> bool:
        """Does its name make text code?"""
        return any(_CODE.match(style.name) or style.name.endswith("Tok") for style in self.chain())

    @cached_property
    def monospaced(self) -> bool:
        """Is its typeface one for code?"""
        return next((told for style in self.chain() if (told := font_of(style.element)) is not None), False)

    def _switched(self, name: str) -> bool:
        told = (switch(below(style.element, "rPr"), name) for style in self.chain())
        return bool(next((on for on in told if on is not None), False))

    def _first(self, path: str, *attributes: str) -> int | None:
        told = (number(style.element, path, attribute) for style in self.chain() for attribute in attributes)
        return next((amount for amount in told if amount is not None), None)


def font_of(element: Element | None) -> bool | None:
    """Does what `element` (a style or a run) says of its typeface make it monospaced?"""
    fonts = below(element, "rPr/rFonts")
    if fonts is None:
        return None
    told = fonts.get(w("ascii")) or fonts.get(w("hAnsi"))
    return bool(_MONOSPACED.search(told)) if told else None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, part: Element) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._default: dict[str, str] = {}
        self._made: dict[tuple[str, str], Style] = {}
        for element in part.iter(w("style")):
            kind, style_id = element.get(w("type")) or "paragraph", element.get(w("styleId")) or ""
            self._elements[kind, style_id] = element
            if element.get(w("default")) in {"1", "true", "on"}:
                self._default[kind] = style_id

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph, the usual one without an id."""
        return self._of("paragraph", style_id or self._default.get("paragraph", ""))

    def run(self, style_id: str | None) -> Style:
        """The style of a run; one that says nothing without an id."""
        return self._of("character", style_id or "")

    def list_of(self, style_id: str) -> str | None:
        """The list that a list style stands for."""
        return value(self._elements.get(("numbering", style_id)), "pPr/numPr/numId")

    def _of(self, kind: str, style_id: str) -> Style:
        chain: list[str] = []
        waiting: str | None = style_id
        # A style may be based on itself in a damaged file.
        while waiting is not None and (kind, waiting) not in self._made and waiting not in chain:
            chain.append(waiting)
            waiting = value(self._elements.get((kind, waiting)), "basedOn")
        for name in reversed(chain):
            element = self._elements.get((kind, name))
            based_on = self._made.get((kind, value(element, "basedOn") or ""))
            self._made[kind, name] = Style(element, based_on)
        return self._made[kind, style_id]


def _role(name: str) -> Role | None:
    told = _ROLES.get(name.lower())
    if told is not None:
        return told
    if re.match(r"toc \d$", name, re.IGNORECASE):
        return Role.CONTENTS
    listed = _LISTED.match(name)
    if listed and listed[1]:
        kind = listed[1].lower()
        return Role.BULLET if kind == "bullet" else Role.NUMBER if kind == "number" else Role.CONTINUED
    if name.lower().endswith("plain text"):
        # What was pasted from a text file; its typeface says nothing.
        return Role.PLAIN
    return Role.CODE if _CODE.match(name) else Role.QUOTE if _QUOTE.match(name) else None
