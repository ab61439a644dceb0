#!/usr/bin/env bash
# A matrix that was transposed before it is saved comes back with the right shape and type and with its values in other places:
# whoever saves weights in the layout of another framework saves another model.
#
# Library: safetensors 0.8.0, beside 0.7.0 (safetensors.numpy.save_file), numpy 2. safetensors/safetensors#825 tells of it.
# Guess, written down before the run: an array that does not lie row by row in memory is copied, or refused, as the PyTorch
# side of the same library does ("You are trying to save a non contiguous tensor").
# Behaviour: the memory is written as it lies, the shape as it is seen. A transpose (a view) and an array in column order
# (np.asfortranarray, or what a decomposition returns) are read back scrambled, with no error and no warning. The version
# before copied: the same program, a version on, writes other files.
# Output seen:
#   0.7.0 transposed [[0. 3.] [1. 4.] [2. 5.]] read back [[0. 3.] [1. 4.] [2. 5.]], in column order: the same
#   0.8.0 transposed [[0. 3.] [1. 4.] [2. 5.]] read back [[0. 1.] [2. 3.] [4. 5.]], in column order: others
#   0.8.0 after np.ascontiguousarray: the same
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cat >"$here/try.py" <<'PYTHON'
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

path = f"{sys.argv[1]}/weights.safetensors"
copies_itself = sys.argv[2] == "0.7.0"


def back(array):
    save_file({"weights": array}, path)
    return load_file(path)["weights"]


def flat(array):
    return str(array).replace("\n", "")


def same(array):
    return np.array_equal(back(array), array)


rows = np.arange(6, dtype=np.float32).reshape(2, 3)
turned, columns = rows.T, np.asfortranarray(rows)
said = "the same" if same(columns) else "others"
print(sys.argv[2], "transposed", flat(turned), "read back", flat(back(turned)) + ", in column order:", said)
if not copies_itself:
    print(sys.argv[2], "after np.ascontiguousarray:", "the same" if same(np.ascontiguousarray(turned)) else "others")
kept = (same(turned), same(columns))
sys.exit(not (same(rows) and same(np.ascontiguousarray(turned)) and kept == (copies_itself, copies_itself)))
PYTHON
python3 -m venv "$here/venv"
for version in 0.7.0 0.8.0; do
    "$here/venv/bin/pip" install -q --disable-pip-version-check "safetensors==$version" "numpy<3"
    "$here/venv/bin/python" "$here/try.py" "$here" "$version"
done
