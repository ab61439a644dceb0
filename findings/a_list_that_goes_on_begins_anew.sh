#!/usr/bin/env bash
# A numbered list in Word that goes on after a sentence in between ("3. Start it.") begins anew at 1 in Markdown, so that "If it
# fails, repeat step 3" speaks of a step there is not.
#
# Library: markitdown 0.1.9 with mammoth 1.13.0 and markdownify 1.2.3, fed by python-docx 1.2.0; beside pandoc 3.9 of
# pypandoc-binary 1.17.
# Guess, written down before the run: both keep the number 3, since the file says which list a paragraph belongs to.
# Behaviour: a list is made of the paragraphs that follow each other, and each list starts at 1; the number of the list in the
# file is not looked at. With two sentences in between there are three steps "1." A model that is asked about step 1 is
# handed any of them. Pandoc counts on, as Word does.
# Output seen:
#   markitdown: 1. Stop it. / 2. Copy it. / Wait a minute, then: / 1. Start it. / If it fails, repeat step 3.
#   pandoc:     1. Stop it. / 2. Copy it. / Wait a minute, then: / 3. Start it. / If it fails, repeat step 3.
#   without the sentence, markitdown: 1. Stop it. / 2. Copy it. / 3. Start it. / If it fails, repeat step 3.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "markitdown[docx]==0.1.9" "mammoth==1.13.0" \
  "markdownify==1.2.3" "python-docx==1.2.0" "pypandoc-binary==1.17"
cat >"$here/try.py" <<'PYTHON'
import sys

import docx
import pypandoc
from markitdown import MarkItDown


def written(path: str, between: list[str]) -> str:
    document = docx.Document()
    for step in ("Stop it.", "Copy it."):
        document.add_paragraph(step, style="List Number")
    for sentence in between:
        document.add_paragraph(sentence)
    document.add_paragraph("Start it.", style="List Number")
    document.add_paragraph("If it fails, repeat step 3.")
    document.save(path)
    return path


def lines(text: str) -> str:
    return " / ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


parted = written(sys.argv[1], ["Wait a minute, then:"])
seen = [lines(MarkItDown().convert(parted).text_content), lines(pypandoc.convert_file(parted, "gfm"))]
whole = lines(MarkItDown().convert(written(sys.argv[1], [])).text_content)
print("markitdown:", seen[0])
print("pandoc:    ", seen[1])
print("without the sentence, markitdown:", whole)
text = "1. Stop it. / 2. Copy it. / {}{} Start it. / If it fails, repeat step 3."
wait = "Wait a minute, then: / "
sys.exit(seen != [text.format(wait, "1."), text.format(wait, "3.")] or whole != text.format("", "3."))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/steps.docx"
