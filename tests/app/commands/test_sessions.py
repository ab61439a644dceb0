import asyncio
import contextlib
import json
from io import StringIO
from pathlib import Path

import pytest

from app.bootstrap.memory import open_memory
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.past import tables
from app.session.going_on import QuestionsGone, go_on, with_what_was_planned
from app.settings import from_environment
from domain.interview import Agenda, AgendaItem, Mode, Phase
from tests.app.session.test_conversation import Scripted
from tests.support.interviews import POINTS, a_session, says
from tests.support.openai_server import OpenAIServer
from tests.support.past import VARIED, WEAK, Told, Workspace

GUIDE = """# Platform notes

### Q1: How did you make the nightly job faster?

**Answer:** I replaced the nightly batch with a stream of parcel events. The consumers are idempotent,
because redelivery is certain. The run went from four hours to forty minutes.

### Q2: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry. Only backward compatible changes pass the build.
"""


def words(told: Told) -> str:
    return " ".join(told.out.split())


def test_sessions_are_listed_narrowed_sorted_and_told_as_json(workspace: Workspace) -> None:
    workspace.holds("good", ["…", "…", "…"])
    workspace.holds("weak", [WEAK, WEAK, "/stop"], mode=Mode.REAL)
    workspace.holds("open", ["…"])

    best = workspace.run("sessions", "--sort", "score", "--status", "finished", "--json").json
    assert [session["id"] for session in best] == ["good", "weak"]
    assert [s["id"] for s in workspace.run("sessions", "--mode", "real", "--json").json] == ["weak"]
    assert workspace.run("sessions", "--since", "2099-01-01", "--json").json == []
    shown = workspace.run("sessions", "--status", "open")
    assert "open" in shown.out and "good" not in shown.out
    assert "None of your 3 sessions" in workspace.run("sessions", "--guide", "nowhere").out
    refused = workspace.run("sessions", "--since", "soon")
    assert (refused.code, "no moment" in refused.error) == (2, True)


def test_the_list_fits_eighty_columns_and_has_no_column_for_nothing(workspace: Workspace) -> None:
    session = workspace.holds("k3f9", ["…", "…", "…"])
    out = StringIO()
    tables.show_sessions(PlainConsole(file=out, width=80), [session], {})

    head, line = out.getvalue().splitlines()
    assert "Round" not in head and session.guides[0].rpartition("/")[2][:8] in line
    assert len(line) <= 80


def test_an_empty_memory_says_how_to_begin(workspace: Workspace) -> None:
    assert "`interview start` begins one" in workspace.run("sessions").out
    assert workspace.run("sessions", "--json").json == []
    assert workspace.run("replay").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ["report", "nope"],
        ["replay", "nope"],
        ["fork", "nope", "--turn", "1"],
        ["compare", "nope", "s1"],
        ["compare", "s1", "nope"],
        ["rescore", "nope"],
        ["export", "nope"],
        ["forget", "nope", "--yes"],
    ],
    ids=lambda command: command[0],
)
def test_an_unknown_session_is_one_line_and_exit_code_two(workspace: Workspace, command: list[str]) -> None:
    workspace.holds("s1", ["/stop"])

    told = workspace.run(*command)

    assert told.code == 2
    assert told.error == "No session 'nope'. `interview sessions` lists yours."


def test_an_open_session_has_no_report_yet(workspace: Workspace) -> None:
    workspace.holds("s1", ["…"])

    told = workspace.run("report", "s1")

    assert told.code == 2
    assert "still open" in told.error and "\n" not in told.error


def test_a_replay_needs_nothing_but_the_database(workspace: Workspace) -> None:
    workspace.holds("s1", ["…", WEAK, "/stop"])

    whole, part = workspace.run("replay", "s1"), workspace.run("replay", "s1", "--from", "2", "--to", "2")

    assert "Report · session s1" in whole.out and whole.out.count("Interviewer") == 3
    assert part.out.count("Interviewer") == 1 and "[2/3" in words(part) and "Report" not in part.out
    assert "Report" in workspace.run("replay", "s1", "--from", "3").out
    assert "> It was a change" in workspace.run("replay", "s1", "--markdown").out
    told = workspace.run("replay", "s1", "--to", "2", "--json").json
    assert [turn["number"] for turn in told["turns"]] == [1, 2]
    assert told["report"] is None
    assert workspace.run("replay", "s1", "--turn", "2").code == 2
    assert "no turn 9" in workspace.run("replay", "s1", "--from", "9").error


def test_two_sessions_are_compared(workspace: Workspace) -> None:
    workspace.holds("a", [WEAK, WEAK, "/stop"])
    workspace.holds("b", ["…", "/stop"])

    assert "missing → covered" in workspace.run("compare", "a", "b").out
    told = workspace.run("compare", "a", "b", "--json").json
    assert told["mean_second"] > told["mean_first"]


def test_an_export_is_a_file_of_the_kind_its_name_says(workspace: Workspace, tmp_path: Path) -> None:
    workspace.holds("s1", ["…", "/stop"])

    for name, start in (("a.json", "{"), ("a.md", "# Interview s1"), ("a.html", "<!doctype html>")):
        told = workspace.run("export", "s1", "--out", str(tmp_path / name))
        assert told.code == 0 and "Session s1 is in" in told.out
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert workspace.run("export", "s1").json["session"]["id"] == "s1"
    assert workspace.run("export", "s1", "--format", "html", "--out", "-").out.startswith("<!doctype html>")
    refused = workspace.run("export", "s1", "--out", str(tmp_path / "no" / "where.json"))
    assert refused.code == 2 and "cannot be written" in refused.error


def test_a_page_is_not_written_over_a_file_that_was_not_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.holds("s1", ["/stop"])
    monkeypatch.chdir(tmp_path)

    assert workspace.run("export", "s1", "--format", "html").code == 0
    written = (tmp_path / "interview-s1.html").read_text(encoding="utf-8")
    again = workspace.run("export", "s1", "--format", "html")

    assert "svg" in written
    assert again.code == 2 and "exists already" in again.error


def test_a_forgotten_session_comes_back_from_its_export_and_can_be_forked(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.holds("s1")
    file = str(tmp_path / "s1.json")
    workspace.run("export", "s1", "--out", file)
    replayed = workspace.run("replay", "s1").out
    workspace.run("forget", "s1", "--yes")

    told = workspace.run("import", file)

    assert told.code == 0 and "`interview replay s1`" in told.out
    assert workspace.run("replay", "s1").out == replayed
    assert workspace.run("fork", "s1", "--turn", "2").code == 0
    again = workspace.run("import", file)
    assert again.code == 0 and "The id 's1' is taken, so this one is" in again.out
    assert len(workspace.run("sessions", "--json").json) == 3


def test_a_file_that_cannot_come_in_leaves_nothing_behind(workspace: Workspace, tmp_path: Path) -> None:
    workspace.holds("s1", ["/stop"])
    told = workspace.run("export", "s1").json
    before = workspace.everything()
    for name, content, code in (
        ("newer.json", json.dumps(told | {"schema": 99}), 5),
        ("cut.json", json.dumps(told)[:-40], 2),
        ("other.json", "{}", 2),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        refused = workspace.run("import", str(tmp_path / name))
        assert (refused.code, name in refused.error, "\n" in refused.error) == (code, True, False), name
    missing = workspace.run("import", str(tmp_path / "missing.json"))

    assert missing.code == 2 and "cannot be read" in missing.error
    assert workspace.everything() == before


def test_forgetting_asks_and_leaves_no_key(workspace: Workspace) -> None:
    workspace.holds("other", ["/stop"])
    before = workspace.everything()
    workspace.holds("s1")

    kept = workspace.run("forget", "s1", given="n\n")
    assert kept.code == 1 and workspace.everything() != before

    workspace.run("forget", "s1", given="y\n")
    assert workspace.everything() == before


def test_a_question_is_forked_by_the_number_that_replay_shows(workspace: Workspace) -> None:
    workspace.holds("s1", list(VARIED))
    replayed = " ".join(workspace.run("replay", "s1").out.split())

    listed = workspace.run("fork", "s1")
    assert listed.code == 0 and "--question N" in listed.out
    for turn in workspace.run("replay", "s1", "--json").json["turns"]:
        if turn["kind"] != "reply":
            assert f"turn {turn['number']}]" in replayed and f"[turn {turn['number']}]" in listed.out
    second = next(line for line in listed.out.splitlines() if line.startswith("2 "))
    turn = second.rpartition("[turn ")[2].rstrip(" ]")
    assert f"again from turn {turn}" in workspace.run("fork", "s1", "--question", "2").out

    gone = workspace.run("fork", "s1", "--question", "9")
    assert gone.code == 2 and "Session s1 has no question 9: 3 were asked." in gone.error
    assert workspace.run("fork", "s1", "--question", "1", "--turn", "2").code == 2


def test_forgetting_a_session_that_was_judged_again_leaves_no_key(
    workspace: Workspace, tmp_path: Path
) -> None:
    name = started(workspace, tmp_path / "platform.md")

    judged = workspace.run("rescore", name)
    assert judged.code == 0 and "judged by draft" in judged.out
    better = "I replaced the nightly batch with a stream of parcel events.\n/stop\n"
    forked = workspace.run("fork", name, "--turn", "1", given=better)
    assert forked.code == 0 and "Report · session" in forked.out and f"compare {name}" in forked.out

    rescorings = workspace.run("export", name).json["rescorings"]
    assert [rescoring["provenance"]["model"] for rescoring in rescorings] == ["draft"]
    workspace.run("forget", name, "--yes")
    assert not [key for key in workspace.everything() if f"{{{name}}}".encode() in key]
    assert name not in [session["id"] for session in workspace.run("sessions", "--json").json]


def started(workspace: Workspace, guide: Path) -> str:
    """A session over `guide` that was begun, answered weakly and stopped; its id."""
    guide.write_text(GUIDE, encoding="utf-8")
    lines = "We changed something about it some time ago.\n/stop\n"
    assert workspace.run("start", "--guides", str(guide), "--seed", "1", given=lines).code == 0
    name: str = workspace.run("sessions", "--json").json[0]["id"]
    return name


def test_a_fork_whose_question_left_the_guide_cannot_go_on_and_says_why(
    workspace: Workspace, tmp_path: Path
) -> None:
    name = started(workspace, tmp_path / "platform.md")
    workspace.run("fork", name, "--turn", "1")
    (tmp_path / "platform.md").write_text(GUIDE.replace("schema changes", "people"), encoding="utf-8")

    told = workspace.run("resume", given="An answer.\n")

    assert told.code == 2
    assert "1 of the 2 questions" in told.error and "no longer in its guides" in told.error


class Willing(Scripted):
    """Presses Enter to whatever is asked back, or another key."""

    def __init__(self, *, agrees: bool) -> None:
        super().__init__([])
        self.asked: list[str] = []
        self._agrees = agrees

    async def agrees(self, question: str) -> bool:
        self.asked.append(question)
        return self._agrees

    async def tells(self, question: str) -> str:
        return ""


def resumed(workspace: Workspace, name: str, candidate: Willing) -> str:
    """What the screen shows where session `name` is gone on with at a terminal."""
    out = StringIO()

    async def go() -> None:
        settings = from_environment({"INTERVIEW_HOME": str(workspace.home)})
        async with open_memory(settings) as memory:
            session = await memory.store.session(name)
            screen = Screen(PlainConsole(file=out, width=200), live=False)
            await go_on(settings, screen, memory, session, candidate)

    with contextlib.suppress(QuestionsGone):
        asyncio.run(go())
    return out.getvalue()


def test_a_session_whose_questions_left_the_guide_can_be_ended_with_its_report(
    workspace: Workspace, tmp_path: Path
) -> None:
    name = started(workspace, tmp_path / "platform.md")
    workspace.run("fork", name, "--turn", "1")
    forked = workspace.run("sessions", "--status", "open", "--json").json[0]["id"]
    (tmp_path / "platform.md").write_text(GUIDE.replace("schema changes", "people"), encoding="utf-8")

    unwilling = Willing(agrees=False)
    assert "Report" not in resumed(workspace, forked, unwilling)
    assert unwilling.asked == ["Shall we stop here, and look at the report?"]
    assert workspace.run("sessions", "--status", "open", "--json").json[0]["id"] == forked

    shown = resumed(workspace, forked, Willing(agrees=True))
    assert "no longer in its guides" in shown and f"Report · session {forked}" in shown
    assert workspace.run("report", forked).code == 0


def test_a_question_that_is_over_need_not_be_in_the_guides_any_more(workspace: Workspace) -> None:
    items = [
        AgendaItem(talking_point_id=each, phase=Phase.TECHNICAL, seconds=60, reason="a test")
        for each in ("gone", POINTS[0].id)
    ]
    planned = Agenda(items=tuple(items), minutes=10).model_dump(mode="json")

    with pytest.raises(QuestionsGone, match="1 of the 2"):
        with_what_was_planned(a_session(), planned, workspace.knowledge)
    assert with_what_was_planned(a_session(), planned, workspace.knowledge, done=1) is workspace.knowledge


def test_a_session_goes_on_although_the_contradiction_it_will_ask_about_was_mended(
    workspace: Workspace, tmp_path: Path
) -> None:
    contradicting = GUIDE + (
        "\n## Pitch\nI have nine years of experience in mobile development.\n"
        "\n## History\n- 5 years of Android development, then a break\n"
    )
    guide = tmp_path / "platform.md"
    guide.write_text(contradicting, encoding="utf-8")
    workspace.run("start", "--guides", str(guide), "--seed", "1", "--minutes", "30", given="/stop\n")
    name = workspace.run("sessions", "--json").json[0]["id"]
    guide.write_text(contradicting.replace("5 years", "9 years"), encoding="utf-8")

    told = workspace.run("fork", name, "--turn", "1", given="I have done it for years.\n" * 20)

    assert told.code == 0, told.error
    assert "elsewhere 5 years" in told.out and "guides tell this in two ways" in told.out


@pytest.mark.enable_socket
@pytest.mark.network
def test_another_model_judges_again_and_is_named(workspace: Workspace, tmp_path: Path) -> None:
    name = started(workspace, tmp_path / "platform.md")

    with OpenAIServer([{"key_points": []}]) as server:
        judge = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test-key"}
        told = workspace.run("rescore", name, "--model", "openai:test-model", **judge)

    assert told.code == 0 and "judged by openai:test-model" in told.out
    assert len(server.requests) > 0
    rescored = workspace.run("rescore", name, "--model", "draft", "--json").json
    assert rescored["provenance"]["model"] == "draft"
    kept = workspace.run("export", name)
    models = [rescoring["provenance"]["model"] for rescoring in kept.json["rescorings"]]
    assert models == ["openai:test-model", "draft"]
    assert "sk-test-key" not in kept.out


def test_a_model_name_that_cannot_be_is_refused(workspace: Workspace) -> None:
    workspace.holds("s1", [WEAK, "/stop"])

    told = workspace.run("rescore", "s1", "--model", "nonsense")

    assert told.code == 2 and "nonsense" in told.error


def test_an_interview_without_a_judged_answer_cannot_be_judged_again(workspace: Workspace) -> None:
    workspace.holds("s1", ["/skip", "/stop"])

    told = workspace.run("rescore", "s1")

    assert told.code == 2 and "no judged answer" in told.error


def test_forgetting_everything_leaves_an_empty_database(workspace: Workspace) -> None:
    workspace.holds("a", ["…", "/stop"])
    workspace.holds("b", [])
    workspace.does(lambda place: place.store.keep_message("b", 1, says("kept")))
    workspace.run("fork", "a", "--turn", "1")

    assert workspace.run("forget", "--all", given="n\n").code == 1
    told = workspace.run("forget", "--all", "--yes")

    assert "3 sessions" in told.out
    assert workspace.everything() == {}


def test_forgetting_names_one_session_or_all(workspace: Workspace) -> None:
    assert workspace.run("forget").code == 2
    assert workspace.run("forget", "s1", "--all").code == 2


def test_a_damaged_session_is_named_in_the_list_and_can_still_be_forgotten(workspace: Workspace) -> None:
    workspace.holds("s1", ["/stop"])
    workspace.holds("s2", ["/stop"])
    workspace.handle.sync_client.hset("interview:v1:{s1}:session", "session", b"not a record")

    listed = workspace.run("sessions", "--json")
    assert [session["id"] for session in listed.json] == ["s2"]
    assert "Session s1 is damaged" in listed.error
    assert workspace.run("replay", "s1").code == 5
    assert workspace.run("forget", "s1", "--yes").code == 0
    assert workspace.run("forget", "s2", "--yes").code == 0
    assert workspace.everything() == {}


def test_going_on_at_a_follow_up_shows_the_question_it_belongs_to(
    workspace: Workspace, tmp_path: Path
) -> None:
    name = started(workspace, tmp_path / "platform.md")
    turns = workspace.run("replay", name, "--json").json["turns"]
    question, follow_up = turns[0]["question"]["text"], turns[1]["follow_up"]["text"]
    workspace.run("fork", name, "--turn", "2")

    told = words(workspace.run("resume", given="/stop\n"))

    assert follow_up in told.split("going on at question")[1]
    assert question in told.split("going on at question")[1].split(follow_up)[0]


def test_going_on_says_what_the_question_before_came_to(workspace: Workspace, tmp_path: Path) -> None:
    """Killed between the verdict and its feedback, a window showed neither."""
    (tmp_path / "platform.md").write_text(GUIDE, encoding="utf-8")
    given = "We changed something about it some time ago.\n/skip\n/stop\n"
    workspace.run("start", "--guides", str(tmp_path / "platform.md"), "--seed", "1", given=given)
    name = workspace.run("sessions", "--json").json[0]["id"]
    before, _, first = workspace.run("replay", name, "--json").json["turns"]
    workspace.run("fork", name, "--turn", str(first["number"]))

    told = words(workspace.run("resume", given="/stop\n")).split("going on at question")[1]
    workspace.run("fork", name, "--turn", "2")
    amid = words(workspace.run("resume", given="/stop\n")).split("going on at question")[1]

    said = f"“{before['question']['text']}” was judged: "
    assert said in told
    assert told.index(said) < told.index("shows the feedback") < told.rindex(first["question"]["text"])
    assert "was judged" not in amid.split("Report")[0]


def test_an_interview_that_begins_names_the_one_that_is_still_open(
    workspace: Workspace, tmp_path: Path
) -> None:
    guide = tmp_path / "platform.md"
    guide.write_text(GUIDE, encoding="utf-8")
    begin = ("start", "--guides", str(guide), "--seed", "1", "--minutes", "5")
    workspace.holds("done", ["…", "…", "…"])

    first = workspace.run(*begin, given="/stop\n")
    workspace.holds("open", ["…"])
    second = workspace.run(*begin, given="/stop\n")

    assert "is still open" not in first.out
    assert "Session open is still open: `interview resume open` goes on with it." in words(second)
