"""A graph and its tokenizer on this machine, one text at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


def inference_session(model: Path | bytes) -> InferenceSession:
    """The graph at `model`, or that is `model`, ready to run on one thread."""
    import onnxruntime  # noqa: PLC0415 -- 0.3 s that commands without a search or an answer need not pay

    options = onnxruntime.SessionOptions()
    # Two threads inside one text are slower than one text on each of two threads.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Errors only: notes on the machine would land in the middle of an interview.
    options.log_severity_level = 3
    graph = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def tokenizer_of(file: Path) -> Tokenizer:
    """The tokenizer in `file`, which neither pads nor cuts off."""
    from tokenizers import Tokenizer  # noqa: PLC0415 -- as above

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
