#!/usr/bin/env bash
# "We cut it to <b>nine</b> days" in a page is cut into passages as "We cut it to days. nine" by one splitter and as "nine We
# cut it to days." by another: what an author made bold, which is what counts, stands in no sentence any more.
#
# Library: langchain-text-splitters 1.1.3 (HTMLHeaderTextSplitter, HTMLSemanticPreservingSplitter, HTMLSectionSplitter).
# langchain-ai/langchain#38404 tells it of the second.
# Guess, written down before the run: a splitter by headings cuts between blocks and keeps the text in its order.
# Behaviour: the first takes an element's own text, then goes down to its children; the second the children first. Bold,
# italics, links and code are children of their paragraph. All words are there, so that a count of words, and a search by
# words, find nothing amiss; a model reads "from to" with two figures behind, and a figure may be anybody's. The third
# keeps the order.
# Output seen:
#   headings: We went from to days by the plan. / three weeks / nine
#   semantic: three weeks nine We went from to days by the plan.
#   sections: We went from three weeks to nine days by the plan.
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-text-splitters==1.1.3" "langchain-core==1.8.3" \
  "beautifulsoup4==4.15.0" "lxml==6.1.3"
cat >"$here/try.py" <<'PYTHON'
import sys
import warnings

from langchain_text_splitters import HTMLHeaderTextSplitter, HTMLSectionSplitter, HTMLSemanticPreservingSplitter

warnings.simplefilter("ignore")

PAGE = (
    "<html><body><h1>Lead time</h1>"
    "<p>We went from <b>three weeks</b> to <em>nine</em> days by the plan.</p></body></html>"
)
SENTENCE = "We went from three weeks to nine days by the plan."
headings = [("h1", "title")]


def text(splitter):
    found = [passage.page_content for passage in splitter(headings).split_text(PAGE)]
    lines = [" ".join(line.split()) for passage in found for line in passage.splitlines()]
    return [line for line in lines if line and line != "Lead time"]


by_heading, by_meaning, by_section = map(
    text, (HTMLHeaderTextSplitter, HTMLSemanticPreservingSplitter, HTMLSectionSplitter)
)
for name, lines in (("headings:", by_heading), ("semantic:", by_meaning), ("sections:", by_section)):
    print(name, " / ".join(lines))
sys.exit(
    by_heading != ["We went from to days by the plan.", "three weeks", "nine"]
    or by_meaning != ["three weeks nine We went from to days by the plan."]
    or by_section != [SENTENCE]
)
PYTHON
"$here/venv/bin/python" "$here/try.py"
