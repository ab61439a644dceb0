"""What is said beside the matter is not said back, and what tells something is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from agents.follow_up_prober.anchors import said_back
from agents.follow_up_prober.clauses import told
from agents.follow_up_prober.listening import evades, listen
from agents.follow_up_prober.policy import Target, weakness
from agents.follow_up_prober.sayable import is_beside
from domain.guide import Stated, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Provenance, Score, Surely, Verdict
from tests.support.talking import key_point, source

CASES = yaml.safe_load(Path(__file__).with_name("by_the_way.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", CASES)
def test_excuses_corrections_and_thinking_aloud_are_beside_the_matter(language: str) -> None:
    said = [each for key in ("beside", "beside_unseen") for each in CASES[language][key]]

    assert [each for each in said if not is_beside(each, language)] == []


@pytest.mark.parametrize("language", CASES)
def test_what_tells_something_is_not_whatever_words_it_has(language: str) -> None:
    said = [each for key in ("tells", "tells_unseen") for each in CASES[language][key]]

    assert [each for each in said if is_beside(each, language)] == []


def test_a_sentence_beside_the_matter_is_never_said_back() -> None:
    answer = "Sorry, I'm jumping around here. We tested two prompts and kept the second."

    assert said_back("Sorry, I'm jumping around here", "", answer, "en") == ""
    assert said_back("We tested two prompts", "", answer, "en") == "We tested two prompts and kept the second"


@pytest.mark.parametrize(
    ("language", "answer", "heard"),
    [
        ("en", "It opens the ticket by itself, I said that.", True),
        ("en", "I said that we would close the ticket at night.", False),
        ("de", "Das Ticket geht von selbst auf, das sagte ich doch.", True),
        ("de", "Das sagte ich der Leiterin am nächsten Morgen.", False),
        ("es", "El aviso se abre solo, eso lo he dicho.", True),
        ("es", "Eso lo he dicho siempre a los nuevos y lo repito.", False),
    ],
)
def test_who_says_that_it_was_said_is_heard(language: str, answer: str, heard: bool) -> None:
    assert listen(["We hand the whole case over.", answer], language).told_before is heard


@pytest.mark.parametrize(
    ("language", "answer", "clause"),
    [
        (
            "en",
            "Over the past years I designed and shipped a booking system for a clinic.",
            "I designed and shipped a booking system for a clinic",
        ),
        ("de", "Ich sage zuerst, was geht. Dann rufe ich an.", "Ich sage zuerst, was geht"),
    ],
)
def test_half_of_a_deed_is_no_clause(language: str, answer: str, clause: str) -> None:
    assert any(each.endswith(clause) for sentence in told(answer, language) for each in sentence.clauses)


def test_a_closing_word_is_not_dug_into() -> None:
    assert weakness(unheard("No, you have asked all I hoped for."), Phase.CLOSING) is None
    assert weakness(unheard("I have told you what I do."), Phase.TECHNICAL) is not None


@pytest.mark.parametrize(
    ("denied", "said", "asked"),
    [
        (0.82, "I chose events and kept the old job for checking", False),
        (0.82, "The nightly run was never kept as a reconciliation", True),
        (0.97, "I chose something else entirely", True),
    ],
)
def test_a_paraphrase_that_only_sounds_like_a_denial_is_not_called_into_question(
    denied: float, said: str, asked: bool
) -> None:
    point = key_point("kp1", "The nightly run was kept only as a reconciliation")
    surely = Surely(covered=0.1, partly=1 - denied - 0.1 if denied < 0.9 else 0.0, absent=0.0, denied=denied)
    found = KeyPointVerdict(
        key_point=point,
        label=Label.CONTRADICTED,
        credit=0.0,
        surely=surely,
        evidence=Evidence(quote=said, start=0, end=len(said)),
    )
    verdict = unheard(said).model_copy(update={"key_points": (found,)})

    gap = weakness(verdict, Phase.TECHNICAL)

    assert (gap is not None and gap.target is Target.CONTRADICTION) is asked


def test_a_status_that_was_told_is_no_evasion() -> None:
    stated = (
        Stated(quote="Transitioning to a master's degree, 6 years of work", source=source(1)),
        Stated(quote="Completed the master's degree at Hillgate (grade 3.85)", source=source(2)),
    )
    point = TalkingPoint(
        id="c", kind=TalkingPointKind.CONTRADICTION, title="?", text="", source=source(1), stated=stated
    )
    asked = "Where do you stand with the master's degree: finished, and when?"

    assert not evades(point, "Finished last December, at Hillgate, while I was working.", "en", asked)
    assert evades(point, "Oh, that depends on how one looks at things.", "en", asked)


def unheard(said: str) -> Verdict:
    return Verdict(
        key_points=(
            KeyPointVerdict(
                key_point=key_point("kp9", "Something nobody said"), label=Label.MISSING, credit=0.0
            ),
        ),
        outcome=Score(value=0.4, low=0.2, high=0.6, band=Band.DEVELOPING, parts=()),
        provenance=Provenance(agent="evaluator", index_version="v"),
    )
