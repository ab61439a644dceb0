#!/usr/bin/env bash
# "go" is added to the words that a tokenizer knows. From then on "google" is four pieces and "category" five, though both are
# in its vocabulary as a whole, and what is read back is "go o gl e" and "ca t e go ry".
#
# Library: tokenizers 0.23.3 (BPE and WordPiece, add_tokens with a text). huggingface/tokenizers#370 and
# huggingface/transformers#3226 ask about it.
# Guess, written down before the run: a word that is added is one more word; where a longer one is known, it stays.
# Behaviour: what was added is cut out of the text before anything else is done, wherever its letters stand, and what is left
# on both sides is tokenized by itself. A model sees pieces that it never saw together; a name or a term that was added
# ("art", of "start") touches every word it is in. Count, limit and cost of a text grow with it. A special token does the
# same. AddedToken("go", single_word=True) leaves other words alone.
# Output seen:
#   BPE, before:       google the category of a good cargo
#   BPE, with "go":    go o gl e the ca t e go ry of a go o d ca r go
#   read back:         go o gl e the ca t e go ry of a go o d ca r go
#   single_word=True:  google the category of a good cargo
#   WordPiece, before: category
#   WordPiece, "go":   [UNK] go [UNK]
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "tokenizers==0.23.3"
cat >"$here/try.py" <<'PYTHON'
import sys

from tokenizers import AddedToken, Tokenizer
from tokenizers.models import BPE, WordPiece
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.trainers import BpeTrainer

LEARNED = "going to google the category of goals, gone and gold, ergo a good cargo"
TEXT = "google the category of a good cargo"


def by_pairs(*added):
    tokenizer = Tokenizer(BPE(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    trainer = BpeTrainer(vocab_size=300, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator([LEARNED] * 20, trainer)
    tokenizer.add_tokens(list(added))
    return tokenizer


def by_words(*added):
    tokenizer = Tokenizer(WordPiece({"[UNK]": 0, "category": 1, "go": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.add_tokens(list(added))
    return tokenizer


def pieces(tokenizer, text):
    return " ".join(tokenizer.encode(text).tokens)


changed = by_pairs("go")
seen = {
    "BPE, before:": pieces(by_pairs(), TEXT),
    'BPE, with "go":': pieces(changed, TEXT),
    "read back:": changed.decode(changed.encode(TEXT).ids),
    "single_word=True:": pieces(by_pairs(AddedToken("go", single_word=True)), TEXT),
    "WordPiece, before:": pieces(by_words(), "category"),
    'WordPiece, "go":': pieces(by_words("go"), "category"),
}
for name, value in seen.items():
    print(f"{name:18} {value}")
apart = "go o gl e the ca t e go ry of a go o d ca r go"
sys.exit(list(seen.values()) != [TEXT, apart, apart, TEXT, "category", "[UNK] go [UNK]"])
PYTHON
"$here/venv/bin/python" "$here/try.py"
