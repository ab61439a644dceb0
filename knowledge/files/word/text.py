"""The text of a Word paragraph as it is shown: fields by their result, what is struck or hidden left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.files.rich import Span, raised
from knowledge.files.word import symbols
from knowledge.files.word.styles import TOGGLES, Role, Style, Styles, font_of
from knowledge.files.word.xml import all_text, below, local, m, mc, outermost, switch, value, w

# What holds runs and is not shown itself, or no longer.
_LEFT_OUT = frozenset(
    map(
        w,
        (
            "del moveFrom rPr pPr sdtPr sdtEndPr smartTagPr customXmlPr fldData instrText delText "
            "delInstrText rt annotationRef footnoteRef endnoteRef"
        ).split(),
    )
)
_DRAWN = frozenset(map(w, ("drawing", "pict", "object")))
_SIGNS = {w("tab"): "\t", w("ptab"): " ", w("cr"): "\n", w("noBreakHyphen"): "-"}
_NOTES = frozenset(map(w, ("footnoteReference", "endnoteReference")))
_MOST_DEPTH = 100


@dataclass
class Shown:
    """What a document shows beside the text in its paragraphs, and what it left out, as far as it was read.

    `boxes` are the text boxes that hang on the paragraphs read since they were last taken away.
    """

    boxes: list[Element] = field(default_factory=list)
    lines: int = 0
    struck: int = 0
    hidden: int = 0
    footnotes: int = 0
    drawings: int = 0


class TextReader:
    """Reads paragraphs in order: a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.shown = Shown()
        # For each field that is open: what it asks for ("TOC …"), and whether its result has begun.
        self._fields: list[tuple[str, bool]] = []

    def spans(self, paragraph: Element, style: Style) -> list[Span]:
        """The text of `paragraph`, which has the style `style`."""
        return list(self._read(paragraph, style, 0))

    def _read(self, parent: Element, style: Style, depth: int) -> Iterator[Span]:
        if depth > _MOST_DEPTH:
            yield Span(all_text(parent))
            return
        for child in parent:
            if child.tag == w("r"):
                yield from self._run(child, style, depth)
            elif child.tag == m("oMath") or child.tag == m("oMathPara"):
                if not self._is_asking():
                    yield Span(_equation(child, 0))
            elif child.tag == w("sdt") and below(child, "sdtPr/showingPlcHdr") is not None:
                continue
            elif child.tag == mc("AlternateContent"):
                yield from self._alternative(child, style, depth, in_run=False)
            elif child.tag not in _LEFT_OUT and len(child):
                yield from self._read(child, style, depth + 1)

    def _run(self, run: Element, style: Style, depth: int) -> Iterator[Span]:
        properties = below(run, "rPr")
        own = self._styles.run(value(run, "rPr/rStyle"))
        # A quote is set in italics, a title in bold: that is said by what they are.
        around = style.toggles - ({"b", "i"} if style.role is not Role.PLAIN or style.outline else {"i"})
        on = {
            name: told
            if (told := switch(properties, name)) is not None
            else (name in own.toggles) ^ (name in around)
            for name in TOGGLES
        }
        text = "".join(self._pieces(run, style, depth))
        if not text:
            return
        if on["vanish"] or on["strike"] or on["dstrike"]:
            if text.strip():
                self.shown.hidden += on["vanish"]
                self.shown.struck += not on["vanish"]
            return
        align = value(run, "rPr/vertAlign")
        if align == "superscript" or (align is None and own.raises):
            text = raised(text)
        font = font_of(run)
        code = own.is_code or style.is_code if font is None else font
        yield Span(text, bold=on["b"], italic=on["i"], code=code)

    def _pieces(self, run: Element, style: Style, depth: int) -> Iterator[str]:
        """The signs of a run; the text of fields that are still asking is not shown."""
        fonts = below(run, "rPr/rFonts")
        font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
        for child in run:
            if child.tag == w("fldChar"):
                yield self._field(child)
            elif child.tag == w("instrText"):
                self._ask(child.text or "")
            elif not self._is_asking() and child.tag not in _LEFT_OUT:
                yield from self._piece(child, font, style, depth)

    def _piece(self, child: Element, font: str, style: Style, depth: int) -> Iterator[str]:
        if child.tag == w("t"):
            text = child.text or ""
            symbolic = symbols.is_symbolic(font)
            yield "".join(symbols.shown(font, ord(sign)) for sign in text) if symbolic else text
        elif child.tag == w("sym"):
            yield _symbol(child)
        elif child.tag == w("br"):
            yield "\n" if child.get(w("type")) in {None, "textWrapping"} else ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in _NOTES:
            self.shown.footnotes += 1
        elif child.tag in _DRAWN:
            self._drawn(child)
        elif child.tag == mc("AlternateContent"):
            yield from (span.text for span in self._alternative(child, style, depth, in_run=True))
        elif child.tag == w("ruby"):
            for base in child.findall(w("rubyBase")):
                yield from (span.text for span in self._read(base, style, depth + 1))

    def _field(self, mark: Element) -> str:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(("", False))
            checked = below(mark, "ffData/checkBox")
            if checked is not None:
                on = switch(checked, "checked")
                return "☒ " if (switch(checked, "default") if on is None else on) else "☐ "
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()
        return ""

    def _ask(self, text: str) -> None:
        if self._fields:
            self._fields[-1] = (self._fields[-1][0] + text, self._fields[-1][1])

    def _is_asking(self) -> bool:
        """Is what comes next no text: what a field asks for, or a table of contents?"""
        return any(not begun or asked.split()[:1] == ["TOC"] for asked, begun in self._fields)

    def _alternative(self, choice: Element, style: Style, depth: int, in_run: bool) -> Iterator[Span]:
        """One drawing in two ways: a text box is read once, a sign for newer programs by its fallback."""
        boxes = self.shown.boxes
        for child in choice:
            before = len(boxes)
            self._drawn(child)
            if len(boxes) > before:
                return
        fallback = choice.find(mc("Fallback"))
        if fallback is None or depth > _MOST_DEPTH:
            return
        if in_run:
            yield Span("".join(self._pieces(fallback, style, depth + 1)))
        else:
            yield from self._read(fallback, style, depth + 1)

    def _drawn(self, drawing: Element) -> None:
        self.shown.boxes.extend(outermost(drawing, w("txbxContent")))
        for shape in drawing.iter():
            if local(shape) == "rect" and any(name.endswith("}hr") for name in shape.attrib):
                self.shown.lines += 1
            # What a chart or a diagram says stands in a part of its own.
            self.shown.drawings += local(shape) in {"chart", "relIds"}


def _symbol(sign: Element) -> str:
    try:
        code = int(sign.get(w("char")) or "", 16)
    except ValueError:
        return ""
    return symbols.shown(sign.get(w("font")) or "", code)


def _equation(element: Element, depth: int) -> str:
    """An equation in one line: x², (a + b)/c."""
    if element.tag == m("t"):
        return element.text or ""
    if depth > _MOST_DEPTH:
        return ""
    parts = {local(child): _equation(child, depth + 1) for child in element if local(child) in _PARTS}
    if element.tag == m("sSup"):
        return parts.get("e", "") + raised(parts.get("sup", ""))
    if element.tag == m("f"):
        return "/".join(_bracketed(parts.get(name, "")) for name in ("num", "den"))
    if element.tag == m("rad"):
        return f"√{_bracketed(parts.get('e', ''))}"
    return "".join(_equation(child, depth + 1) for child in element)


_PARTS = frozenset({"e", "sup", "num", "den"})


def _bracketed(text: str) -> str:
    return f"({text})" if len(text) > 1 and not text.isalnum() else text
