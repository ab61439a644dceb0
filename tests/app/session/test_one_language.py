"""A whole session is in the language of its guide: nothing of what we say of our own is left in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.display.labels import labels
from tests.support.one_language import SAYS, english_in, guide
from tests.support.past import Workspace

_MARKUP = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
TAKES_TIME = {"de": "Einen Moment bitte", "es": "Déjeme pensar", "zh": "让我想想"}
ABOUT = {"de": "Patient stürzt", "es": "línea sin tensión", "zh": "配错药"}
POSTINGS = {
    "de": "# Pflegefachkraft\n\n## Dein Profil\n\n- Kubernetes und Terraform\n- Bootsführerschein\n",
    "es": "# Electricista\n\n## Requisitos\n\n- Kubernetes, Terraform\n- Licencia de patrón de barco\n",
    "zh": "# 药师\n\n## 任职要求\n\n- Kubernetes、Terraform\n- 有驾驶执照\n",
}
COMMANDS = "/help\n/why\n/said\n/nothing\n/edit\n/hint\n/clarify\n/repeat\n"


def test_what_is_said_in_german_says_sie() -> None:
    root = Path(__file__).resolve().parents[3]
    for of in ("app/display/labels", "agents/reasons/sayings", "agents/follow_up_prober/sayings"):
        text = (root / of / "de.yaml").read_text(encoding="utf-8")
        assert re.findall(r"(?i)\b(?:du|dir|dich|dein(?:e[mnrs]?)?)\b", text) == [], of


@pytest.mark.parametrize("language", SAYS)
def test_a_simulated_session_speaks_one_language(workspace: Workspace, language: str) -> None:
    told = workspace.run("demo", "--guides", str(guide(language)), "--minutes", "30", "--seed", "4")

    assert told.code == 0 and labels(language)["simulated"] in told.out
    assert labels(language)["lean_on"] in told.out or labels(language)["fix_first"] in told.out
    assert english_in(told.out, language) == []

    (kept,) = workspace.run("sessions", "--json").json
    for form in ("markdown", "html"):
        written = workspace.home / f"session.{form}"
        workspace.run("export", kept["id"], "--format", form, "--out", str(written))
        shown = _MARKUP.sub(" ", written.read_text(encoding="utf-8"))
        assert labels(language)["lean_on"] in shown or labels(language)["fix_first"] in shown
        assert english_in(shown, language) == []


@pytest.mark.parametrize("language", SAYS)
@pytest.mark.parametrize("mode", ["study", "real"])
def test_commands_are_answered_in_the_language_of_the_session(
    workspace: Workspace, language: str, mode: str
) -> None:
    lines = f"{COMMANDS}{SAYS[language]}\n{SAYS[language]}\n{TAKES_TIME[language]}\n{SAYS[language]}\n/skip\n"
    told = workspace.run(
        "start",
        "--guides",
        str(guide(language)),
        "--minutes",
        "30",
        "--mode",
        mode,
        "--seed",
        "4",
        given=f"{lines}/skip\n/said 1 x\n{SAYS[language]}\n",
    )

    assert told.code == 0
    assert labels(language)["help_hint"] in told.out and labels(language)["take_your_time"] in told.out
    assert english_in(told.out, language) == []


@pytest.mark.parametrize("language", SAYS)
def test_why_and_said_after_a_verdict_are_in_the_language_of_the_session(
    workspace: Workspace, language: str
) -> None:
    told = workspace.run(
        "practise",
        *ABOUT[language].split(),
        "--guides",
        str(guide(language)),
        given=f"{SAYS[language]}\n/why\n/help\n{SAYS[language]}\n/stop\n",
    )

    assert told.code == 0
    assert labels(language)["why_coverage"] in told.out and labels(language)["newly_said"] not in told.out
    assert english_in(told.out, language) == []


@pytest.mark.parametrize("language", SAYS)
def test_a_drill_speaks_the_language_of_its_guide(workspace: Workspace, language: str) -> None:
    given = f"{SAYS[language]}\n" * 9
    first = workspace.run("drill", "--guides", str(guide(language)), "-n", "2", given=given)
    facts = workspace.run("drill", "--guides", str(guide(language)), "--kind", "facts", given=given)

    assert first.code == facts.code == 0
    assert labels(language)["head_drill"] in first.out
    assert english_in(first.out + facts.out, language) == []


@pytest.mark.parametrize("language", SAYS)
def test_a_warm_up_speaks_the_language_of_its_guide(workspace: Workspace, language: str) -> None:
    where, given = ("--guides", str(guide(language))), f"{SAYS[language]}\n" * 20
    first = workspace.run("warm-up", *where, given=given)
    ahead = workspace.run("drill", "--kind", "facts", "--ahead", "-n", "9", *where, given=given)

    assert first.code == ahead.code == 0
    assert labels(language)["head_warm_up"] in first.out
    assert english_in(first.out + ahead.out, language) == []


@pytest.mark.parametrize("language", SAYS)
def test_where_nothing_is_to_be_drilled_what_to_do_instead_is_in_the_language_too(
    workspace: Workspace, language: str
) -> None:
    where = ("--guides", str(guide(language)))
    told = workspace.run("drill", "--kind", "pitch", *where)

    assert told.code == 0
    assert labels(language)["none_pitch"] in " ".join(told.out.split())
    assert labels(language)["head_instead"] in told.out and labels(language)["instead_interview"] in told.out
    assert english_in(told.out, language) == []


@pytest.mark.parametrize("language", SAYS)
def test_rounds_tones_and_postings_are_told_in_the_language_of_the_session(
    workspace: Workspace, tmp_path: Path, language: str
) -> None:
    job = tmp_path / "job.md"
    job.write_text(POSTINGS[language], encoding="utf-8")
    begun = workspace.run(
        *("start", "--guides", str(guide(language)), "--job", str(job), "--minutes", "30", "--seed", "4"),
        *("--round", "hiring-manager", "--tone", "pressing"),
        given="/skip\n" * 12,
    )

    assert begun.code == 0
    told = " ".join(begun.out.split())
    for key in ("round_hiring_manager", "tone_pressing", "by_hiring_manager", "about_story", "head_posting"):
        assert labels(language)[key] in told, key
    assert labels(language)["skip_posting"].partition("{")[0].strip() in told
    assert english_in(begun.out, language) == []


def test_a_sentence_in_english_would_be_seen() -> None:
    """The check sees what is in the tables, and what is in none of them."""
    assert english_in("Wertung\nNo score yet: it comes at the end of the interview.", "de")
    assert english_in("Sitzung k3f9, look at that", "de")
    assert english_in("Sitzung k3f9 · Übungsmodus · /help zeigt, was Sie tun können", "de") == []
