"""What a session's language models took is seen wherever the session is looked at again."""

from __future__ import annotations

import json

import pytest

from app.bootstrap.models import account_of
from app.past.forking import fork
from app.past.formats.archive import collect
from app.past.formats.exporting import as_json
from app.past.formats.html import as_html
from app.past.formats.importing import NotAnExport, read_archive, take_in
from app.past.formats.markdown import as_markdown
from app.past.spending import rows
from app.settings import from_environment
from domain.errors import BadSetting
from domain.usage import TurnUsage, Usage
from memory.keys import Keys
from tests.support.interviews import START
from tests.support.past import Place, Workspace

SETTINGS = from_environment({})
JUDGING = Usage(calls=2, accepted=2, input_tokens=1500, output_tokens=90, milliseconds=2350, dollars=0.02)
SPENT = (
    TurnUsage(turn=0, agents={"interviewer": Usage(calls=1, input_tokens=200, unpriced=1, estimated=1)}),
    TurnUsage(turn=1, agents={"evaluator": JUDGING, "follow_up_prober": Usage(failures=1, calls=1)}),
)


async def put(place: Place, session_id: str = "s1") -> None:
    for usage in SPENT:
        await place.store.put_usage(session_id, usage)


def test_each_agent_has_a_row_and_all_of_them_the_last() -> None:
    assert rows(SPENT) == [
        ("interviewer", "1", "about 200", "0.0", "price not known"),
        ("evaluator", "2", "1,590", "2.4", "$0.02"),
        ("follow up prober", "1", "0", "0.0", ""),
        ("all", "4", "about 1,790", "2.4", "$0.02 and 1 call of unknown price"),
    ]
    assert rows([]) == []


async def test_the_exports_show_it_and_an_import_keeps_it(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    await put(place)
    archive = await collect(place.store, "s1")

    assert "| evaluator | 2 | 1,590 | 2.4 | $0.02 |" in as_markdown(archive)
    assert "<td>evaluator</td><td>2</td><td>1,590</td><td>2.4</td><td>$0.02</td>" in as_html(archive)
    taken = await take_in(
        read_archive(as_json(archive).encode(), "s1.json"), place.store, place.graph, ["s1"], lambda: "s2"
    )
    assert tuple(await place.store.usage(taken.id)) == SPENT


async def test_without_a_model_the_exports_are_silent(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    archive = await collect(place.store, "s1")

    assert "language model" not in as_markdown(archive) + as_html(archive)


async def test_usage_of_turns_that_are_not_there_is_no_export(place: Place) -> None:
    await place.hold("s1", ["…", "/stop"])
    told = json.loads(as_json(await collect(place.store, "s1")))
    told["usage"] = [{"turn": 99, "agents": {}}]

    with pytest.raises(NotAnExport, match="its usage does not belong to its turns"):
        read_archive(json.dumps(told).encode(), "s1.json")


async def test_a_fork_has_used_nothing_yet(place: Place) -> None:
    await place.hold("s1", ["…", "…"])
    await put(place)
    await fork(place.store, place.graph, "s1", 2, "s2", START)

    assert await place.store.usage("s2") == []
    assert tuple(await place.store.usage("s1")) == SPENT


def test_the_list_of_sessions_shows_it_where_a_model_took_part(workspace: Workspace) -> None:
    workspace.holds("with", ["…", "/stop"])
    workspace.holds("without", ["…", "/stop"])
    assert "Model" not in workspace.run("sessions").out

    workspace.does(lambda place: put(place, "with"))
    shown = workspace.run("sessions").out
    assert "Model" in shown and "about 1,790 tokens" in shown
    listed = {session["id"]: session["usage"] for session in workspace.run("sessions", "--json").json}
    assert (listed["with"]["input_tokens"], listed["with"]["dollars"]) == (1700, 0.02)
    assert listed["without"]["calls"] == 0


def test_a_replay_as_json_holds_it(workspace: Workspace) -> None:
    workspace.holds("with", ["…", "/stop"])
    workspace.does(lambda place: put(place, "with"))

    told = workspace.run("replay", "with", "--json").json
    assert [turn["turn"] for turn in told["usage"]] == [0, 1]
    assert told["usage"][1]["agents"]["evaluator"]["milliseconds"] == 2350


def test_counts_that_cannot_be_read_cost_a_session_its_counts_only(workspace: Workspace) -> None:
    session = workspace.holds("with", ["…"])
    workspace.handle.sync_client.hset(Keys().session("with").usage, "1", b"not a record")

    account = workspace.does(lambda place: account_of(SETTINGS, place.store, session))
    assert account.usage == Usage()


def test_a_budget_of_money_is_refused_where_nobody_knows_what_the_session_has_cost(
    workspace: Workspace,
) -> None:
    session = workspace.holds("with", ["…"])
    workspace.does(lambda place: put(place, "with"))
    in_money = SETTINGS.model_copy(update={"model_budget_dollars": 1.0})

    with pytest.raises(BadSetting, match="what session with has cost so far is not known"):
        workspace.does(lambda place: account_of(in_money, place.store, session))
