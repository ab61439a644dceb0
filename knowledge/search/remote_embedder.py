"""Any OpenAI-compatible embedding model; imported where one is asked for: its packages take a second."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import openai
from langchain_openai import OpenAIEmbeddings
from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    InternalServerError,
    OpenAIError,
    RateLimitError,
)

from domain.errors import ModelUnavailable
from knowledge.search.embed import Embedder, Vectors

_LONGEST_TOLD = 160
_PAUSES = (0.5, 1.0)
"""Seconds before a request that failed is sent again."""


class OpenAIEmbedder:
    """An embedding model behind OpenAI's wire format.

    A request holds at most `batch` texts and may take `seconds`. After one that took longer a request holds
    half as many, from then on; one text alone that takes too long is the end.
    """

    def __init__(
        self,
        client: OpenAIEmbeddings,
        fingerprint: str,
        *,
        seconds: float = 30.0,
        batch: int = 32,
        secret: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self.fingerprint = fingerprint
        self._seconds = seconds
        self._batch = batch
        self._secret = secret
        self._sleep = sleep
        self._dimensions: int | None = None

    @property
    def dimensions(self) -> int:
        """The length of a vector; asks the model once."""
        if self._dimensions is None:
            self._dimensions = len(self.embed_query("dimensions"))
        return self._dimensions

    def embed_documents(self, texts: list[str]) -> Vectors:
        """One row a text: (texts, dimensions)."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        rows: list[list[float]] = []
        while len(rows) < len(texts):
            rows += self._embedded(texts[len(rows) : len(rows) + self._batch])
        vectors = np.array(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, 1e-12)
        return unit

    def _embedded(self, texts: list[str]) -> list[list[float]]:
        """The vectors of `texts`; none where their request took too long and a smaller one may not."""
        try:
            return self._asked(texts)
        except APITimeoutError as error:
            if len(texts) > 1:
                self._batch = len(texts) // 2
                return []
            hint = "INTERVIEW_EMBEDDINGS_TIMEOUT gives it more"
            raise self._gone(f"did not answer within {self._seconds:g} s for one text ({hint})") from error
        except OpenAIError as error:
            raise self._gone(self._why(error)) from error

    def _asked(self, texts: list[str]) -> list[list[float]]:
        """The vectors of `texts`, after a second and a third try where the server was in trouble."""
        for pause in _PAUSES:
            try:
                return self._client.embed_documents(texts)
            except APITimeoutError:
                raise
            except (APIConnectionError, InternalServerError, RateLimitError):
                self._sleep(pause)
        return self._client.embed_documents(texts)

    def _why(self, error: OpenAIError) -> str:
        if not isinstance(error, APIStatusError):
            return f"did not answer ({type(error).__name__})"
        if 300 <= error.status_code < 400:
            return "did not answer (its server sends requests on, which is not followed)"
        if error.status_code in (401, 403):
            # What is said here may quote the key.
            return f"did not answer (its server refused the key, {error.status_code})"
        said = _said(error.body)
        hidden = said.replace(self._secret, "[key]") if self._secret else said
        told = hidden if len(hidden) <= _LONGEST_TOLD else f"{hidden[:_LONGEST_TOLD]}…"
        return f"refused ({error.status_code}{': ' if told else ''}{told})"

    def _gone(self, why: str) -> ModelUnavailable:
        return ModelUnavailable(
            f"The embedding model {self._client.model} {why}. "
            "Unset INTERVIEW_EMBEDDINGS to use the local one."
        )

    def embed_query(self, text: str) -> Vectors:
        """One vector: (dimensions,)."""
        vector: Vectors = self.embed_documents([text])[0]
        return vector


def _said(body: object) -> str:
    """What a server says of an error, in one line; "" where it says nothing."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    message = inner.get("message") if isinstance(inner, dict) else inner
    return " ".join(message.split()) if isinstance(message, str) else ""


def openai_embedder(
    model: str, base_url: str | None, api_key: str | None, *, seconds: float = 30.0, batch: int = 32
) -> Embedder:
    """`model` at `base_url` (None: OpenAI itself). Nothing is sent before the first text.

    A request may take `seconds` and holds at most `batch` texts.
    """
    # Where a server sends a request on, the texts in it are not taken to a host nobody configured.
    http = openai.DefaultHttpxClient(timeout=seconds, follow_redirects=False)
    options: dict[str, Any] = {
        "model": model,
        # A local server needs no key, and the client refuses to be made without one.
        "api_key": api_key or "unused",
        # Counting tokens would download tiktoken's tables at run time.
        "check_embedding_ctx_length": False,
        "timeout": seconds,
        # Requests are sent again by us, those that took too long with fewer texts.
        "max_retries": 0,
        "http_client": http,
    }
    if base_url:
        options["base_url"] = base_url
    client = OpenAIEmbeddings(**options)
    fingerprint = f"openai/{base_url or 'api.openai.com'}/{model}"
    embedder = OpenAIEmbedder(client, fingerprint, seconds=seconds, batch=batch, secret=api_key or "")
    weakref.finalize(embedder, http.close)
    return embedder
