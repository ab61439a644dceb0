"""The page "Settings": the doctor's checks as values, and on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import examining
from app.examining import State, examine, leaving, told_result
from app.settings import from_environment
from evals.entailment.data import Conveyed
from evals.entailment.measure import Judged, steps
from knowledge.entailment.model import Entailed
from knowledge.entailment.reliability import reliability
from tests.app.conftest import home, knowledge, workspace
from tests.support.entailing import ABSENT, COVERED, WrittenEntailment, always
from tests.support.pages import pages
from tests.support.past import Workspace

__all__ = ["home", "knowledge", "workspace"]

SECRET = "sk-this-is-nobody-elses-business"


async def test_the_checks_come_with_their_signs_and_no_secret(workspace: Workspace, tmp_path: Path) -> None:
    settings = from_environment({"INTERVIEW_HOME": str(workspace.home), "OPENAI_API_KEY": SECRET})

    checks = [check async for check in examine(settings, (tmp_path / "none",))]

    by_name = {check.name: check for check in checks}
    assert list(by_name) == ["Home", "Guides", "Memory", "Embeddings", "Encoder", "Model", "Leaves"]
    assert by_name["Guides"].state is State.WRONG
    assert by_name["Memory"].line.startswith("✓ embedded Valkey")
    assert by_name["Leaves"].told == "nothing leaves this machine"
    assert told_result(sum(check.problems for check in checks)) == "1 thing needs you"
    assert SECRET not in repr(checks)


def test_what_leaves_the_machine_is_said(workspace: Workspace) -> None:
    settings = from_environment({"INTERVIEW_HOME": str(workspace.home), "INTERVIEW_EMBEDDINGS": "openai:e"})
    sent = settings.model_copy(update={"mask": False})

    assert leaving(settings).told == "answers and passages to the embedding server, personal data masked"
    assert leaving(sent).told == "answers and passages to the embedding server, as it is (--no-mask)"


async def test_the_page_shows_each_check_and_the_result(workspace: Workspace, tmp_path: Path) -> None:
    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/settings")
        await at.user.should_see("Everything that is configured works.")
        for name in ("Home", "Guides", "Memory", "Embeddings", "Model", "Leaves"):
            await at.user.should_see(name)
        await at.user.should_see("1 read, 2 talking points")


async def test_how_surely_it_judges_stands_there_as_a_plot_and_as_a_table(
    workspace: Workspace, tmp_path: Path
) -> None:
    kept = reliability()
    surest = kept[-1]

    async with pages(workspace.home, tmp_path) as at:
        await at.user.open("/settings")
        await at.user.should_see("How surely it judges")
        await at.user.should_see(f"{sum(each.count for each in kept):,} key points beside answers")
        await at.user.should_see("How surely it judges, as a table")
        await at.user.should_see(f"{surest.count:,}")
        await at.user.should_see("90–100 %")


def test_what_was_measured_is_kept_in_tenths() -> None:
    kept = reliability()

    assert [each.least for each in kept] == [tenth / 10 for tenth in range(10)]
    assert all(each.least - 0.001 <= each.expected <= each.most for each in kept)


def test_steps_count_what_was_told_half_as_half() -> None:
    def found(credit: float, label: Conveyed) -> Judged:
        return Judged("written", label, Entailed(credit, 0.0, 1 - credit, 0.0))

    (low, high) = steps(
        [found(0.05, Conveyed.ABSENT), found(0.95, Conveyed.COVERED), found(0.97, Conveyed.PARTLY)]
    )

    assert (low.count, low.conveyed) == (1, 0.0)
    assert (high.count, high.expected, high.conveyed) == (2, 0.96, 0.75)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (None, "small, written/1; other languages: by words (`interview setup --multilingual`)"),
        (always(ABSENT), "small, written/1; other languages: written/1"),
    ],
)
async def test_who_reads_other_languages_is_said(
    others: WrittenEntailment | None, told: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "open_entailment", lambda _: always(COVERED))
    monkeypatch.setattr(examining, "open_multilingual", lambda _: others)

    checks = [check async for check in examine(from_environment({"INTERVIEW_HOME": str(workspace.home)}), ())]

    (found,) = (check for check in checks if check.name == "Encoder")
    assert found.told == told
