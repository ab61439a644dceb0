from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from app.bootstrap.index import open_embedder
from app.settings import from_environment
from domain.errors import BadSetting, InterviewError
from evals.evaluating import evaluate
from evals.runs.build import build
from evals.runs.cluster import ClusterUnavailable, Patience, play_on
from evals.runs.order import Order, Outcome, Setup, orders
from evals.runs.results import read
from tests.evals.dask_cluster import DaskCluster, WarmDask
from tests.evals.played import GUIDE, a_scenario, without_times
from tests.support import guards
from tests.support.built import with_graphs

# Starting a cluster takes longer than everything that is tried on it.
pytestmark = [pytest.mark.enable_socket, pytest.mark.network, pytest.mark.sweep]

HASTY = Patience(connect=1.0, first_worker=1.0, another_worker=1.0, look_every=0.2)


@pytest.fixture(scope="module")
def warm() -> Iterator[WarmDask]:
    """What clusters are forked from."""
    with WarmDask() as running:
        yield running


@pytest.fixture(scope="module")
def cluster(warm: WarmDask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    """Two workers for all tests that leave them alive."""
    with DaskCluster(warm, tmp_path_factory.mktemp("dask"), workers=2) as running:
        yield running


def _orders(folder: Path, count: int) -> list[Order]:
    home = with_graphs(folder / "ours")
    embedder = open_embedder(from_environment({"INTERVIEW_HOME": str(home)}), None, print)
    setup = Setup(embedder=embedder.fingerprint if embedder is not None else "")
    return orders(setup, [a_scenario({"behaviour": "improving"})], range(count))


def _command(home: Path, out: str, *arguments: str) -> Any:
    app = typer.Typer()
    app.command()(evaluate)
    result = CliRunner().invoke(app, ["--scenarios", str(home), "--out", str(home / out), *arguments])
    assert result.exit_code == 0, result.output
    return read(home / out)


def test_a_run_on_two_workers_equals_the_local_one(
    cluster: DaskCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_HOME", str(with_graphs(tmp_path / "home")))
    (tmp_path / "lighthouse.md").write_text(GUIDE)
    for name, guides, candidate in (
        ("a", "lighthouse.md", "{behaviour: strong}"),
        ("b", "lighthouse.md", "{behaviour: partial, points: [2]}"),
        ("c", "platform.md", "{behaviour: wrong_figures}"),
        ("d", "lighthouse.md", "{persona: {who: a keeper, speaks: slowly}}"),
    ):
        (tmp_path / f"{name}.yaml").write_text(f"about: x\nguides: [{guides}]\ncandidate: {candidate}\n")

    here, summary = _command(tmp_path, "here.jsonl", "--jobs", "1")
    there, other = _command(tmp_path, "there.jsonl", "--cluster", cluster.address)

    assert [each.state for each in here] == ["passed"] * 3 + ["skipped"]
    assert without_times(here) == without_times(there)
    assert summary.orderings == other.orderings and summary.skipped == other.skipped == 1


async def test_a_worker_of_another_version_refuses_in_one_line(cluster: DaskCluster, tmp_path: Path) -> None:
    newer = {**build(), "numpy": "99.1"}
    with pytest.raises(InterviewError) as refused:
        await play_on(cluster.address, _orders(tmp_path, 3), here=newer)
    assert "has numpy" in str(refused.value) and "this machine 99.1" in str(refused.value)
    assert "install the same version" in str(refused.value) and "\n" not in str(refused.value)


async def test_a_worker_with_other_weights_refuses(cluster: DaskCluster) -> None:
    asked = orders(Setup(embedder="another/1"), [a_scenario()], (0,))
    with pytest.raises(InterviewError, match=r"embeds with .*, this machine with another/1"):
        await play_on(cluster.address, asked)


async def test_a_worker_that_dies_in_the_middle_loses_nothing(warm: WarmDask, tmp_path: Path) -> None:
    asked = _orders(tmp_path, 12)
    with DaskCluster(warm, tmp_path, workers=2) as running:
        killed: list[Outcome] = []

        def kill_one(outcome: Outcome) -> None:
            if not killed:
                running.workers[0].kill()
            killed.append(outcome)

        outcomes = await play_on(running.address, asked, kill_one, Patience(look_every=0.2))
        # It was killed, and not only given up.
        running.workers[0].wait(guards.SECONDS)
        assert running.workers[1].is_running()
    assert [each.result.seed for each in outcomes if each.result is not None] == list(range(12))
    assert len(killed) == 12


async def test_a_cluster_that_loses_all_workers_or_its_scheduler_ends_the_run_in_one_line(
    warm: WarmDask, tmp_path: Path
) -> None:
    asked = _orders(tmp_path, 30)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    lost = pytest.raises(ClusterUnavailable, match="lost its last worker")
    gone = pytest.raises(ClusterUnavailable, match="is gone")
    with DaskCluster(warm, tmp_path / "a", workers=1) as one, lost:
        await play_on(one.address, asked, lambda outcome: one.workers[0].kill(), _slow_start())
    with DaskCluster(warm, tmp_path / "b", workers=1) as other, gone:
        await play_on(other.address, asked, lambda outcome: other.scheduler.kill(), _slow_start())


def _slow_start() -> Patience:
    return Patience(connect=5.0, first_worker=20.0, another_worker=1.0, look_every=0.2)


async def test_a_scheduler_that_is_not_there_is_told_within_the_time(tmp_path: Path) -> None:
    with pytest.raises(ClusterUnavailable, match=r"answers at tcp://127\.0\.0\.1:9 within 1 s"):
        await play_on("tcp://127.0.0.1:9", _orders(tmp_path, 1), patience=HASTY)


async def test_a_cluster_without_workers_is_told(warm: WarmDask, tmp_path: Path) -> None:
    idle = pytest.raises(ClusterUnavailable, match="has no worker")
    with DaskCluster(warm, tmp_path, workers=0) as running, idle:
        await play_on(running.address, _orders(tmp_path, 1), patience=HASTY)


@pytest.mark.parametrize("address", ["localhost", "http://127.0.0.1:80", "tcp://", "tcp://host:port"])
async def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(BadSetting, match="is no address of a Dask scheduler"):
        await play_on(address, [])
