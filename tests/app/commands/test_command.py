"""The command as a person runs it: a process of its own, an empty workspace, a pipe."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.built import with_graphs
from tests.support.commands import Commands, variables_but

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(command_line: Commands, tmp_path: Path) -> Run:
    """Runs `interview` with `said` on standard input and the variables of `environment` set."""
    home = with_graphs(tmp_path / "home")

    def runs(*arguments: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        own = {"INTERVIEW_HOME": str(home), **environment}
        return command_line.run(arguments, variables_but("INTERVIEW", "OPENAI", "REDIS") | own, said=said)

    return runs


def lines_told(stderr: str) -> list[str]:
    """The lines of `stderr` but those by which a busy machine, on which reading takes seconds, says so."""
    return [line for line in stderr.splitlines() if not line.startswith("Reading ")]


def a_guide(folder: Path) -> Path:
    guide = folder / "notes.md"
    guide.write_text(
        "# Notes\n\n"
        "### Q1: How did you make the nightly job faster?\n\n"
        "**Answer:** I replaced the nightly batch with a stream of parcel events. The consumers are\n"
        "idempotent, because redelivery is certain. The run went from four hours to forty minutes.\n\n"
        "### Q2: How do you handle schema changes?\n\n"
        "**Answer:** Every topic has a schema in a registry, and only backward compatible changes pass the\n"
        "build.\n",
        encoding="utf-8",
    )
    return guide


def test_piped_answers_are_judged_and_the_end_of_input_gives_a_report(run: Run, tmp_path: Path) -> None:
    guide = a_guide(tmp_path)

    done = run(
        "start",
        "-g",
        str(guide),
        "--seed",
        "1",
        said="We replaced the batch with a stream of parcel events.\n",
    )

    assert done.returncode == 0, done.stderr
    assert "Guides      1 read" in done.stdout
    assert "You" in done.stdout and "We replaced the batch" in done.stdout
    assert "Report · session" in done.stdout and "the input ended" in done.stdout
    assert "Traceback" not in done.stderr


def test_without_a_terminal_and_without_input_the_demo_is_shown_and_said_to_be_one(
    run: Run, tmp_path: Path
) -> None:
    done = run("start", "-g", str(a_guide(tmp_path)), said="")

    assert done.returncode == 0, done.stderr
    assert "here is the demo, with a simulated candidate" in done.stdout
    assert "Simulated" in done.stdout and "Report · session" in done.stdout


def test_a_finished_session_is_listed_reported_replayed_and_forgotten(run: Run, tmp_path: Path) -> None:
    run("start", "-g", str(a_guide(tmp_path)), said="It is a stream now.\n/stop\n")

    listed = run("sessions").stdout
    session = listed.splitlines()[1].split()[0]
    assert "finished" in listed
    assert session in run("report").stdout
    assert json.loads(run("report", session, "--json").stdout)["session_id"] == session
    replayed = run("replay", session).stdout
    assert "It is a stream now." in replayed and "Report · session" in replayed
    assert run("forget", session, "--yes").returncode == 0
    assert run("report", session).returncode == 2


def test_a_guide_with_nothing_to_ask_is_named_as_it_was_typed(run: Run, tmp_path: Path) -> None:
    guide = tmp_path / "my notes.md"
    guide.write_text("The weather was fine on Monday.\n", encoding="utf-8")

    told = run("start", "-g", str(guide), said="hello\n").stderr

    assert f"No usable guide in '{guide}'" in told
    assert f"`interview talking-points --unparsed '{guide}'`" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "there is no such file or folder"),
        (b"", "is empty"),
        (b"\x00\x01\x02\xff\xfe\x9c" * 400, "is not text"),
        (b"The weather was fine on Monday.\n", "no question, story, pitch or weak area was found"),
    ],
    ids=["missing", "empty", "binary", "nothing to ask"],
)
def test_a_guide_that_is_none_is_told_in_one_line(
    run: Run, tmp_path: Path, content: bytes | None, told: str
) -> None:
    guide = tmp_path / "guide.md"
    if content is not None:
        guide.write_bytes(content)

    done = run("start", "-g", str(guide), said="hello\n")

    assert done.returncode == 2
    assert told in done.stderr
    assert len(lines_told(done.stderr)) == 1


@pytest.mark.parametrize(
    ("environment", "code", "told"),
    [
        ({"REDIS_URL": "redis://me:hunter2@127.0.0.1:1/0"}, 3, "unset REDIS_URL to use the embedded server"),
        ({"REDIS_URL": "nonsense"}, 3, "REDIS_URL is not the address of a Redis"),
        ({"REDIS_URL": "redis://127.0.0.1:1/mine"}, 3, "'mine' is no database"),
        ({"INTERVIEW_NAMESPACE": "anna:drill"}, 2, "INTERVIEW_NAMESPACE='anna:drill' is no name for keys"),
        ({"INTERVIEW_MODEL": "nobody:nothing"}, 2, "no provider 'nobody'"),
        ({"INTERVIEW_MODEL": "openai:any"}, 2, "set OPENAI_API_KEY"),
        ({"INTERVIEW_MODEL_TIMEOUT": "soon"}, 2, "INTERVIEW_MODEL_TIMEOUT"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_one_line(
    run: Run, tmp_path: Path, environment: dict[str, str], code: int, told: str
) -> None:
    done = run("start", "-g", str(a_guide(tmp_path)), said="hello\n", **environment)

    assert done.returncode == code
    assert told in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
    assert len(lines_told(done.stderr)) == 1


def test_an_unknown_session_is_told_with_what_to_do(run: Run) -> None:
    done = run("resume", "zzzz")

    assert done.returncode == 2
    assert done.stderr == "interview: No session 'zzzz'. `interview sessions` lists yours.\n"


def test_talking_points_as_json_name_type_lines_title_and_text(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "untouched"
    done = run("talking-points", "--json", str(a_guide(tmp_path)), INTERVIEW_HOME=str(home))
    points = json.loads(done.stdout)

    assert [(p["type"], p["title"]) for p in points] == [
        ("question_answer", "How did you make the nightly job faster?"),
        ("question_answer", "How do you handle schema changes?"),
    ]
    assert points[0]["guide"] == "notes.md" and points[0]["lines"][0] == 3
    # No database was begun for it; what was understood of the guide is kept for the next command.
    assert {file.parent.name for file in home.rglob("*") if file.is_file()} == {"understood"}


def test_asking_finds_the_passage_and_says_when_there_is_none(run: Run, tmp_path: Path) -> None:
    guide = str(a_guide(tmp_path))

    assert "How do you handle schema changes?" in run("ask", "schema registry", "-g", guide).stdout
    assert "Nothing relevant" in run("ask", "zxqv wibble", "-g", guide).stdout
    (first, *_) = json.loads(run("ask", "schema registry", "-g", guide, "--json").stdout)
    assert (first["title"], first["passage"]["source"]["guide"]) == (
        "How do you handle schema changes?",
        "notes.md",
    )
    assert json.loads(run("ask", "zxqv wibble", "-g", guide, "--json").stdout) == []


def test_an_option_that_cannot_be_set_so_is_told_in_plain_words(run: Run) -> None:
    told = run("start", "--mode", "silly").stderr

    assert "'silly' is not one of 'study', 'real'" in told and "Value error" not in told


def test_a_kind_that_is_none_is_refused_with_the_kinds_there_are(run: Run, tmp_path: Path) -> None:
    done = run("ask", "x", "-g", str(a_guide(tmp_path)), "--kind", "poem")

    assert done.returncode == 2
    assert "star_story" in done.stderr


def test_the_doctor_says_what_works_without_a_key(run: Run) -> None:
    done = run("doctor")

    assert done.returncode == 0, done.stdout
    assert "embedded Valkey" in done.stdout
    assert "INTERVIEW_MODEL=openai:NAME" in done.stdout


def test_lines_to_evaluate_come_back_in_order_and_a_bad_one_is_named(run: Run) -> None:
    good = json.dumps(
        {"question": "Why?", "references": ["A queue absorbs bursts."], "answer": "It absorbs bursts."}
    )

    done = run("evaluate", "--jsonl", said=f"{good}\nnonsense\n{good}\n")

    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [verdict["score"] is not None for verdict in verdicts] == [True, False, True]
    assert done.returncode == 2
    assert "line 2: it is not JSON" in done.stderr
