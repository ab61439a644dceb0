"""Models on this machine that are opened when they are first needed: most commands never do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from domain.later import later

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from knowledge.search import onnx_session
else:
    onnx_session = later("knowledge.search.onnx_session")


@runtime_checkable
class Opens(Protocol):
    """What takes a while to be ready, and can be told to before it is needed."""

    def open(self) -> object:
        """Be ready. Raises `domain.errors.ModelUnavailable`."""
        ...


@runtime_checkable
class Lexicon(Protocol):
    """What knows the words of a language."""

    def has_word(self, word: str) -> bool:
        """Whether `word`, in small letters, is one of them. Raises `domain.errors.ModelUnavailable`."""
        ...


class Opened:
    """A model and its tokenizer, which cuts texts at `most_tokens`. Safe to use from several threads."""

    def __init__(
        self, model: Callable[[], Path | bytes | None], tokenizer: Path, most_tokens: int | None
    ) -> None:
        self._model = model
        self._file = tokenizer
        self._most_tokens = most_tokens
        self._both: tuple[InferenceSession, Tokenizer] | None = None
        self._lock = threading.Lock()

    def open(self) -> tuple[InferenceSession, Tokenizer]:
        """Both; they are opened the first time. Raises `domain.errors.ModelUnavailable`."""
        if self._both is None:
            with self._lock:
                if self._both is None:
                    self._both = onnx_session.open_model(self._model, self._file, self._most_tokens)
        return self._both
