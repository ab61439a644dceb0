from pathlib import Path

import pytest
import yaml

from domain.errors import InterviewError
from domain.interview import MessageKind
from evals.runs.from_session import scenario_text
from evals.runs.loading import made
from tests.evals.played import played


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
