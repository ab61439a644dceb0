#!/usr/bin/env bash
# A text of 250 tokens is embedded by a model that takes 512. Its last fifty words do not count: the vector is the one of the text
# without them, whatever they say.
#
# Library: model2vec 0.10.0 (StaticModel.encode; its max_length is a "maximum sequence length (in tokens)", 512 by default).
# MinishLab/model2vec#47 brought the cut and found no text of an encyclopedia that it shortens.
# Guess, written down before the run: what is below the limit in tokens counts whole.
# Behaviour: before it is made into tokens a text is cut after max_length times as many characters as the entry in the middle of the
# vocabulary is long. Most entries of a vocabulary are short, long words are not: a text of these is cut long before the
# limit. max_length=None takes it whole.
# Output seen:
#   tokens: 250 of 512, characters: 3200, of which 1536 are taken
#   without its last fifty words: the same vector True
#   with max_length=None:         the same vector False
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "model2vec==0.10.0" "tokenizers==0.23.3" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import sys

import numpy
from model2vec import StaticModel
from tokenizers import Tokenizer, models, pre_tokenizers

LONG = "responsibility"
WORDS = ["[UNK]", "[PAD]", LONG, *(f"a{number:02}" for number in range(60))]
tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
vectors = numpy.random.default_rng(0).normal(size=(len(WORDS), 8)).astype(numpy.float32)
model = StaticModel(vectors, tokenizer)

start = f"{LONG} " * 200
text = start + "a07 " * 50
tokens = len(tokenizer.encode(text).ids)
print(f"tokens: {tokens} of 512, characters: {len(text)}, of which {512 * model.median_token_length} are taken")
cut = numpy.allclose(model.encode(text), model.encode(start))
whole = numpy.allclose(model.encode(text, max_length=None), model.encode(start, max_length=None))
print(f"without its last fifty words: the same vector {cut}")
print(f"with max_length=None:         the same vector {whole}")
sys.exit(not (tokens < 512 and cut and not whole))
PYTHON
"$here/venv/bin/python" "$here/try.py"
