#!/usr/bin/env bash
# What is shown for a simple field of Word (a cross-reference, a date, a document property) is dropped when the file
# is made into Markdown, and the sentence closes over the gap without a mark.
#
# Library: markitdown 0.1.9 with mammoth 1.13.0, fed by python-docx 1.2.0.
# Guess, written down before the run: a field's result is ordinary text in a run, so it is kept, as the result of a
# complex field (w:fldChar begin … separate … end) is.
# Behaviour: the result of a complex field is kept, that of w:fldSimple is not; both are valid, Word writes either, and
# shows the same words for both.
# Output seen:
#   complex field: We cut it to 12 minutes in spring.
#   simple field:  We cut it to in spring.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "markitdown[docx]==0.1.9" "mammoth==1.13.0" "python-docx==1.2.0"
cat >"$here/try.py" <<'PYTHON'
import io
import sys
import warnings

warnings.simplefilter("ignore")
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markitdown import MarkItDown, StreamInfo


def run_of(text):
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    return run


def complex_field(paragraph):
    for kind in ("begin", "separate", None, "end"):
        if kind is None:
            paragraph._p.append(run_of("12 minutes"))
            continue
        run, sign = OxmlElement("w:r"), OxmlElement("w:fldChar")
        sign.set(qn("w:fldCharType"), kind)
        run.append(sign)
        paragraph._p.append(run)
        if kind == "begin":
            run, code = OxmlElement("w:r"), OxmlElement("w:instrText")
            code.text = " DOCPROPERTY Duration "
            run.append(code)
            paragraph._p.append(run)


def simple_field(paragraph):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " DOCPROPERTY Duration ")
    field.append(run_of("12 minutes"))
    paragraph._p.append(field)


def as_markdown(field):
    document = Document()
    paragraph = document.add_paragraph("We cut it to ")
    field(paragraph)
    paragraph.add_run(" in spring.")
    data = io.BytesIO()
    document.save(data)
    data.seek(0)
    return MarkItDown(enable_plugins=False).convert_stream(data, stream_info=StreamInfo(extension=".docx")).text_content.strip()


complex_, simple = as_markdown(complex_field), as_markdown(simple_field)
print("complex field:", complex_)
print("simple field: ", simple)
sys.exit(0 if complex_ == "We cut it to 12 minutes in spring." and "12 minutes" not in simple else 1)
PYTHON
"$here/venv/bin/python" "$here/try.py"
