#!/usr/bin/env bash
# A matrix product that was quantised "dynamically" gives a row another result beside other rows than alone: in a batch with
# one large row, small ones come out as nothing.
#
# Libraries: onnxruntime 1.31.1 (quantize_dynamic, per_channel=True), onnx 1.23.2.
# Guess, written down before the run: the scale of the input is found a row, so that a row's result is the same in any batch,
# but for the last bits.
# Behaviour: per_channel is about the weights. The input has one scale for the whole tensor (DynamicQuantizeLinear): beside a
# row whose values are eight hundred times as large, each value of a small row falls below half a step.
# Output seen:
#   alone:              [-0.123  0.724  0.754]
#   beside one like it: [-0.123  0.724  0.754]
#   beside a large one: [0. 0. 0.]
#   without quantising: [-0.125  0.725  0.75 ] in any company
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "onnxruntime==1.31.1" "onnx==1.23.2" "numpy<3"
cat >"$here/try.py" <<'PYTHON'
import logging
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

logging.disable(logging.WARNING)
folder = sys.argv[1]
weights = np.array([[0.5, -0.25, 1.0], [-1.0, 0.75, 0.5], [0.25, 1.0, 0.5]], dtype=np.float32)
graph = helper.make_graph(
    [helper.make_node("MatMul", ["rows", "weights"], ["out"])],
    "product",
    [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["n", 3])],
    [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["n", 3])],
    [numpy_helper.from_array(weights, "weights")],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.save(model, f"{folder}/plain.onnx")
quantize_dynamic(f"{folder}/plain.onnx", f"{folder}/small.onnx", per_channel=True)


def first(name, rows):
    session = onnxruntime.InferenceSession(f"{folder}/{name}.onnx", providers=["CPUExecutionProvider"])
    (out,) = session.run(None, {"rows": np.array(rows, dtype=np.float32)})
    return np.round(out[0], 3)


small, like, large = [0.3, 0.4, 0.5], [0.5, 0.3, 0.4], [400.0, 320.0, 240.0]
alone, beside, crushed = (first("small", rows) for rows in ([small], [small, like], [small, large]))
plain = [first("plain", rows) for rows in ([small], [small, large])]
print("alone:             ", alone)
print("beside one like it:", beside)
print("beside a large one:", crushed)
print("without quantising:", plain[0], "in any company" if np.allclose(*plain) else plain[1])
sys.exit(not (np.allclose(alone, plain[0], atol=0.02) and not np.any(crushed) and np.allclose(*plain)))
PYTHON
"$here/venv/bin/python" "$here/try.py" "$here"
