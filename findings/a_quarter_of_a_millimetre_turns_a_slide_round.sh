#!/usr/bin/env bash
# A slide says "Before: 12 errors, After: 3 errors", in four boxes set by hand. Made into text it says so as well, until one box
# is a quarter of a millimetre higher than its neighbour: then errors rose from 3 to 12.
#
# Libraries: markitdown 0.1.9 and kreuzberg 4.10.4, beside python-pptx 1.0.2, which made the slides.
# Guess, written down before the run: boxes beside each other are read as columns, or as rows with some room for a hand that is
# not steady; of kreuzberg, which was tried second, that it keeps the order of the file.
# Behaviour: both sort by the upper edge of a box, to the unit of the format (a 36,000th of a millimetre), and only where that is
# the same by the left edge. What nobody can see decides which figure comes first, and each row of a slide for itself: the
# headings stay in their order, the figures below them are exchanged. A slide that was drawn on a grid is right, and a later
# touch of one box is enough. python-pptx's own order is that of drawing, which is no better for boxes drawn from the right.
# Output seen (the last box, at the right below, level with its neighbour or higher; by what was drawn first):
#   level, drawn from the first:         markitdown   Before After 12 errors 3 errors
#   level, drawn from the first:         kreuzberg    Before After 12 errors 3 errors
#   level, drawn from the first:         python-pptx  Before After 12 errors 3 errors
#   .25 mm higher, drawn from the first: markitdown   Before After 3 errors 12 errors
#   .25 mm higher, drawn from the first: kreuzberg    Before After 3 errors 12 errors
#   .25 mm higher, drawn from the first: python-pptx  Before After 12 errors 3 errors
#   (drawn from the last: the same of the first two, and 3 errors 12 errors After Before of python-pptx)
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "markitdown[pptx]==0.1.9" "kreuzberg==4.10.4" "python-pptx==1.0.2"
cat >"$here/try.py" <<'PYTHON'
import re
import sys

import kreuzberg
from markitdown import MarkItDown
from pptx import Presentation
from pptx.util import Cm, Mm

TEXTS = ("Before", "After", "12 errors", "3 errors")
path = sys.argv[1] + "/slide.pptx"


def draw(higher, backwards):
    """Two rows of two boxes, the last of them higher by this; drawn from the first box on, or from the last."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    places = [(Cm(2), Cm(4)), (Cm(12), Cm(4)), (Cm(2), Cm(7)), (Cm(12), Cm(7) - higher)]
    boxes = list(zip(TEXTS, places, strict=True))
    for text, (left, top) in reversed(boxes) if backwards else boxes:
        slide.shapes.add_textbox(left, top, Cm(8), Cm(2)).text_frame.text = text
    deck.save(path)


def order(text):
    """The texts of the boxes in the order in which they are read."""
    return tuple(re.findall("|".join(TEXTS), text))


readers = {
    "markitdown": lambda: MarkItDown().convert(path).text_content,
    "kreuzberg": lambda: kreuzberg.extract_file_sync(path).content,
    "python-pptx": lambda: "\n".join(shape.text_frame.text for shape in Presentation(path).slides[0].shapes),
}
seen = {}
for backwards in (False, True):
    for name, higher in {"level": 0, ".25 mm higher": Mm(0.25)}.items():
        draw(higher, backwards)
        for reader, read in readers.items():
            seen[backwards, higher > 0, reader] = order(read())
            drawn = f"{name}, drawn {'from the last' if backwards else 'from the first'}:"
            print(f"{drawn:36} {reader:12} {' '.join(seen[backwards, higher > 0, reader])}")
level, turned = TEXTS, ("Before", "After", "3 errors", "12 errors")
by_place = all(
    seen[backwards, high, reader] == (turned if high else level)
    for backwards in (False, True)
    for high in (False, True)
    for reader in ("markitdown", "kreuzberg")
)
by_drawing = all(seen[True, high, "python-pptx"] == TEXTS[::-1] and seen[False, high, "python-pptx"] == TEXTS for high in (0, 1))
sys.exit(not (by_place and by_drawing))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
