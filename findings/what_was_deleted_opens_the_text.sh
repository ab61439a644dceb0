#!/usr/bin/env bash
# In an OpenDocument text the words that somebody deleted while changes were tracked are the first paragraph that is read, and
# a reviewer's remark, with name and date, stands in the middle of the author's sentence.
#
# Libraries: odfpy 1.4.1 (getElementsByType(P), teletype.extractText), odfdo 3.27.3 (body.paragraphs), beside pandoc 3.9 of
# pypandoc-binary 1.17.
# Guess, written down before the run: deleted text is not among the paragraphs, and a remark is no part of a sentence, as in
# readers of Word's files, where both are kept elsewhere.
# Behaviour: the format keeps what was deleted at the head of the body, as paragraphs like any other, and a remark at its place
# in the paragraph. Both libraries count all paragraphs, however deep: the remark and the footnote come once inside the
# sentence and once more by themselves. odfdo's get_formatted_text() sorts it out, as pandoc does.
# Output seen:
#   odfpy:  'nine days' | 'We cut it to two minutesBo2026-01-01T00:00:00Check this! in a week1Of work..' | 'Check this!' | 'Of work.'
#   odfdo:  'nine days' | 'We cut it to two minutesCheck this! Bo 2026-01-01 00:00:00 in a week1. Of work..' | 'Check this!' | 'Of work.'
#   pandoc: 'We cut it to two minutes in a week[1].' | '[1] Of work.'
#   odfdo, formatted: We cut it to two minutes[*] in a week[1].
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "odfpy==1.4.1" "odfdo==3.27.3" "pypandoc-binary==1.17"
cat >"$here/try.py" <<'PYTHON'
import sys
import zipfile

import odf.opendocument
import odf.text
import odfdo
import pypandoc
from odf import teletype

DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
BY = f"<dc:creator {DC}>Bo</dc:creator><dc:date {DC}>2026-01-01T00:00:00</dc:date>"
CONTENT = f"""\
<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion>\
<office:change-info>{BY}</office:change-info><text:p>nine days</text:p>\
</text:deletion></text:changed-region></text:tracked-changes>\
<text:p>We cut it to <text:change text:change-id="c1"/>two minutes\
<office:annotation>{BY}<text:p>Check this!</text:p></office:annotation> in a week\
<text:note text:id="f1" text:note-class="footnote"><text:note-citation>1</text:note-citation>\
<text:note-body><text:p>Of work.</text:p></text:note-body></text:note>.</text:p>"""

path, empty = sys.argv[1], sys.argv[1] + ".empty"
document = odf.opendocument.OpenDocumentText()
document.text.addElement(odf.text.P(text="HERE"))
document.save(empty)
with zipfile.ZipFile(empty) as source, zipfile.ZipFile(path, "w") as target:
    for entry in source.infolist():
        held = source.read(entry)
        if entry.filename == "content.xml":
            assert held.count(b"<text:p>HERE</text:p>") == 1
            held = held.replace(b"<text:p>HERE</text:p>", CONTENT.encode())
        target.writestr(entry, held)

seen = {
    "odfpy": [
        teletype.extractText(p) for p in odf.opendocument.load(path).getElementsByType(odf.text.P)
    ],
    "odfdo": [" ".join(str(p).split()) for p in odfdo.Document(path).body.paragraphs],
    "pandoc": pypandoc.convert_file(path, "plain").strip().split("\n\n"),
}
for reader, paragraphs in seen.items():
    print(f"{reader}:", " | ".join(map(repr, paragraphs)))
formatted = odfdo.Document(path).get_formatted_text().splitlines()[0]
print("odfdo, formatted:", formatted)
rest = ["Check this!", "Of work."]
sys.exit(
    not (
        formatted == "We cut it to two minutes[*] in a week[1]."
        and seen
        == {
            "odfpy": [
                "nine days",
                "We cut it to two minutesBo2026-01-01T00:00:00Check this! in a week1Of work..",
                *rest,
            ],
            "odfdo": [
                "nine days",
                "We cut it to two minutesCheck this! Bo 2026-01-01 00:00:00 in a week1. Of work..",
                *rest,
            ],
            "pandoc": ["We cut it to two minutes in a week[1].", "[1] Of work."],
        }
    )
)
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here/changed.odt"
