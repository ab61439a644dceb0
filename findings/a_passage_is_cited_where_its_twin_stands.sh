#!/usr/bin/env bash
# A guide is cut into passages of so many words, each with the place where it starts, so that an answer can be shown in its
# place. What two questions share (the same two sentences) is shown below the second question, also where it was read at the
# first; other passages start at -1, which in Python is the last sign of the guide.
#
# Library: langchain-text-splitters 1.1.3 (RecursiveCharacterTextSplitter, add_start_index=True, length_function counting words).
# langchain-ai/langchain#17642 and #29884 tell of the -1 with tokens.
# Guess, written down before the run: text[start:start + len(passage)] is the passage, and it is that one and no other, whatever
# counts its length.
# Behaviour: the next passage is looked for from where the last one ended less the overlap. The end is in signs, the overlap in
# what the length is counted in; a word is five signs, so that the search begins behind the passage. If its text stands once
# more further down, that place is taken for it, else -1; after a -1 the search begins in front again, so that right and
# wrong places take turns. Without overlap, or with signs as the measure, all are right. A test that each start leads to the
# text of its passage passes for the wrong one.
# Output seen (where each passage starts, and where it was cut out):
#   in words, overlap:     0 of 0, 149 of 35, -1 of 73, 109 of 109, -1 of 149
#   in words, no overlap:  0 of 0, 73 of 73, 149 of 149
#   in signs, overlap:     0 of 0, 35 of 35, 73 of 73, 109 of 109, 149 of 149
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-text-splitters==1.1.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from langchain_text_splitters import RecursiveCharacterTextSplitter

# Six paragraphs of eight words each; the last two are the second and the third again.
PARTS = [
    "How did you cut the time to ship?",
    "I asked each team what it waits for.",
    "We met each day and wrote it down.",
    "How did you win the doctors over then?",
    "I asked each team what it waits for.",
    "We met each day and wrote it down.",
]
TEXT = "\n\n".join(PARTS)
STARTS = [sum(len(part) + 2 for part in PARTS[:number]) for number in range(len(PARTS))]
assert all(len(part.split()) == 8 for part in PARTS)


def places(size, overlap, length):
    """Of each passage: the start that is told, and the start of the paragraph with which it was begun."""
    cut = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=overlap, length_function=length, add_start_index=True)
    passages = cut.create_documents([TEXT])
    step = 1 if overlap else 2
    assert [each.page_content for each in passages] == [
        "\n\n".join(PARTS[number : number + 2]) for number in range(0, len(PARTS) - 1, step)
    ]
    told = [each.metadata["start_index"] for each in passages]
    assert all(TEXT.startswith(each.page_content, start) for each, start in zip(passages, told) if start >= 0)
    return list(zip(told, STARTS[::step]))


def words(text):
    return len(text.split())


seen = {
    "in words, overlap:": places(16, 8, words),
    "in words, no overlap:": places(16, 0, words),
    "in signs, overlap:": places(80, 40, len),
}
for name, pairs in seen.items():
    print(f"{name:22} " + ", ".join(f"{told} of {cut}" for told, cut in pairs))
wrong = [told for told, cut in seen["in words, overlap:"] if told != cut]
right = all(told == cut for name in list(seen)[1:] for told, cut in seen[name])
sys.exit(not (right and wrong[0] == STARTS[4] and -1 in wrong))
PYTHON
"$here/venv/bin/python" "$here/try.py"
