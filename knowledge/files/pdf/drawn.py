"""What the pages of a PDF draw: letters with their places and fonts, rules, and small marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pdfminer import utils
from pdfminer.cmapdb import CMap, IdentityCMap
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, PathSegment

# A thousand full pages; reading them takes about a minute.
_MOST_LETTERS = 4_000_000
_MOST_SHAPES = 1_000_000
_MOST_FORMS = 20_000
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|sfbx|medi$|[-,]bd|w[6-9]\b", re.IGNORECASE)
_MONO = re.compile(
    r"mono|courier|consol|menlo|monaco|typewriter|cmtt|sftt|inconsolata|sourcecode|firacode", re.I
)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FIXED_PITCH, _FORCED_BOLD = 1, 1 << 18
_THICKEST_RULE = 2.5
# What Helvetica has no letter for is the bullet, in files of ReportLab and others.
_BULLET_CODE = 127
_FILL_AND_STROKE = 2
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class TooMuch(Exception):
    """The pages draw more than a guide can hold."""


class Font(NamedTuple):
    """What of a font tells how its letters are meant."""

    family: str
    bold: bool
    mono: bool


class Letter(NamedTuple):
    """One letter, in points from the page's upper left corner; `mark` is the id of its marked content."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: Font
    mark: int | None


class Rule(NamedTuple):
    """A straight line: from `start` to `end` along one axis, at `at` on the other."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawn:
    """All of one page. `across` are its horizontal rules, `down` its vertical ones."""

    width: float = 0.0
    height: float = 0.0
    letters: list[Letter] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)


class Recorder(PDFTextDevice):
    """Takes down what pdfminer's interpreter draws, page by page, into `page`."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.page = Drawn()
        self._fonts: dict[int, tuple[PDFFont, Font, Font]] = {}
        self._signs: dict[tuple[int, int], tuple[str, float]] = {}
        self._open: list[tuple[int | None, bool]] = []
        self._stroked = False
        self._letters = self._shapes = self._forms = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = utils.apply_matrix_rect(ctm, page.mediabox)
        self.page = Drawn(width=abs(x1 - x0), height=abs(y1 - y0))
        self._open = []

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """What is nested in marked content belongs to it, unless it is marked itself."""
        mark, artifact = self._open[-1] if self._open else (None, False)
        held = resolve1(props) if props is not None else None
        if isinstance(held, dict) and isinstance(held.get("MCID"), int):
            mark = held["MCID"]
        self._open.append((mark, artifact or tag.name == "Artifact"))

    def end_tag(self) -> None:
        if self._open:
            self._open.pop()

    def begin_figure(self, name: str, bbox: utils.Rect, matrix: Matrix) -> None:
        # Forms may draw each other without end, or twice each, and draw nothing in the end.
        self._forms += 1
        if self._forms > _MOST_FORMS:
            raise TooMuch

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        if textstate.font is None:
            return
        _give_codes(textstate.font)
        self._stroked = textstate.render == _FILL_AND_STROKE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        key = (id(font), cid)
        if key not in self._signs:
            self._font(font)
            self._signs[key] = (_text(font, cid), float(font.char_width(cid)))
        text, width = self._signs[key]
        advance = width * fontsize * scaling
        self._letters += 1
        if self._letters > _MOST_LETTERS:
            raise TooMuch
        mark, artifact = self._open[-1] if self._open else (None, False)
        a, b, _c, d, x, _y = matrix
        # Text that runs up the page is a watermark or a note in the margin.
        if artifact or abs(b) > abs(a) * 0.2 or a <= 0 or d <= 0:
            return advance
        _, y = utils.apply_matrix_pt(matrix, (0, rise))
        held = self._font(font)
        letter = Letter(text, x, x + advance * a, self.page.height - y, abs(fontsize * d), held, mark)
        self.page.letters.append(letter)
        return advance

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        self._count_shape()
        part: list[utils.Point] = []
        curved = False
        for segment in path:
            if segment[0] == "m" and part:
                self._shape(part, stroke, curved)
                part, curved = [], False
            curved = curved or segment[0] in "cvy"
            if segment[0] != "h" and self.ctm is not None:
                x, y = (float(place) for place in segment[1:][-2:])
                part.append(utils.apply_matrix_pt(self.ctm, (x, y)))
        self._shape(part, stroke, curved)

    def _shape(self, points: list[utils.Point], stroke: bool, curved: bool) -> None:
        """A rule, the frame of a box, or a bullet that is drawn and not written."""
        if len(points) < 2:
            return
        height = self.page.height
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = height - max(y for _, y in points), height - min(y for _, y in points)
        wide, tall = x1 - x0, bottom - top
        square = 0.8 <= wide / max(tall, 0.1) <= 1.25
        if square and 1.2 <= wide <= 14:
            self._mark(x0, x1, bottom, hollow=stroke and not curved and wide >= 6)
        elif tall <= _THICKEST_RULE < wide:
            self.page.across.append(Rule((top + bottom) / 2, x0, x1))
        elif wide <= _THICKEST_RULE < tall:
            self.page.down.append(Rule((x0 + x1) / 2, top, bottom))
        elif stroke and not curved and len(points) >= 4:
            self.page.across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            self.page.down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]

    def _mark(self, x0: float, x1: float, bottom: float, *, hollow: bool) -> None:
        mark, artifact = self._open[-1] if self._open else (None, False)
        if artifact:
            return
        drawn = Font("", bold=False, mono=False)
        size = (x1 - x0) * (1.3 if hollow else 3)
        baseline = bottom if hollow else bottom + (x1 - x0) * 0.5
        self.page.letters.append(Letter("☐" if hollow else "•", x0, x1, baseline, size, drawn, mark))

    def _count_shape(self) -> None:
        self._shapes += 1
        if self._shapes > _MOST_SHAPES:
            raise TooMuch

    def _font(self, font: PDFFont) -> Font:
        held = self._fonts.get(id(font))
        if held is None:
            plain = _described(font)
            # The font itself is kept, so that no other gets its id.
            held = self._fonts[id(font)] = (font, plain, plain._replace(bold=True))
        _, plain, stroked = held
        return stroked if self._stroked else plain


def _described(font: PDFFont) -> Font:
    name = font.fontname if isinstance(font.fontname, str) else ""
    name = _SUBSET.sub("", name)
    flags = font.flags if isinstance(font.flags, int) else 0
    weight = resolve1(font.descriptor.get("FontWeight"))
    heavy = isinstance(weight, (int, float)) and weight >= 600
    fixed = bool(flags & _FIXED_PITCH) and not isinstance(font, PDFCIDFont)
    family = re.split(r"[-,]", name)[0]
    return Font(
        family,
        bool(_BOLD.search(name)) or heavy or bool(flags & _FORCED_BOLD),
        bool(_MONO.search(name)) or fixed,
    )


def _give_codes(font: PDFFont) -> None:
    """Take the codes of a font as they are where it has a table of its own, which pdfminer does not read."""
    if isinstance(font, PDFCIDFont) and isinstance(font.cmap, CMap) and not font.cmap.code2cid:
        font.cmap = IdentityCMap()


def _text(font: PDFFont, cid: int) -> str:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return "•" if cid == _BULLET_CODE and not font.is_multibyte() else UNKNOWN
    return text if isinstance(text, str) else UNKNOWN
