import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from domain.errors import InterviewError
from domain.interview import MessageKind
from evals.playing.loading import made
from evals.runs.from_session import scenario_text
from evals.runs.results import read
from memory.connection import open_redis
from tests.evals.played import GUIDE, played
from tests.support.built import with_graphs
from tests.support.past import Told, Workspace


async def test_a_session_becomes_a_scenario_that_says_the_same(tmp_path: Path) -> None:
    game = await played(
        tmp_path, {"script": ["Write to keeper@lamp.example about the lens.", "/hint", "/stop"]}
    )
    turns = [each.turn for each in game.exchanges]

    text = scenario_text(game.session, turns)

    scenario = made(yaml.safe_load(text), "x.yaml", name="x")
    assert scenario.candidate.script == ("Write to [email 1] about the lens.", "/hint", "/stop")
    assert scenario.seed == game.session.seed and scenario.mode is game.session.mode
    assert turns[1].message is not None and turns[1].message.kind is MessageKind.HINT
    assert "keeper@" not in text


async def test_a_session_without_a_word_or_a_drill_is_refused(tmp_path: Path) -> None:
    game = await played(tmp_path, {"script": ["/stop"]})
    silent = [each.turn.model_copy(update={"message": None}) for each in game.exchanges]
    with pytest.raises(InterviewError, match="Nothing was said in session case"):
        scenario_text(game.session, silent)
    drill = game.session.model_copy(update={"drill": "facts"})
    with pytest.raises(InterviewError, match="is a drill"):
        scenario_text(drill, silent)


SAID = (
    "I swapped the halogen lamp for diodes; Marta Quiroga signed it, ask her at marta@harbour.example.\n"
    "The bill fell from 310 to 95 crowns because nothing warms up.\n"
    "/skip\n"
)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A home folder with the guide and an embedded Redis in it."""
    # Short: Redis' socket stands below it.
    folder = Path(tempfile.mkdtemp(prefix="home-"))
    monkeypatch.setenv("HOME", str(folder))
    (folder / "prep").mkdir()
    (folder / "prep" / "lighthouse.md").write_text(GUIDE)
    with open_redis(None, folder / "redis") as handle:
        yield Workspace(with_graphs(folder), handle, knowledge=None)  # type: ignore[arg-type]  # the commands open their own
    shutil.rmtree(folder, ignore_errors=True)


def _held(place: Workspace) -> str:
    """The id of a session that was held through the command."""
    guides = str(place.home / "prep")
    begun = place.run("start", "--guides", guides, "--minutes", "10", "--seed", "3", given=SAID)
    assert begun.code == 0, begun.out
    return str(place.run("sessions", "--json").json[0]["id"])


def _as_scenario(place: Workspace, session_id: str) -> Told:
    return place.run("eval", "--from-session", session_id, INTERVIEW_MASK_NAMES="Marta Quiroga")


def test_a_session_from_redis_becomes_a_scenario_that_can_be_played(place: Workspace) -> None:
    session_id = _held(place)

    written = _as_scenario(place, session_id)

    assert written.code == 0, written.error
    scenario = made(yaml.safe_load(written.out), "x.yaml", name="x")
    first, second, *rest = scenario.candidate.script
    assert first == "I swapped the halogen lamp for diodes; [name 1] signed it, ask her at [email 1]."
    assert second.startswith("The bill fell from 310 to 95")
    assert rest == ["/skip"]
    assert scenario.guides == ("~/prep",) and scenario.seed == 3
    assert len(scenario.expect.asks) == 2
    for secret in ("Marta", "Quiroga", "marta@", str(place.home)):
        assert secret not in written.out

    (place.home / "cases").mkdir()
    (place.home / "cases" / "complaint.yaml").write_text(written.out)
    results = place.home / "r.jsonl"
    played_again = place.run("eval", "--scenarios", str(place.home / "cases"), "--out", str(results))
    assert played_again.code == 0, played_again.out
    (result,), _ = read(results)
    assert [turn.answered for turn in result.transcript] == [first, second, "/skip"]


def test_a_session_that_is_not_there_is_told(place: Workspace) -> None:
    told = _as_scenario(place, "nope")
    assert told.code == 2 and "No session 'nope'" in told.error
