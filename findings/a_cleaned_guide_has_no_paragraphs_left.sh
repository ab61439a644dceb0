#!/usr/bin/env bash
# A guide is cleaned and then cut at its paragraphs, as the parts of the framework are meant to follow each other. Cut alone it
# has four paragraphs; cleaned first, it is one, in which a heading, a sentence and the points of a list stand on one line.
#
# Library: haystack-ai 3.4.1 (DocumentCleaner with its defaults, DocumentSplitter with split_by="passage").
# Guess: none was written down for this one; it was met while the cutting of sentences was tried. One would have guessed that
# spaces are tidied within a line, and that what comes next still finds the paragraphs.
# Behaviour: an "extra whitespace" is any two signs of space in a row, a break of a line among them: an empty line between two
# paragraphs, and a break before something indented, become one space. Lists within lists move up beside their heads, code of
# two levels is one line. To set remove_extra_whitespaces=False is not enough, since remove_empty_lines takes away what the
# paragraphs are found by, so that each alone leaves one passage; a splitter by passage works only without both.
# Output seen:
#   not cleaned                        4 passages
#   cleaned                            1 passages
#   remove_extra_whitespaces=False     1 passages
#   remove_empty_lines=False           1 passages
#   neither                            4 passages
#   cleaned: '# Scaling We shard by tenant. - pick a key - never the date\n- move Then we cache.'
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "haystack-ai==3.4.1"
export HAYSTACK_TELEMETRY_ENABLED=False
cat >"$here/try.py" <<'PYTHON'
import sys

from haystack import Document
from haystack.components.preprocessors import DocumentCleaner, DocumentSplitter

TEXT = "# Scaling\n\nWe shard by tenant.\n\n- pick a key\n  - never the date\n- move\n\nThen we cache."


def cleaned(**limits):
    return DocumentCleaner(**limits).run([Document(content=TEXT)])["documents"][0]


def passages(document):
    splitter = DocumentSplitter(split_by="passage", split_length=1)
    return len(splitter.run([document])["documents"])


whole = cleaned()
neither = cleaned(remove_extra_whitespaces=False, remove_empty_lines=False)
seen = {
    "not cleaned": passages(Document(content=TEXT)),
    "cleaned": passages(whole),
    "remove_extra_whitespaces=False": passages(cleaned(remove_extra_whitespaces=False)),
    "remove_empty_lines=False": passages(cleaned(remove_empty_lines=False)),
    "neither": passages(neither),
}
for name, count in seen.items():
    print(f"{name:34} {count} passages")
print(f"cleaned: {whole.content!r}")
flat = "# Scaling We shard by tenant. - pick a key - never the date\n- move Then we cache."
sys.exit(not (list(seen.values()) == [4, 1, 1, 1, 4] and whole.content == flat))
PYTHON
"$here/venv/bin/python" "$here/try.py"
