"""`interview rescore --variant A --variant B`, over HTTP against a server of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from prompts import loader as prompts
from tests.support.judging import judging
from tests.support.past import Told, Workspace

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]

GUIDE = """# Platform notes

### Q1: How did you make the nightly job faster?

**Answer:** I replaced the nightly batch with a stream of parcel events. The consumers are idempotent,
because redelivery is certain. The run went from four hours to forty minutes.

### Q2: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry. Only backward compatible changes pass the build.
"""
ANSWERS = (
    "I replaced the nightly batch with a stream of parcel events. It went from four hours to forty minutes.",
    "Every topic has a schema in a registry. Otherwise mail night.shift@example.org about it.",
)


@pytest.fixture
def server() -> Iterator[dict[str, str]]:
    with judging() as running:
        yield {"OPENAI_BASE_URL": running.base_url, "OPENAI_API_KEY": "sk-test-key"}


def held(workspace: Workspace, folder: Path, times: int = 1) -> list[str]:
    """Sessions over a guide in `folder`; their ids, the last one first."""
    guide = folder / "platform.md"
    guide.write_text(GUIDE, encoding="utf-8")
    lines = "".join(f"{answer}\n/skip\n" for answer in ANSWERS)
    for seed in range(times):
        told = workspace.run("start", "--guides", str(guide), "--seed", str(seed), given=lines)
        assert told.code == 0
    return [session["id"] for session in workspace.run("sessions", "--json").json]


def words(told: Told) -> str:
    return " ".join(told.out.split())


def test_two_models_are_compared_and_nothing_is_kept(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    held(workspace, tmp_path)
    before = workspace.everything()

    told = workspace.run("rescore", "--variant", "openai:lenient", "--variant", "openai:strict", **server)

    assert told.code == 0
    assert "openai:lenient covered “I replaced the nightly batch" in words(told)
    assert "openai:strict partly “I replaced the nightly batch" in words(told)
    assert "fewer than 6 cannot tell a difference from chance" in words(told)
    assert "not which is right" in words(told)
    assert "Nothing is kept" in words(told)
    changed = {key for key, value in workspace.everything().items() if before.get(key) != value}
    assert not [key for key in changed if b"embed" not in key]


def test_a_folder_of_prompts_judges_for_its_own_variant_alone(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    held(workspace, tmp_path)
    own = tmp_path / "mine" / "evaluator" / "judge.md"
    own.parent.mkdir(parents=True)
    shipped = (Path(prompts.__file__).parent / "evaluator" / "judge.md").read_text(encoding="utf-8")
    own.write_text(shipped.replace("## System\n", "## System\n\nBe harsh.\n"), encoding="utf-8")

    told = workspace.run(
        *("rescore", "--json", "--variant", f"harsh=openai:lenient@{tmp_path / 'mine'}"),
        *("--variant", "openai:lenient", "--variant", "draft"),
        **server,
    ).json

    harsh, lenient, draft = told["tallies"]
    assert harsh["score"] == 0 < min(lenient["score"], draft["score"])
    assert set(harsh["labels"]) == {"missing"}
    assert harsh["usage"]["calls"] == lenient["usage"]["calls"] > 0 == draft["usage"]["calls"]
    assert "+" in harsh["variant"]["prompt"] and "+" not in lenient["variant"]["prompt"]


def test_many_sessions_are_compared_and_kept_when_asked(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    first, second, third = held(workspace, tmp_path, times=3)
    both = ("--variant", "draft", "--variant", "openai:strict")

    two = workspace.run("rescore", "--last", "2", "--json", *both, **server).json
    assert [row["session_id"] for row in two["sessions"]] == [first, second]
    told = workspace.run("rescore", "--all", "--keep", *both, **server)

    assert all(name in told.out for name in (first, second, third))
    assert "6 rescorings kept" in words(told)
    kept = workspace.run("export", third).json["rescorings"]
    assert [(one["provenance"]["model"], bool(one["provenance"]["prompt"])) for one in kept] == [
        ("draft", False),
        ("openai:strict", True),
    ]


def test_a_model_that_is_gone_is_said_to_be_gone_and_nothing_of_it_kept(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    (name,) = held(workspace, tmp_path)

    told = workspace.run("rescore", "--variant", "draft", "--variant", "openai:gone", "--keep", **server)

    assert told.code == 3
    assert "openai:gone judged none of " in words(told)
    assert "Drafts would stand in its place" in words(told)
    models = [one["provenance"]["model"] for one in workspace.run("export", name).json["rescorings"]]
    assert models == ["draft"]


def test_a_key_of_the_settings_goes_to_no_other_provider(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    held(workspace, tmp_path)

    told = workspace.run("rescore", "--variant", "draft", "--variant", "groq:lenient", **server)

    assert told.code == 2 and "needs a key: set GROQ_API_KEY" in told.error


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--variant", "draft"], "--model draft"),
        (["--variant", "draft", "--variant", "ollama:a", "--model", "draft"], "say one of them"),
        (["--last", "2"], "go with --variant"),
        (["--variant", "draft", "--variant", "ollama:a", "--last", "2", "--all"], "--last N, or --all"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    workspace: Workspace, given: list[str], told: str
) -> None:
    refused = workspace.run("rescore", *given)
    assert refused.code == 2 and told in " ".join(refused.error.replace("│", " ").split())


def test_sessions_without_an_answer_or_a_guide_are_left_out_by_name(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    (good,) = held(workspace, tmp_path)
    workspace.holds("gone")
    workspace.holds("empty", ["/skip", "/stop"])

    told = workspace.run("rescore", "--all", "--variant", "draft", "--variant", "openai:strict", **server)

    assert told.code == 0
    assert "Without a judged answer, and left out: empty." in words(told)
    assert "Session gone is left out: No usable guide" in words(told)
    assert f"Session {good}" in words(told)


def test_a_damaged_session_is_named_and_the_others_are_judged(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    damaged, good = held(workspace, tmp_path, times=2)
    workspace.handle.sync_client.hset(f"interview:v1:{{{damaged}}}:turns", "1", b"not a record")
    both = ("--variant", "draft", "--variant", "openai:strict")

    told = workspace.run("rescore", "--all", *both, **server)

    assert told.code == 0 and f"Session {good}" in told.out
    assert f"Session {damaged}, turn 1 is damaged" in told.error
    assert workspace.run("rescore", damaged, *both, **server).code == 5


def test_a_session_whose_questions_are_all_gone_has_nothing_to_compare(
    workspace: Workspace, tmp_path: Path, server: dict[str, str]
) -> None:
    held(workspace, tmp_path)
    other = "# Notes\n\n### Q1: What is a watermark?\n\n**Answer:** It says how late data may be.\n"
    (tmp_path / "platform.md").write_text(other, encoding="utf-8")

    told = workspace.run("rescore", "--variant", "draft", "--variant", "openai:strict", **server)

    assert told.code == 0
    assert "left out: your guides no longer have" in words(told)
    assert "against draft" not in words(told)
