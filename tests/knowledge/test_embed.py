"""Embedding models and the cache before them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import httpx2
import numpy as np
import pytest
from openai import APIConnectionError, APITimeoutError

from domain.errors import MemoryUnavailable, ModelUnavailable
from knowledge.search import weights
from knowledge.search.embed import (
    CacheCounts,
    CachedEmbedder,
    Embedder,
    local_embedder,
)
from knowledge.search.onnx_model import quantize_blocks
from knowledge.search.remote_embedder import OpenAIEmbedder, openai_embedder
from tests.support.embedding import HashEmbedder
from tests.support.openai_server import OpenAIServer, Status

TEXTS = [
    "How did you make sure that retrieval was good enough?",
    "Hi",
    "We cut the latency from 900 ms to 210 ms by caching embeddings in Redis. " * 30,
    "¿Por qué dejaste los procesos nocturnos?",
]


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="module")
def local(cache_dir: Path) -> Embedder:
    embedder = local_embedder(cache_dir)
    if embedder is None:
        pytest.skip(weights.missing_hint())
    return embedder


def test_the_8_bit_graph_agrees_with_a_forward_pass_in_numpy(local: Embedder) -> None:
    vectors = local.embed_documents(TEXTS)

    expected = np.array([forward_pass(text) for text in TEXTS])
    assert vectors.shape == (4, local.dimensions)
    assert (vectors * expected).sum(axis=1).min() > 0.995


def test_vectors_have_length_one(local: Embedder) -> None:
    assert np.linalg.norm(local.embed_documents(TEXTS), axis=1) == pytest.approx(np.ones(4), abs=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(local: Embedder) -> None:
    together = local.embed_documents(TEXTS)

    for row, text in enumerate(TEXTS):
        assert (together[row] == local.embed_query(text)).all()


def test_like_things_are_nearer_than_unlike_things(local: Embedder) -> None:
    question, answer, other = local.embed_documents(
        ["Why did you leave your last job?", "I resigned because I wanted to grow.", "The soup needs salt."]
    )

    assert question @ answer > question @ other + 0.2


def test_no_texts_give_no_rows(local: Embedder) -> None:
    assert local.embed_documents([]).shape == (0, 384)


def test_text_beyond_256_tokens_is_not_read(local: Embedder) -> None:
    long = "word " * 254

    assert (local.embed_query(long) == local.embed_query(long + "and then something else")).all()
    assert not (local.embed_query("word " * 100) == local.embed_query("word " * 100 + "and more")).all()


def test_the_graph_is_built_once(cache_dir: Path, local: Embedder) -> None:
    (model,) = cache_dir.glob("*.onnx")
    before = model.stat().st_mtime_ns

    assert local_embedder(cache_dir) is not None

    assert model.stat().st_mtime_ns == before
    assert model.stat().st_size < 25_000_000


def test_a_damaged_graph_is_built_again(local: Embedder, cache_dir: Path, tmp_path: Path) -> None:
    for path in cache_dir.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (model,) = tmp_path.glob("*.onnx")
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 0xFF
    model.write_bytes(content)

    again = local_embedder(tmp_path)

    assert again is not None
    assert (again.embed_query(TEXTS[0]) == local.embed_query(TEXTS[0])).all()


def test_where_the_graph_cannot_be_stored_it_lives_in_memory(local: Embedder, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    embedder = local_embedder(tmp_path / "file" / "cache")

    assert embedder is not None
    assert (embedder.embed_query(TEXTS[0]) == local.embed_query(TEXTS[0])).all()


def test_without_the_weights_there_is_no_local_model_but_a_line_that_helps(tmp_path: Path) -> None:
    assert local_embedder(tmp_path, package="no_such_package_of_weights") is None
    assert "`interview setup`" in weights.missing_hint()
    assert "\n" not in weights.missing_hint()


def test_blocks_are_rounded_by_half_a_step_at_most() -> None:
    matrix = np.random.default_rng(1).standard_normal((3, 256)).astype(np.float32)
    matrix[1, :128] = 0

    quantized = quantize_blocks(matrix)

    assert quantized.codes.shape == (3, 2, 128)
    restored = (quantized.codes.astype(np.float32) - 128) * quantized.scales[:, :, None]
    assert (np.abs(restored - matrix.reshape(3, 2, 128)) <= quantized.scales[:, :, None] / 2 + 1e-6).all()


class DictStore:
    """A second tier in memory, that can be out of order."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}
        self.gone = False

    def get_many(self, keys: Sequence[str]) -> list[bytes | None]:
        if self.gone:
            raise MemoryUnavailable("Redis is gone.")
        return [self.values.get(key) for key in keys]

    def set_many(self, values: dict[str, bytes]) -> None:
        if self.gone:
            raise MemoryUnavailable("Redis is gone.")
        self.values |= values


def test_a_text_is_embedded_once_and_then_comes_from_memory() -> None:
    model = HashEmbedder()
    cached = CachedEmbedder(model)

    first = cached.embed_documents(["a", "b", "a"])
    second = cached.embed_query("b")

    assert model.embedded == ["a", "b"]
    assert (first[0] == first[2]).all()
    assert (second == first[1]).all()
    assert cached.counts == CacheCounts(memory=1, store=0, model=2)


def test_what_was_served_is_taken_once() -> None:
    cached = CachedEmbedder(HashEmbedder())
    cached.embed_documents(["a", "b", "a"])
    first = cached.take_counts()
    nothing = cached.take_counts()
    cached.embed_documents(["a", "c"])

    assert (first, nothing) == (CacheCounts(memory=0, store=0, model=2), CacheCounts())
    assert cached.take_counts() == CacheCounts(memory=1, store=0, model=1)
    assert cached.counts == CacheCounts(memory=1, store=0, model=3)


def test_another_process_finds_the_vectors_in_the_store() -> None:
    store = DictStore()
    CachedEmbedder(HashEmbedder(), store).embed_documents(["a", "b"])
    model = HashEmbedder()
    cached = CachedEmbedder(model, store)

    vectors = cached.embed_documents(["a", "b", "c"])

    assert model.embedded == ["c"]
    assert (vectors == HashEmbedder().embed_documents(["a", "b", "c"])).all()
    assert cached.counts == CacheCounts(memory=0, store=2, model=1)


def test_a_text_alone_is_made_sooner_than_it_is_asked_for() -> None:
    store = DictStore()
    cached = CachedEmbedder(HashEmbedder(), store, together=2)

    cached.embed_query("what somebody said just now")
    assert not store.values

    cached.embed_documents(["a", "b"])
    assert len(store.values) == 2
    other = CachedEmbedder(HashEmbedder(), store, together=2)
    other.embed_documents(["a", "b"])
    other.embed_query("a")
    assert other.counts == CacheCounts(memory=1, store=2, model=0)


def test_another_model_does_not_get_these_vectors() -> None:
    store = DictStore()
    CachedEmbedder(HashEmbedder(fingerprint="one"), store).embed_query("a")
    other = HashEmbedder(fingerprint="two")

    CachedEmbedder(other, store).embed_query("a")

    assert other.embedded == ["a"]


def test_a_store_that_is_gone_or_holds_rubbish_only_costs_time() -> None:
    store = DictStore()
    CachedEmbedder(HashEmbedder(), store).embed_query("a")
    store.values = dict.fromkeys(store.values, b"rubbish")
    model = HashEmbedder()

    assert CachedEmbedder(model, store).embed_query("a").shape == (64,)
    store.gone = True
    assert CachedEmbedder(model, store).embed_query("a").shape == (64,)

    assert model.embedded == ["a", "a"]


def test_memory_forgets_what_was_used_least_recently() -> None:
    model = HashEmbedder()
    cached = CachedEmbedder(model, capacity=2)
    for text in ("a", "b", "a", "c"):
        cached.embed_query(text)
    model.embedded.clear()

    cached.embed_query("a")
    cached.embed_query("b")

    assert model.embedded == ["b"]


def test_more_texts_than_the_memory_holds_all_get_their_vectors() -> None:
    texts = [f"text {number}" for number in range(10)]

    vectors = CachedEmbedder(HashEmbedder(), capacity=3).embed_documents(texts)

    assert (vectors == HashEmbedder().embed_documents(texts)).all()


class FakeClient:
    """What OpenAIEmbedder needs of LangChain's client."""

    model = "fake"

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if self.error:
            raise self.error
        return [[3.0, 4.0] for _ in texts]


def remote(client: Any) -> OpenAIEmbedder:
    return OpenAIEmbedder(client, "openai/host/fake")


def test_remote_vectors_are_brought_to_length_one() -> None:
    embedder = remote(FakeClient())

    assert embedder.embed_documents(["a", "b"]) == pytest.approx(np.array([[0.6, 0.8], [0.6, 0.8]]))
    assert embedder.dimensions == 2
    assert embedder.embed_documents([]).shape == (0, 2)


def test_a_remote_model_that_does_not_answer_is_told_in_one_line() -> None:
    from openai import OpenAIError

    with pytest.raises(ModelUnavailable, match="embedding model fake did not answer") as caught:
        remote(FakeClient(OpenAIError("secret key sk-123 was refused"))).embed_query("a")

    assert "sk-123" not in str(caught.value)


class SlowClient(FakeClient):
    """Takes too long for more than `most` texts at once."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.sizes: list[int] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.sizes.append(len(texts))
        if len(texts) > self.most:
            raise APITimeoutError(httpx2.Request("POST", "http://127.0.0.1/v1"))
        return super().embed_documents(texts)


def test_after_a_time_out_fewer_texts_are_sent_at_once_from_then_on() -> None:
    client = SlowClient(3)
    embedder = OpenAIEmbedder(cast(Any, client), "openai/host/fake", batch=8)

    assert embedder.embed_documents([str(number) for number in range(10)]).shape == (10, 2)
    assert client.sizes == [8, 4, 2, 2, 2, 2, 2]
    embedder.embed_documents(["a", "b", "c"])
    assert client.sizes[7:] == [2, 1]


def test_one_text_that_takes_too_long_names_the_setting() -> None:
    embedder = OpenAIEmbedder(cast(Any, SlowClient(0)), "openai/host/fake", seconds=4)
    with pytest.raises(ModelUnavailable, match=r"within 4 s for one text \(INTERVIEW_EMBEDDINGS_TIMEOUT"):
        embedder.embed_documents(["a", "b"])


@pytest.mark.network
@pytest.mark.enable_socket
def test_what_an_embedding_server_says_is_told_without_the_key() -> None:
    said = "Pooling type 'none' is not OAI compatible. The key sk-1 is fine."
    with OpenAIServer(embeddings=Status(400, said)) as server:
        embedder = openai_embedder("smol", server.base_url, "sk-1")
        with pytest.raises(ModelUnavailable) as caught:
            embedder.embed_query("a")

    assert "smol refused (400: Pooling type 'none' is not OAI compatible. The key [key] is fine.)" in str(
        caught.value
    )


def test_a_server_in_trouble_is_asked_twice_more() -> None:
    pauses: list[float] = []
    client = FakeClient(APIConnectionError(request=httpx2.Request("POST", "http://127.0.0.1/v1")))
    embedder = OpenAIEmbedder(cast(Any, client), "openai/host/fake", sleep=pauses.append)
    with pytest.raises(ModelUnavailable, match="did not answer"):
        embedder.embed_query("a")
    assert pauses == [0.5, 1.0]


def test_a_remote_model_is_named_by_its_address_and_asked_nothing_when_made() -> None:
    there = openai_embedder("nomic", "http://localhost:9/v1", None)
    openai = openai_embedder("nomic", None, "key")

    assert there.fingerprint == "openai/http://localhost:9/v1/nomic"
    assert openai.fingerprint == "openai/api.openai.com/nomic"


def forward_pass(text: str) -> np.ndarray:
    """all-MiniLM-L6-v2 in float32, written out: the reference for the quantised graph."""
    from safetensors.numpy import load_file
    from scipy.special import erf
    from tokenizers import Tokenizer

    folder = weights.folder_of(Path())
    assert folder is not None
    tensors = load_file(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    ids = tokenizer.encode(text).ids

    def linear(x: np.ndarray, layer: str) -> np.ndarray:
        return x @ tensors[f"{layer}.weight"].T + tensors[f"{layer}.bias"]

    def normalized(x: np.ndarray, layer: str) -> np.ndarray:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12)
        return scaled * tensors[f"{layer}.weight"] + tensors[f"{layer}.bias"]

    x = tensors["embeddings.word_embeddings.weight"][ids]
    x = x + tensors["embeddings.position_embeddings.weight"][: len(ids)]
    x = normalized(x + tensors["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for number in range(6):
        base = f"encoder.layer.{number}"
        query, key, value = (
            linear(x, f"{base}.attention.self.{part}").reshape(-1, 12, 32).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        attention = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(32))
        attention /= attention.sum(axis=-1, keepdims=True)
        attended = (attention @ value).transpose(1, 0, 2).reshape(-1, 384)
        x = normalized(
            linear(attended, f"{base}.attention.output.dense") + x, f"{base}.attention.output.LayerNorm"
        )
        inner = linear(x, f"{base}.intermediate.dense")
        inner = inner * 0.5 * (1 + erf(inner / math.sqrt(2)))
        x = normalized(linear(inner, f"{base}.output.dense") + x, f"{base}.output.LayerNorm")
    mean: np.ndarray = x.mean(axis=0)
    return mean / np.linalg.norm(mean)
