#!/usr/bin/env bash
# A form in PDF with two questions, filled in and saved by its reader, is read by four libraries of five as the two questions;
# what was typed beside them with a viewer's text tool is not there either. On the screen and on paper all of it is.
#
# Libraries: pypdf 7.1.1 (extract_text), pdfminer.six 20260107, pdfplumber 0.11.10, pypdfium2 5.15.2, pymupdf 2.0, markitdown
# 0.1.9; the form was made by reportlab 5.1.0 and filled in by pypdf.
# Guess, written down before the run: those that read the page's own content lack the answers (pypdf, pdfminer); pdfium, which
# draws forms, and pymupdf have them, each at its place.
# Behaviour: an answer is an annotation with an appearance of its own, over the page, and no part of the page's content. pdfium
# draws it after init_forms() and does not read it. pymupdf reads all, but behind the page, so that both answers follow the
# second question. Nobody says that the page has fields: the text is good, of the usual length, and has no answer in it.
# After flattening (pypdf's flatten=True, or printing to PDF) the answers are content, and those readers that sort by place have
# them where they belong; the text tool's words stay an annotation, and stay unread.
# Output seen:
#                         filled in           flattened           remark
#   pypdf                 0 of 2 answers      2 of 2 answers      no
#   pdfminer              0 of 2 answers      2 of 2 answers      no
#   pdfplumber            0 of 2 answers      2 of 2 answers      no
#   pdfium                0 of 2 answers      2 of 2 answers      no
#   pdfium, init_forms    0 of 2 answers      2 of 2 answers      no
#   markitdown            0 of 2 answers      2 of 2 answers      no
#   pymupdf               2 of 2 answers      2 of 2 answers      yes
#   pymupdf, filled in: 1. What did you change? 2. Did it help? Ask the pharmacist too Two nurses check each dose Errors fell
#     from nine to four
#   pdfplumber, flattened: 1. What did you change? Two nurses check each dose 2. Did it help? Errors fell from nine to four
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pypdf==7.1.1" "pdfminer.six==20260107" "pdfplumber==0.11.10" \
  "pypdfium2==5.15.2" "pymupdf==2.0" "markitdown[pdf]==0.1.9" "reportlab==5.1.0"
cat >"$here/try.py" <<'PYTHON'
import logging
import sys
from pathlib import Path

import pdfminer.high_level
import pdfplumber
import pymupdf
import pypdfium2
from markitdown import MarkItDown
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from reportlab.pdfgen import canvas

logging.disable(logging.WARNING)
folder = Path(sys.argv[1])
QUESTIONS = {"change": "1. What did you change?", "help": "2. Did it help?"}
ANSWERS = {"change": "Two nurses check each dose", "help": "Errors fell from nine to four"}
REMARK = "Ask the pharmacist too"


def made():
    """The form, filled in, and the same with its fields flattened."""
    page = canvas.Canvas(str(folder / "empty.pdf"))
    for row, (name, question) in enumerate(QUESTIONS.items()):
        page.drawString(72, 750 - 100 * row, question)
        page.acroForm.textfield(name=name, x=72, y=705 - 100 * row, width=400, height=25)
    page.save()
    for name in ("filled", "flattened"):
        writer = PdfWriter(clone_from=PdfReader(folder / "empty.pdf"))
        flat = name == "flattened"
        writer.update_page_form_field_values(writer.pages[0], ANSWERS, auto_regenerate=False, flatten=flat)
        if flat:
            writer.remove_annotations(subtypes="/Widget")
        writer.add_annotation(0, FreeText(text=REMARK, rect=(72, 500, 400, 530), font_size="12pt"))
        writer.write(folder / f"{name}.pdf")


def by_pdfium(path, forms):
    document = pypdfium2.PdfDocument(path)
    if forms:
        document.init_forms()
    return document[0].get_textpage().get_text_bounded()


readers = {
    "pypdf": lambda path: PdfReader(path).pages[0].extract_text(),
    "pdfminer": pdfminer.high_level.extract_text,
    "pdfplumber": lambda path: pdfplumber.open(path).pages[0].extract_text(),
    "pdfium": lambda path: by_pdfium(path, forms=False),
    "pdfium, init_forms": lambda path: by_pdfium(path, forms=True),
    "markitdown": lambda path: MarkItDown().convert(path).text_content,
    "pymupdf": lambda path: pymupdf.open(path)[0].get_text(),
}
made()
assert PdfReader(folder / "filled.pdf").get_form_text_fields() == ANSWERS
seen, places = {}, {}
print(f"{'':20}  {'filled in':18}  {'flattened':18}  remark")
for name, read in readers.items():
    texts = {kind: " ".join(read(str(folder / f"{kind}.pdf")).split()) for kind in ("filled", "flattened")}
    assert all(question in text for question in QUESTIONS.values() for text in texts.values()), (name, texts)
    counts = [sum(answer in texts[kind] for answer in ANSWERS.values()) for kind in ("filled", "flattened")]
    seen[name] = (*counts, any(REMARK in text for text in texts.values()))
    places[name] = texts
    print(f"{name:20}  " + "  ".join(f"{count} of 2 answers    " for count in counts) + f"  {'yes' if seen[name][2] else 'no'}")
print("pymupdf, filled in:", places["pymupdf"]["filled"])
print("pdfplumber, flattened:", places["pdfplumber"]["flattened"])
late = places["pymupdf"]["filled"].index(ANSWERS["change"]) > places["pymupdf"]["filled"].index(QUESTIONS["help"])
expected = {name: (2, 2, True) if name == "pymupdf" else (0, 2, False) for name in readers}
sys.exit(seen != expected or not late)
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
