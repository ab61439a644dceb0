"""The encoder that ships, on answers by nobody whose words it was trained on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from knowledge.entailment import model
from knowledge.entailment.head import FEATURES, Head
from knowledge.entailment.layout import Row, lay_out
from knowledge.entailment.model import LocalEntailment, local_entailment

POINTS = (
    "I moved the backups to a second building.",
    "We test a restore on the first Monday of each month.",
    "The longest outage since then lasted eleven minutes.",
)
PARAPHRASE = (
    "The copies of our data used to lie in the same house; I had them put into another one across the river. "
    "Whether they can be brought back is tried out every month, the first Monday it is. "
    "And since that day we were never down for more than eleven minutes."
)
DENIAL = (
    "The backups are still in the same building. Nobody has ever tested whether a restore works. "
    "Our last outage took two days."
)
ELSEWHERE = (
    "When I hire somebody I look for people who ask questions. I give them a small task on paper and talk it "
    "through with them, and I call their former boss."
)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> LocalEntailment:
    found = local_entailment(tmp_path_factory.mktemp("cache"))
    assert found is not None, "the weights are installed with the tests"
    return found


def test_a_paraphrase_is_covered_point_by_point(encoder: LocalEntailment) -> None:
    assert min(each.covered for each in encoder.read(PARAPHRASE, POINTS).found) > 0.5


def test_a_denial_in_other_words_covers_nothing(encoder: LocalEntailment) -> None:
    assert max(each.covered for each in encoder.read(DENIAL, POINTS).found) < 0.3


def test_an_answer_to_another_question_conveys_nothing(encoder: LocalEntailment) -> None:
    assert max(each.credit for each in encoder.read(ELSEWHERE, POINTS).found) < 0.4


def test_probabilities_add_up_and_the_same_question_gives_the_same(encoder: LocalEntailment) -> None:
    first = encoder.read(PARAPHRASE, POINTS)
    for each in first.found:
        assert each.covered + each.partly + each.absent + each.denied == pytest.approx(1, abs=1e-5)
        assert 0 <= each.credit <= 1
    assert encoder.read(PARAPHRASE, POINTS).found == first.found


def test_every_word_has_its_place_in_the_answer(encoder: LocalEntailment) -> None:
    reading = encoder.read(PARAPHRASE, POINTS)
    words = [PARAPHRASE[start:end] for start, end in reading.spans]
    assert "river" in words
    assert [near.shape[1] for near in reading.nearness] == 3 * [len(words)]


def test_the_words_that_tell_of_a_key_point_come_nearest_to_it(encoder: LocalEntailment) -> None:
    said = (
        "A single pair of scales is kept for the salt. Whoever opens up counts the float. "
        "The lads on the early turn leave us a note about the oven."
    )
    points = ["Oven faults are handed over in writing", "Salt is weighed apart", "The float is counted first"]
    reading = encoder.read(said, points)
    ends = [0, *(at + 1 for at, sign in enumerate(said) if sign == ".")]
    nearest = [
        max(range(3), key=lambda part: reading.near(at, ends[part], ends[part + 1])) for at in range(3)
    ]

    assert nearest == [2, 0, 1]
    assert reading.near(0, len(said), len(said) + 1) == -1


def test_what_is_said_late_in_a_long_answer_is_read_too(encoder: LocalEntailment) -> None:
    found = encoder.read(f"{ELSEWHERE} " * 4 + PARAPHRASE, POINTS).found
    assert min(each.covered for each in found) > 0.5


def test_the_beginning_of_an_answer_that_goes_on_is_not_read_again(
    encoder: LocalEntailment, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = []
    run = LocalEntailment._run

    def counted(self: LocalEntailment, row: Row) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        rows.append(row)
        return run(self, row)

    long = f"{ELSEWHERE} " * 5
    alone = encoder.read(f"{long}{PARAPHRASE}", POINTS)
    monkeypatch.setattr(LocalEntailment, "_run", counted)
    encoder._kept.clear()
    encoder.read(long, POINTS)
    before = len(rows)
    on = encoder.read(f"{long}{PARAPHRASE}", POINTS)
    read_on = len(rows) - before
    again = encoder.read(f"{long}{PARAPHRASE}", POINTS)

    assert (before, read_on) == (2, 1)
    assert len(rows) == before + read_on
    # What was kept of the beginning changes nothing of what is found.
    assert alone.found == on.found == again.found
    assert all(map(np.array_equal, alone.nearness, on.nearness))


def test_of_rows_only_so_many_are_kept(encoder: LocalEntailment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_ROWS_KEPT", 2)
    for number in range(4):
        encoder.read(f"{PARAPHRASE} {number}", POINTS)

    assert len(encoder._kept) == 2


def test_many_key_points_are_read_in_several_rows(encoder: LocalEntailment) -> None:
    assert len(encoder.read(PARAPHRASE, POINTS * 5).found) == 15


@pytest.mark.parametrize("said", ["", " ", "\n"])
def test_nothing_said_conveys_nothing(encoder: LocalEntailment, said: str) -> None:
    assert {each.absent for each in encoder.read(said, POINTS).found} == {1.0}


def test_the_fingerprint_names_version_and_checksum(encoder: LocalEntailment) -> None:
    name, version, checksum = encoder.fingerprint.split("/")
    assert (name, len(checksum)) == ("entailment", 8)
    assert int(version) >= 1


def test_the_graph_is_kept_and_built_again_where_it_is_damaged(tmp_path: Path) -> None:
    assert local_entailment(tmp_path) is not None
    (graph,) = tmp_path.glob("entailment-*.onnx")
    graph.write_bytes(graph.read_bytes()[:1000])
    again = local_entailment(tmp_path)
    assert again is not None
    again.open()
    assert graph.stat().st_size > 10_000_000


def test_a_key_points_positions_begin_where_the_answer_ends_whatever_its_place() -> None:
    row = lay_out([101, 7, 8, 102], [[5, 102], [6, 9, 102]])
    assert row.positions.tolist() == [0, 1, 2, 3, 4, 5, 4, 5, 6]
    assert row.segments.tolist() == [0, 0, 0, 0, 1, 1, 2, 2, 2]


def test_the_head_gives_a_distribution_for_each_key_point() -> None:
    hidden = np.arange(12, dtype=np.float32).reshape(6, 2)
    head = Head(np.ones((4, FEATURES * 2), np.float32), np.zeros(4, np.float32))
    shares = head.probabilities(hidden, np.array([0, 0, 0, 1, 2, 2]))
    assert shares.shape == (2, 4)
    assert np.allclose(shares, 0.25)
