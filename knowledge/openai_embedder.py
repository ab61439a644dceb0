"""Embedding models that speak OpenAI's format. Importing this takes a second."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np
import openai
from langchain_openai import OpenAIEmbeddings
from openai import APIStatusError, OpenAIError

from domain.errors import ModelUnavailable
from knowledge.embed import Embedder, Vectors


class OpenAIEmbedder:
    """An embedding model behind OpenAI's wire format."""

    def __init__(self, client: OpenAIEmbeddings, fingerprint: str) -> None:
        self._client = client
        self.fingerprint = fingerprint
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
        try:
            rows = self._client.embed_documents(texts)
        except OpenAIError as error:
            sent_on = isinstance(error, APIStatusError) and 300 <= error.status_code < 400
            why = "its server sends requests on, which is not followed" if sent_on else type(error).__name__
            raise ModelUnavailable(
                f"The embedding model {self._client.model} did not answer ({why}). "
                "Unset INTERVIEW_EMBEDDINGS to use the local one."
            ) from error
        vectors = np.array(rows, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, 1e-12)
        return unit

    def embed_query(self, text: str) -> Vectors:
        """One vector: (dimensions,)."""
        vector: Vectors = self.embed_documents([text])[0]
        return vector


def openai_embedder(model: str, base_url: str | None, api_key: str | None) -> Embedder:
    """`model` at `base_url` (None: OpenAI itself). Nothing is sent before the first text."""
    # Where a server sends a request on, the texts in it are not taken to a host nobody configured.
    http = openai.DefaultHttpxClient(timeout=30, follow_redirects=False)
    options: dict[str, Any] = {
        "model": model,
        # A local server needs no key, and the client refuses to be made without one.
        "api_key": api_key or "unused",
        # Counting tokens would download tiktoken's tables at run time.
        "check_embedding_ctx_length": False,
        "timeout": 30,
        "max_retries": 2,
        "http_client": http,
    }
    if base_url:
        options["base_url"] = base_url
    client = OpenAIEmbeddings(**options)
    embedder = OpenAIEmbedder(client, f"openai/{base_url or 'api.openai.com'}/{model}")
    weakref.finalize(embedder, http.close)
    return embedder
