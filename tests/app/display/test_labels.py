"""What stands on the screen beside what is said is in the session's language."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from rich.console import Console

from agents.sayings import SPOKEN
from app.display.labels import label, labels, of_band, of_end, of_finding, of_label
from app.display.rounds import of_role, of_round, of_tone
from app.display.screen import Screen
from app.display.words import skipped
from domain.interview import ENGLISH, Mode, Session, Turn, TurnKind
from domain.report import Advice, Cited, CriterionResult, Report
from domain.rounds import Part, Role, Round, Tone
from domain.verdict import Band, Label, Provenance, Score, Verdict
from knowledge.posting.matched import Coverage
from tests.support.talking import question, source

_PLACEHOLDER = re.compile(r"{(\w+)}")
_IN_A_COLUMN = ("landed", "not_sure", "missing", "check_this", "say_first", "in_full")


@pytest.mark.parametrize("language", SPOKEN)
def test_each_language_has_each_label_with_its_placeholders(language: str) -> None:
    english, own = labels("en"), labels(language)

    assert own.keys() == english.keys()
    for key, said in own.items():
        assert said.strip(), key
        assert set(_PLACEHOLDER.findall(said)) == set(_PLACEHOLDER.findall(english[key])), key


@pytest.mark.parametrize("language", SPOKEN[1:])
def test_nothing_is_left_in_english(language: str) -> None:
    english = labels("en")
    same = {key for key, said in labels(language).items() if said == english[key] and _has_words(said)}

    assert not same


def _has_words(said: str) -> bool:
    """Whether it is more than one word, which two languages may share, beside figures and placeholders."""
    return len(_PLACEHOLDER.sub("", said).replace("1 ", "").split()) > 1


@pytest.mark.parametrize("language", SPOKEN)
def test_the_titles_of_the_feedback_fit_their_column(language: str) -> None:
    assert all(len(label(key, language)) <= 10 for key in _IN_A_COLUMN)
    heads = (
        "next",
        "again",
        "head_guides",
        "head_memory",
        "head_model",
        "head_agenda",
        "head_session",
        "head_posting",
        "head_drill",
        "head_warm_up",
        "head_instead",
    )
    assert all(len(label(key, language)) < 12 for key in heads)


@pytest.mark.parametrize("language", SPOKEN)
def test_each_round_tone_part_and_finding_has_a_name(language: str) -> None:
    named = [
        *(of_round(held, language) for held in Round),
        *(of_tone(tone, language) for tone in Tone),
        *(of_role(role, language) for role in Role),
        *(label(f"about_{part.name.lower()}", language) for part in Part),
        *(label(f"posting_{coverage.value}", language, count=2) for coverage in Coverage),
    ]

    assert all(each.strip() for each in named)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_question_of_a_posting_that_was_skipped_stands_in_no_guide(language: str) -> None:
    asked = question("?", "tp").model_copy(update={"language": language, "sources": (source(),)})
    told, of_posting = skipped(asked), skipped(asked.model_copy(update={"from_posting": True}))

    assert told == label("skip", language, place=source())
    assert of_posting == label("skip_posting", language, place=source()) != told


def test_every_outcome_has_a_label() -> None:
    assert {of_band(band, "de") for band in Band} == {"Stark", "Solide", "Im Aufbau", "Schwach"}
    assert [of_label(found) for found in Label] == [found.value for found in Label]
    assert of_end("you stopped", "fr") == "vous avez arrêté"
    assert of_end("ended as in another version", "fr") == "ended as in another version"
    assert of_finding("Landed", "it") == "Arrivato" and of_finding("Else", "it") == "Else"


def report(language: str) -> Report:
    return Report(
        session_id="k3f9",
        minutes=12,
        asked=3,
        planned=5,
        answered=3,
        skipped=1,
        criteria=(
            CriterionResult(name="x", weight=0.6, value=0.7, half_width=0.1, band=Band.SOLID, answers=2),
            CriterionResult(name="y", weight=0.4, value=None),
        ),
        overall=0.7,
        unscored=("z",),
        strengths=(Cited(text="s"),),
        fix_first=(Cited(text="f"),),
        ended="you stopped",
        language=language,
        provenance=Provenance(agent="coach"),
    )


def session() -> Session:
    return Session.model_validate(
        {"id": "k3f9", "guides": ["g.md"], "minutes": 30, "seed": 1, "mode": Mode.STUDY}
        | {"index_version": "1", "started_at": "2026-01-01T10:00:00Z"}
        | {"updated_at": "2026-01-01T10:00:00Z"}
    )


def shown(language: str) -> str:
    out = io.StringIO()
    Screen(Console(file=out, width=120)).report(report(language), session())
    return out.getvalue()


def test_on_a_narrow_screen_a_report_leaves_out_its_bars_and_cuts_no_word() -> None:
    made = report(ENGLISH)
    names = ("Engineering practice", "Concerns and motivation")
    named = [each.model_copy(update={"name": name}) for each, name in zip(made.criteria, names, strict=True)]
    out = io.StringIO()

    Screen(Console(file=out, width=50)).report(made.model_copy(update={"criteria": tuple(named)}), session())

    assert "…" not in out.getvalue() and "█" not in out.getvalue()
    assert "70 (60–80)" in out.getvalue() and "Engineering" in out.getvalue()


@pytest.mark.parametrize("language", SPOKEN)
def test_the_report_is_told_in_its_language(language: str) -> None:
    told = shown(language)

    for key in ("lean_on", "fix_first", "overall", "again", "no_answer_scored", "study", "stopped"):
        assert label(key, language) in told, key
    assert label("title", language, session="k3f9") in told
    assert label("one_unscored", language) in told
    assert of_band(Band.SOLID, language) in told


def test_feedback_is_told_in_the_language_of_its_question() -> None:
    out = io.StringIO()
    screen = Screen(Console(file=out, width=120))
    asked = question("Wie öffnen Sie?", "tp").model_copy(update={"language": "de", "sources": (source(),)})
    advice = Advice(
        opening="So.",
        landed=(Cited(text="l"),),
        missing=(Cited(text="m"),),
        say_first=Cited(text="Ich sage “gut” dazu."),
        provenance=Provenance(agent="coach"),
    )
    verdict = Verdict(
        outcome=Score(value=0.5, low=0.4, high=0.6, band=Band.of(0.5)),
        provenance=Provenance(agent="evaluator"),
    )

    turn = Turn(
        number=1,
        kind=TurnKind.QUESTION,
        question=asked,
        said=asked.text,
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
        verdict=verdict,
        advice=advice,
    )
    screen.skipped(asked)
    screen.feedback(turn)
    screen.time_left(2, 30)
    screen.time_left(0, 30)

    told = out.getvalue()
    for words in (
        "Übersprungen.",
        "Im Aufbau · 50",
        "Angekommen",
        "Fehlt",
        "Zuerst",
        "Noch 2 von 30 Minuten.",
    ):
        assert words in told, words
    assert "„Ich sage ‚gut‘ dazu.“" in told
    assert "Die Zeit ist fast um." in told
