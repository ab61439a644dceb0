#!/usr/bin/env bash
# A paragraph that was moved while Word tracked the changes, which nobody has accepted yet, stands there twice for two readers,
# at its old place and at its new one, and not at all for a third. What was deleted and inserted, two of the three get right.
#
# Libraries: docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0, beside mammoth 1.13.0.
# Guess, written down before the run: each of them gives the paragraph once, at its new place.
# Behaviour: a deletion has a kind of text of its own (w:delText), which readers of w:t skip without knowing of changes. The
# old place of what was moved (w:moveFrom) keeps plain w:t, so that the same readers take it for text. python-docx sees only
# the runs that stand in a paragraph itself, so that what was inserted or moved is missing for it. Mammoth gives what Word
# would show with all changes accepted.
# Output seen (how often "nine days" is read, and the sentence with a changed word):
#   docx2txt    2  We cut it to two minutes.
#   docx2python 2  We cut it to two minutes.
#   python-docx 0  We cut it to  minutes.
#   mammoth     1  We cut it to two minutes.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check \
  "docx2txt==0.9" "docx2python==3.7.1" "python-docx==1.2.0" "mammoth==1.13.0"
cat >"$here/try.py" <<'PYTHON'
import sys

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

who = 'w:author="A" w:date="2026-01-01T00:00:00Z"'
said = "<w:r><w:t>It cost nine days.</w:t></w:r>"


def paragraph(inner: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


document = docx.Document()
document.add_paragraph("First we measured.")
paragraph(
    f'<w:moveFromRangeStart w:id="1" w:name="move1" {who}/>'
    f'<w:moveFrom w:id="2" {who}>{said}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
)
document.add_paragraph("Then we shipped.")
paragraph(
    f'<w:moveToRangeStart w:id="3" w:name="move1" {who}/>'
    f'<w:moveTo w:id="4" {who}>{said}</w:moveTo><w:moveToRangeEnd w:id="3"/>'
)
paragraph(
    '<w:r><w:t xml:space="preserve">We cut it to </w:t></w:r>'
    f'<w:del w:id="5" {who}><w:r><w:delText>seven</w:delText></w:r></w:del>'
    f'<w:ins w:id="6" {who}><w:r><w:t>two</w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve"> minutes.</w:t></w:r>'
)
path = sys.argv[1]
document.save(path)

with docx2python(path) as read, open(path, "rb") as stream:
    texts = {
        "docx2txt": docx2txt.process(path),
        "docx2python": read.text,
        "python-docx": "\n".join(p.text for p in docx.Document(path).paragraphs),
        "mammoth": mammoth.extract_raw_text(stream).value,
    }
seen = {}
for reader, text in texts.items():
    changed = next(line for line in text.splitlines() if line.startswith("We cut"))
    seen[reader] = (text.count("nine days"), changed)
    print(f"{reader:11}", *seen[reader])
right = "We cut it to two minutes."
sys.exit(
    seen
    != {
        "docx2txt": (2, right),
        "docx2python": (2, right),
        "python-docx": (0, "We cut it to  minutes."),
        "mammoth": (1, right),
    }
)
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/moved.docx"
