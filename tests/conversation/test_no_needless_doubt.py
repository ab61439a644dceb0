"""Nobody is asked whether he said what he surely told, and claims alone are to be checked."""

from __future__ import annotations

import pytest

from agents.coach import draft
from agents.coach.check import to_check
from agents.coach.heard import has_landed, is_half_heard, is_unsaid, label_told
from agents.evaluator.against.claims import new_names
from agents.figures_told import wrong_figures
from domain.guide import TalkingPoint, TalkingPointKind
from domain.report import Advice
from domain.verdict import (
    Band,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Surely,
    Verdict,
)
from language.text import read
from tests.support.talking import key_point, question, source

SURELY = Surely(covered=0.62, partly=0.02, absent=0.01, denied=0.35)
PERHAPS = Surely(covered=0.62, partly=0.02, absent=0.26, denied=0.1)
HALF = Surely(covered=0.02, partly=0.78, absent=0.15, denied=0.05)


def judged(
    text: str, label: Label, said: str, surely: Surely | None = None, *, at: int = 0, credit: float = 0.4
) -> KeyPointVerdict:
    return KeyPointVerdict(
        key_point=key_point(f"kp{at}", text, line=at + 1),
        label=label,
        credit=credit,
        evidence=Evidence(quote=said, start=0, end=len(said)) if said else None,
        surely=surely,
    )


def advised(
    answer: str, *found: KeyPointVerdict, value: float = 0.5, language: str = "en", **more: object
) -> Advice:
    points = tuple(each.key_point for each in found)
    about = TalkingPoint(
        id="tp",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title="How do you look after the boats?",
        text="\n".join(each.text for each in points),
        source=source(),
        key_points=points,
    )
    verdict = Verdict.model_validate(
        {
            "outcome": Score(value=value, low=value, high=value, band=Band.of(value)),
            "key_points": found,
            "provenance": Provenance(agent="evaluator"),
            **more,
        }
    )
    asked = question(about.title, "tp", seconds=60).model_copy(update={"language": language})
    return draft.advice(asked, answer, verdict, about, index_version="v")


def test_what_is_hardly_absent_is_no_doubt_however_little_of_it_is_sure() -> None:
    said, text = "Each hull is scrubbed in spring", "We scrub each hull in spring before it goes in"
    sure, perhaps = (judged(text, Label.COVERED, said, each, credit=0.6) for each in (SURELY, PERHAPS))

    assert has_landed(sure) and label_told(sure) is Label.COVERED
    assert not has_landed(perhaps) and label_told(perhaps) is Label.UNSURE
    assert advised(said, sure).unsure == () and advised(said, perhaps).unsure != ()
    # A doubt about what counts as covered is none to begin with.
    assert text not in advised(said, perhaps).opening


@pytest.mark.parametrize("label", [Label.UNSURE, Label.CONTRADICTED])
def test_nobody_is_asked_whether_he_said_what_he_told_rightly_or_not(label: Label) -> None:
    text = "The moorings are checked by a diver each autumn"
    said = "A diver has a look at the moorings when the leaves fall"
    told = judged(text, label, said, Surely(covered=0.45, partly=0.02, absent=0.01, denied=0.52))
    perhaps = judged(text, Label.UNSURE, said, Surely(covered=0.4, partly=0.1, absent=0.45, denied=0.05))

    advice, asked = advised(said, told), advised(said, perhaps)

    assert advice.unsure == () and text not in advice.opening
    assert [text.lower() in each.text.lower() for each in asked.unsure] == [True]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Sensors by Volvo, charts from Navionics, and the mail goes out with Brevo", False),
        ("Volvo is a good make of engines", True),
    ],
)
def test_nobody_is_asked_about_what_all_its_names_were_told_of(said: str, asked: bool) -> None:
    text = "We took Volvo for sensing, Navionics for charting, and Brevo for mailing"
    doubted = judged(text, Label.UNSURE, said, Surely(covered=0.2, partly=0.2, absent=0.5, denied=0.1))

    assert bool(advised(said, doubted).unsure) is asked


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        ("Deployed the check in 6 hours, no incident since", "We added a check", True),
        ("Deployed the check in 6 hours, no incident since", "The check was there in 6 hours", False),
        ("Fuel use fell from 40 to 31 litres an hour", "It uses less fuel", True),
        ("Fuel use fell from 40 to 31 litres an hour", "It went down to 31 litres", False),
        ("I check the lines and the fenders before dusk", "I check the lines", False),
    ],
)
def test_the_subject_of_a_figure_alone_is_not_half_of_it(text: str, said: str, unsaid: bool) -> None:
    half = judged(text, Label.PARTLY, said, HALF)

    assert is_unsaid(half) is unsaid
    assert label_told(half) is (Label.MISSING if unsaid else Label.PARTLY)
    assert not (is_unsaid(half) and is_half_heard(half))


def test_what_was_heard_in_part_is_told_so_and_never_asked_about() -> None:
    text = "I check the lines and the fenders before dusk"

    advice = advised("I check the lines.", judged(text, Label.PARTLY, "I check the lines", HALF))

    assert "part" in advice.opening and "Did you say" not in advice.opening


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "Scrubbing → primer → two coats → launch"),
        ("en", "Boats: EXPERT; sails, engines, moorings"),
        ("de", "Schrubben → Grundierung → zwei Anstriche"),
        ("fr", "Carénage ; primaire ; deux couches"),
        ("zh", "清洗 → 底漆 → 两层面漆"),
    ],
)
def test_nobody_is_asked_whether_he_said_a_row_of_notes(language: str, note: str) -> None:
    said = "So"
    doubted = judged(note, Label.UNSURE, said, Surely(covered=0.2, partly=0.3, absent=0.5, denied=0.0))

    assert note.split("→")[0].strip() not in advised(said, doubted, language=language).opening


def test_words_that_tell_another_key_point_deny_none_that_was_heard() -> None:
    said = "Eight boats lay on one mooring. It took four hours until the harbour was empty."
    first, second = "Eight boats shared one mooring", "Emptying the harbour took four hours"
    heard = Surely(covered=0.97, partly=0.01, absent=0.01, denied=0.01)
    one = judged(first, Label.CONTRADICTED, "It took four hours until the harbour was empty", heard, credit=0)
    other = judged(second, Label.CONTRADICTED, "Eight boats lay on one mooring", heard, at=1, credit=0)

    assert advised(said, one, other).check == ()


@pytest.mark.parametrize(
    ("said", "expected", "wrong"),
    [
        ("every day", "ten days", False),
        ("every week", "three weeks", False),
        ("twice a week", "three weeks", False),
        ("five days", "ten days", True),
        ("once a month", "twice a month", True),
        ("every week", "every month", True),
    ],
)
def test_how_often_is_not_held_against_how_long(said: str, expected: str, wrong: bool) -> None:
    figure = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote=said, start=0, end=len(said)),
        expected=expected,
        source=source(),
    )
    verdict = Verdict(
        outcome=Score(value=0.5, low=0.5, high=0.5, band=Band.of(0.5)),
        figures=(figure,),
        provenance=Provenance(agent="evaluator"),
    )

    assert bool(wrong_figures(verdict)) is wrong


@pytest.mark.parametrize(
    ("language", "answer", "claim", "checked"),
    [
        ("en", "I'd swap the pump for something sturdy, Volvo probably.", "Volvo", False),
        ("en", "With ten times as many you'd need a second crane.", "ten times", False),
        ("en", "We worked with Volvo on it.", "Volvo", True),
        ("de", "Ich würde die Pumpe von Volvo nehmen.", "Volvo", False),
        ("de", "Wir haben mit Volvo gearbeitet.", "Volvo", True),
        ("es", "Me gustaría trabajar con Volvo.", "Volvo", False),
        ("fr", "Je prendrais Volvo, ou je ferais sans.", "Volvo", False),
        ("it", "Vorrei provare Volvo.", "Volvo", False),
        ("nl", "Ik zou Volvo nemen.", "Volvo", False),
        ("pt", "Eu faria isso com Volvo.", "Volvo", False),
        ("zh", "如果重来，我用 Volvo。", "Volvo", False),
        ("zh", "我们用了 Volvo。", "Volvo", True),
    ],
)
def test_what_one_would_do_is_no_claim(language: str, answer: str, claim: str, checked: bool) -> None:
    at = answer.index(claim)
    flag = Flag(
        kind=FlagKind.NEW_CLAIM,
        message="",
        evidence=Evidence(quote=claim, start=at, end=at + len(claim)),
    )
    advice = advised(answer, judged("We scrub hulls", Label.MISSING, ""), language=language, flags=(flag,))

    assert bool(advice.check) is checked


@pytest.mark.parametrize("said", ["We ran it on Azure's Kubernetes.", "We ran it on Azure’s Kubernetes."])
def test_a_name_in_the_genitive_is_the_name(said: str) -> None:
    assert new_names(read(said), ("Deployed on Azure Kubernetes Service",)) == ()
    assert new_names(read(said), ("Deployed on our own machines",)) != ()


@pytest.mark.parametrize(
    ("asked", "reply", "claim", "checked"),
    [
        (
            "What happens when there is ten times as much of it?",
            "Ten times, that is two cranes.",
            "Ten times",
            False,
        ),
        ("Would two hundred boats still fit?", "Two hundred boats, yes.", "Two hundred boats", False),
        ("What would you change today?", "The pump. Volvo, I think.", "Volvo", False),
        ("Was würden Sie heute anders machen?", "Die Pumpe. Volvo.", "Volvo", False),
        ("¿Qué haría de otra manera?", "La bomba. Volvo.", "Volvo", False),
        ("Which pump is it?", "It is a Volvo.", "Volvo", True),
        ("Womit haben Sie das gebaut?", "Mit Volvo.", "Volvo", True),
    ],
)
def test_what_the_interviewer_put_forward_is_no_claim(
    asked: str, reply: str, claim: str, checked: bool
) -> None:
    at = reply.index(claim)
    flag = Flag(
        kind=FlagKind.NEW_CLAIM, message="", evidence=Evidence(quote=claim, start=at, end=at + len(claim))
    )
    verdict = Verdict(
        outcome=Score(value=0.5, low=0.5, high=0.5, band=Band.of(0.5)),
        flags=(flag,),
        provenance=Provenance(agent="evaluator"),
    )

    assert bool(to_check(verdict, reply, further=[(asked, reply)])) is checked
