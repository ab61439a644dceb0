#!/usr/bin/env bash
# A matrix that was transposed before it is saved comes back with the right shape and type and with its values in other places:
# whoever saves weights in the layout of another framework saves another model.
#
# Library: safetensors 0.8.0 (safetensors.numpy.save and save_file), numpy 2.
# Guess, written down before the run: an array that does not lie row by row in memory is copied, or refused, as the PyTorch
# side of the same library does ("You are trying to save a non contiguous tensor").
# Behaviour: the memory is written as it lies, the shape as it is seen. A transpose (a view) and an array in column order
# (np.asfortranarray, or what a BLAS or LAPACK routine returns) are read back scrambled. No error, no warning; a checksum over
# the file agrees with itself.
# Output seen:
#   original:   [[0. 3.], [1. 4.], [2. 5.]]
#   read back:  [[0. 1.], [2. 3.], [4. 5.]]
#   in column order: other values too
#   np.ascontiguousarray before saving: the same values
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "safetensors==0.8.0" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import sys

import numpy as np
from safetensors.numpy import load_file, save_file

path = f"{sys.argv[1]}/weights.safetensors"


def back(array):
    save_file({"weights": array}, path)
    return load_file(path)["weights"]


rows = np.arange(6, dtype=np.float32).reshape(2, 3)
turned, columns = rows.T, np.asfortranarray(rows)
copied = np.ascontiguousarray(turned)
same = {name: np.array_equal(back(array), array) for name, array in
        {"rows": rows, "turned": turned, "columns": columns, "copied": copied}.items()}
print("original:  ", str(turned).replace("\n", ","))
print("read back: ", str(back(turned)).replace("\n", ","))
print("in column order:", "the same values" if same["columns"] else "other values too")
print("np.ascontiguousarray before saving:", "the same values" if same["copied"] else "other values")
sys.exit(same != {"rows": True, "turned": False, "columns": False, "copied": True})
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
