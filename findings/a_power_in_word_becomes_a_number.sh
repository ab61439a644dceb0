#!/usr/bin/env bash
# "10⁶ users", written in Word with a raised 6, is "106 users" after it was made into Markdown, and p < 10⁻³ is p < 10-3:
# figures that look right and are wrong by orders of magnitude.
#
# Library: markitdown 0.1.9 with mammoth 1.13.0 and markdownify 1.2.3, fed by python-docx 1.2.0.
# Guess, written down before the run: Markdown has no raised text, so the tags stay (10<sup>6</sup>), or a sign is set (10^6).
# Behaviour: raised and lowered runs arrive as <sup> and <sub> and are written as plain text beside what they belong to. A
# page of HTML fares the same. Struck-out text, which is as rare in Markdown, keeps its mark.
# Output seen:
#   Word: We served 106 users; p < 10-3; was ~~12~~ 9 days.
#   HTML: We served 106 users.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "markitdown[docx]==0.1.9" "mammoth==1.13.0" "markdownify==1.2.3" \
    "python-docx==1.2.0"
cat >"$here/try.py" <<'PYTHON'
import io
import sys
import warnings

warnings.simplefilter("ignore")
from docx import Document
from markitdown import MarkItDown, StreamInfo


def as_markdown(data, kind):
    return MarkItDown(enable_plugins=False).convert_stream(data, stream_info=StreamInfo(extension=kind)).text_content.strip()


document = Document()
paragraph = document.add_paragraph("We served 10")
paragraph.add_run("6").font.superscript = True
paragraph.add_run(" users; p < 10")
paragraph.add_run("-3").font.superscript = True
paragraph.add_run("; was ")
paragraph.add_run("12").font.strike = True
paragraph.add_run(" 9 days.")
file = io.BytesIO()
document.save(file)
file.seek(0)
word = as_markdown(file, ".docx")
page = as_markdown(io.BytesIO(b"<html><body><p>We served 10<sup>6</sup> users.</p></body></html>"), ".html")
print("Word:", word)
print("HTML:", page)
sys.exit((word, page) != ("We served 106 users; p < 10-3; was ~~12~~ 9 days.", "We served 106 users."))
PYTHON
"$here/venv/bin/python" "$here/try.py"
