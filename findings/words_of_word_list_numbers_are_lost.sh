#!/usr/bin/env bash
# Word numbers a list with words where its level says so ("Question 1:", "Article 3 –"), and shows them before each
# paragraph. Made into Markdown the words are gone, and with them what kind of thing each item is.
#
# Library: markitdown 0.1.9 with mammoth 1.13.0, fed by python-docx 1.2.0.
# Guess, written down before the run: a Markdown list can only count, so the words of the level are put before the text,
# or the whole label is, as text.
# Behaviour: the items become "1." and "2."; "Question" and "Article" stand nowhere.
# Output seen:
#   1. How do you hand over a patient?
#   2. What do you do when a relative is angry?
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
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown, StreamInfo

LIST = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Question %1:"/>
<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"""
USED = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
OF_IT = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'

document = Document()
numbering = document.part.numbering_part.element
first = next(child for child in numbering if child.tag.endswith("}num"))
first.addprevious(parse_xml(LIST))
numbering.append(parse_xml(USED))
for text in ("How do you hand over a patient?", "What do you do when a relative is angry?"):
    document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(OF_IT))
data = io.BytesIO()
document.save(data)
data.seek(0)
text = MarkItDown(enable_plugins=False).convert_stream(data, stream_info=StreamInfo(extension=".docx")).text_content
print(text.strip())
sys.exit(0 if "1. How do you" in text and "Question" not in text else 1)
PYTHON
"$here/venv/bin/python" "$here/try.py"
