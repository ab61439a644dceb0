"""The coach says what is certain, asks about what is not, and shows no words that nobody would say."""

from __future__ import annotations

import pytest

from agents.coach import draft
from agents.coach.beside import is_beside
from agents.coach.surely_aloud import surely_aloud
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
from language.hesitating import is_padded
from tests.support.talking import key_point, question, source

ASKED = "How do you keep a class quiet?"


def point(*texts: str, title: str = ASKED) -> TalkingPoint:
    return TalkingPoint(
        id="tp",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title=title,
        text="\n".join(texts),
        source=source(),
        key_points=tuple(key_point(f"kp{at}", text, line=at + 1) for at, text in enumerate(texts)),
    )


def found(
    about: TalkingPoint,
    at: int,
    label: Label,
    said: str = "",
    answer: str = "",
    covered: float | None = None,
) -> KeyPointVerdict:
    start = answer.index(said) if said else 0
    rest = 1 - covered if covered is not None else 0.0
    return KeyPointVerdict(
        key_point=about.key_points[at],
        label=label,
        credit={Label.COVERED: 0.9, Label.PARTLY: 0.4, Label.UNSURE: 0.4}.get(label, 0.0),
        evidence=Evidence(quote=said, start=start, end=start + len(said)) if said else None,
        surely=Surely(covered=covered, partly=0, absent=rest, denied=0) if covered is not None else None,
    )


def advise(
    about: TalkingPoint,
    answer: str,
    *judged: KeyPointVerdict,
    value: float = 0.5,
    language: str = "en",
    **more: object,
) -> Advice:
    verdict = Verdict.model_validate(
        {
            "outcome": Score(value=value, low=value, high=value, band=Band.of(value)),
            "key_points": judged,
            "provenance": Provenance(agent="evaluator"),
            **more,
        }
    )
    asked = question(about.title, "tp", seconds=60).model_copy(update={"language": language})
    return draft.advice(asked, answer, verdict, about, index_version="v")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "And I speak to a child alone, never in front of the others",
            "I speak to a child alone, never in front",
        ),
        ("First thing: the resident is monitored", "The resident is monitored."),
        ("Result: saved 80,000 euros a year", "I saved 80,000 euros a year."),
        ("call the parents the same day", "I call the parents the same day."),
        ("ship what is promised for today", "I ship what is promised for today."),
        ("Latency: 800 ms → 120 ms", "Latency went from 800 ms to 120 ms."),
    ],
)
def test_what_is_surely_a_sentence_is_said(note: str, said: str) -> None:
    about = point(note)

    aloud = surely_aloud(about.key_points[0], about, "en")

    assert aloud is not None and aloud.startswith(said)


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "lesson: alert on pool usage, not on CPU"),
        ("en", "small PRs (< 300 lines)"),
        ("en", "52 secs on the bus. ok"),
        ("en", "checks every half hour for the first two hours if it was late"),
        ("en", "if asked: I left in May"),
        ("en", "start w/ a modular monolith"),
        ("en", "You could mention the award"),
        ("en", "smile"),
        ("en", "How the till works and what it can do"),
        ("de", "Rückstand von 140 auf 35"),
        ("fr", "clôture passée de 12 à 5 jours ouvrés"),
        ("es", "Registro de incidentes cada noche"),
        ("nl", "temperatuur twee keer per dag"),
    ],
)
def test_a_note_a_label_and_a_stage_direction_are_not_words_to_be_said(language: str, note: str) -> None:
    about = point(note)

    assert surely_aloud(about.key_points[0], about, language) is None


def test_what_cannot_be_said_surely_is_quoted_as_the_guides() -> None:
    about = point("I rolled back first", "lesson: alert on pool usage, not on CPU")
    answer = "I rolled back first, before anything else."

    advice = advise(
        about, answer, found(about, 0, Label.COVERED, answer, answer), found(about, 1, Label.MISSING)
    )

    assert "“lesson: alert on pool usage, not on CPU”" in advice.opening
    assert (advice.say_first, advice.better_answer) == (None, ())


def test_what_was_heard_in_part_is_asked_for_and_not_called_missing() -> None:
    about = point("I stop talking and wait", "I speak to a child alone, never in front of the others")
    answer = "I stop talking and wait. I talk to the child on its own."
    half = found(about, 1, Label.PARTLY, "I talk to the child on its own", answer)

    advice = advise(about, answer, found(about, 0, Label.COVERED, "I stop talking and wait", answer), half)

    assert advice.missing == () and advice.say_first is None and advice.better_answer == ()
    assert "speak to a child alone" in advice.unsure[0].text


def test_of_two_doubts_the_one_that_can_hardly_have_been_said_is_asked_about() -> None:
    about = point(
        "I let him finish and take notes",
        "I agree three rules with the class and they hang on the wall with every signature",
        "I call a colleague",
    )
    answer = "He may get it all off his chest. Then I call a colleague."
    told = found(about, 2, Label.COVERED, "Then I call a colleague", answer)

    advice = advise(
        about, answer, found(about, 0, Label.UNSURE), found(about, 1, Label.UNSURE), told, value=0.45
    )

    assert "three rules" in advice.opening
    assert "three rules" in advice.unsure[0].text


def test_in_another_language_what_may_have_been_told_in_other_words_is_not_called_missing() -> None:
    about = point(
        "Inventur mache ich jeden Sonntag",
        "Reste kommen auf die Mittagskarte",
        "Ich wiege jede Portion Fleisch",
    )
    answer = "Inventur mache ich jeden Sonntag. Was übrig bleibt, steht mittags günstig auf der Tafel."
    told = found(about, 0, Label.COVERED, "Inventur mache ich jeden Sonntag", answer)
    unsaid = [found(about, at, Label.MISSING) for at in (1, 2)]

    def missing(answer: str) -> int:
        return len(advise(about, answer, told, *unsaid, language="de").missing)

    assert missing(answer) < 2 == missing("Inventur mache ich jeden Sonntag.")


def test_nobody_is_praised_for_what_was_hardly_heard() -> None:
    about = point("I count everybody first", "I name one person to keep the log")
    answer = "I count everybody first. The second crew gets the red ones."
    faint = found(about, 1, Label.COVERED, "The second crew gets the red ones", answer, covered=0.62)
    sure = found(about, 0, Label.COVERED, "I count everybody first", answer, covered=0.95)

    advice = advise(about, answer, sure, faint, value=0.9)

    assert [cited.text for cited in advice.landed] == ["“I count everybody first”"]
    assert "keep the log" in advice.unsure[0].text
    assert advise(about, answer, sure, value=0.9).unsure == ()


def test_a_rewrite_that_would_lose_what_was_said_is_not_shown() -> None:
    about = point("I stop talking and wait", "I agree three rules with the class")
    kept = "I stop talking and wait."
    lost = f"{kept} Once I borrowed a drum from the music room and we clapped the timetable of the week."
    gap = found(about, 1, Label.MISSING)

    def shown(answer: str) -> list[str]:
        told = found(about, 0, Label.COVERED, "I stop talking and wait", answer)
        return [cited.text for cited in advise(about, answer, told, gap).better_answer]

    assert shown(kept) == ["I stop talking and wait.", "I agree three rules with the class."]
    assert shown(lost) == []


def test_a_rewrite_of_what_was_stumbled_through_is_not_shown() -> None:
    about = point("I stop talking and wait", "I agree three rules with the class")
    answer = "I stop talking, sort of, and wait."

    advice = advise(
        about, answer, found(about, 0, Label.COVERED, answer, answer), found(about, 1, Label.MISSING)
    )

    assert advice.better_answer == () and advice.say_first is not None
    assert [cited.text for cited in advice.landed] == ["“I stop talking, sort of, and wait”"]


def test_an_answer_to_another_question_is_told_which_and_not_rewritten() -> None:
    about = point("I feed the starter twice a day")
    flags = (
        Flag(kind=FlagKind.OTHER_ANSWER, message="", against="How do you lead a team?"),
        Flag(kind=FlagKind.NEW_CLAIM, message="", evidence=Evidence(quote="twelve years", start=5, end=17)),
    )

    advice = advise(about, "For, twelve years", found(about, 0, Label.MISSING), value=0.05, flags=flags)

    assert "“How do you lead a team?”" in advice.opening
    assert advice.check == () and advice.better_answer == ()
    assert advice.say_first is not None


def test_a_story_without_an_end_is_told_so() -> None:
    about = point("I found tractors for him", "By Easter he had read 31 books").model_copy(
        update={"kind": TalkingPointKind.STAR_STORY}
    )
    answer = "I found tractors for him."

    advice = advise(
        about, answer, found(about, 0, Label.COVERED, answer, answer), found(about, 1, Label.MISSING)
    )

    assert "end" in advice.opening.lower()
    assert advice.better_answer[-1].text == "By Easter he had read 31 books."


def test_what_is_good_about_an_answer_is_what_is_sure() -> None:
    about = point("I wait five minutes")
    answer = "I wait five minutes."
    told = found(about, 0, Label.COVERED, answer, answer)
    right = FigureVerdict(label=FigureLabel.RIGHT, said=Evidence(quote="five minutes", start=7, end=19))

    assert "figure is right" in advise(about, answer, told, value=0.95, figures=(right,)).opening
    assert "figure" not in advise(about, answer, told, value=0.95).opening


@pytest.mark.parametrize(
    "sentence", ["Sorry, I'm a bit nervous.", "Danke.", "C'est tout.", "Perdón.", "È tutto.", "就这些。"]
)
def test_excuses_and_ends_say_nothing_of_the_matter(sentence: str) -> None:
    assert is_beside(sentence) and not is_beside("I tell them why the rule is there.")


def test_padding_in_the_middle_is_heard() -> None:
    assert is_padded("I stop talking, sort of, and wait", "en")
    assert is_padded("Ich warte, sozusagen, und schaue", "de")
    assert not is_padded("I stop talking and wait", "en")
