from datetime import UTC, datetime

import pytest

from agents.coach import debrief, draft
from agents.coach.better_answer import better_answer
from agents.coach.change import change_in
from agents.coach.delivery import delivery
from agents.coach.rubric import DEFAULT, rubric
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import CandidateMessage, MessageKind, Mode, Phase, Session, Turn, TurnKind
from domain.report import Words
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Band,
    Delivery,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    RedFlagHit,
    Score,
    Structure,
    Verdict,
)
from tests.support.guides import points
from tests.support.talking import key_point, question, source

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
ANSWER = "I moved it to a stream. It went from four hours to forty minutes."
POINTS = (
    key_point("kp1", "I moved the nightly job to a stream", line=11),
    key_point("kp2", "Cut the run from four hours to forty minutes", line=12),
    key_point("kp3", "I kept the old job for two weeks as a fallback", weight=0.6, line=13),
)
POINT = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title="How did you speed it up?",
    text=" ".join(p.text for p in POINTS),
    source=source(10),
    key_points=POINTS,
)
ASKED = question("How did you speed it up?", "tp", seconds=60)


def found(at: int, label: Label, quote: str = "") -> KeyPointVerdict:
    evidence = None
    if quote:
        evidence = Evidence(quote=quote, start=ANSWER.index(quote), end=ANSWER.index(quote) + len(quote))
    return KeyPointVerdict(
        key_point=POINTS[at], label=label, credit=1.0 if label is Label.COVERED else 0.0, evidence=evidence
    )


def verdict(*key_points: KeyPointVerdict, value: float | None = 0.5, **more: object) -> Verdict:
    outcome = (
        Unscored(kind=UnscoredKind.DRAWING)
        if value is None
        else Score(value=value, low=max(0, value - 0.1), high=min(1, value + 0.1), band=Band.of(value))
    )
    return Verdict.model_validate(
        {"outcome": outcome, "key_points": key_points, "provenance": Provenance(agent="evaluator"), **more}
    )


def advise(judged: Verdict) -> draft.Advice:
    return draft.advice(ASKED, ANSWER, judged, POINT, index_version="v")


def test_what_landed_is_quoted_with_the_guides_line() -> None:
    advice = advise(verdict(found(1, Label.COVERED, "four hours to forty minutes"), found(0, Label.MISSING)))

    assert [cited.text for cited in advice.landed] == [
        "“four hours to forty minutes” · Cut the run from four hours to forty minutes"
    ]
    assert str(advice.landed[0].sources[0]) == "guide.md:12"


def test_nothing_is_praised_that_was_not_said() -> None:
    advice = advise(verdict(found(0, Label.MISSING), found(1, Label.MISSING), value=0.05))

    assert advice.landed == ()


def test_what_is_missing_is_told_in_the_second_person_with_its_line() -> None:
    judged = verdict(found(0, Label.MISSING), found(1, Label.MISSING))
    advice = draft.advice(ASKED, "It was a long spring for all of us.", judged, POINT, index_version="v")

    assert [cited.text for cited in advice.missing] == [
        "that you moved the nightly job to a stream",
        "that you cut the run from four hours to forty minutes",
    ]
    assert str(advice.missing[0].sources[0]) == "guide.md:11"


def test_a_wrong_figure_is_shown_beside_the_right_one() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote="four hours", start=0, end=10),
        expected="six hours",
        source=source(12),
    )

    advice = advise(verdict(figures=(said,)))

    assert advice.check[0].text == "you said “four hours”; your guide says six hours"


def test_a_red_flag_is_told_with_the_better_wording() -> None:
    hit = RedFlagHit(
        evidence=Evidence(quote="I moved it", start=0, end=10),
        red_flag="I moved it",
        say_instead="I designed the move",
        source=source(40),
    )

    text = advise(verdict(red_flags=(hit,))).check[0].text

    assert "things not to say" in text and "I designed the move" in text


def test_an_unscored_answer_gets_no_word_about_its_quality() -> None:
    assert advise(verdict(value=None)).opening == ""


def test_an_answer_to_another_question_is_named_as_that() -> None:
    flag = Flag(kind=FlagKind.OTHER_ANSWER, message="it answers another question")

    assert (
        advise(verdict(flags=(flag,), value=0.1)).opening == "That belongs to another question in your guide."
    )


def improved(
    judged: Verdict, point: TalkingPoint = POINT, answer: str = ANSWER, seconds: int = 60
) -> list[str]:
    asked = ASKED.model_copy(update={"seconds": seconds})
    return [cited.text for cited in better_answer(point, judged, answer, asked)]


def test_what_landed_stays_in_own_words_and_what_was_missing_is_put_in_where_the_guide_has_it() -> None:
    judged = verdict(
        found(0, Label.MISSING),
        found(1, Label.COVERED, "four hours to forty minutes"),
        found(2, Label.MISSING),
    )

    answer = better_answer(POINT, judged, ANSWER, ASKED)

    assert [(cited.text, cited.words, str(cited.sources[0])) for cited in answer] == [
        ("I moved the nightly job to a stream.", Words.GUIDE, "guide.md:11"),
        ("It went from four hours to forty minutes.", Words.OWN, "guide.md:12"),
        ("I kept the old job for two weeks as a fallback.", Words.GUIDE, "guide.md:13"),
    ]


def test_where_nothing_is_missing_there_is_nothing_to_say_better() -> None:
    judged = verdict(
        found(0, Label.COVERED, "I moved it to a stream"),
        found(1, Label.COVERED, "four hours to forty minutes"),
        found(2, Label.UNSURE, "It went"),
        value=0.9,
    )

    advice = advise(judged)

    assert (advice.say_first, advice.better_answer) == (None, ())
    assert (
        advice.opening
        == "I may have missed it: say “I kept the old job for two weeks as a fallback” in so many words."
    )


def test_nothing_comes_between_a_sentence_and_the_one_that_points_back_at_it() -> None:
    told = key_point("kp4", "I told every team a week before")
    point = POINT.model_copy(update={"key_points": (POINTS[0], told, POINTS[1])})
    judged = verdict(
        found(0, Label.COVERED, "I moved it to a stream"),
        KeyPointVerdict(key_point=told, label=Label.MISSING, credit=0.0),
        found(1, Label.COVERED, "It went from four hours"),
    )

    assert improved(judged, point) == [
        "I moved it to a stream.",
        "It went from four hours to forty minutes.",
        "I told every team a week before.",
    ]


def test_a_wrong_figure_is_put_right_in_the_candidates_own_sentence() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote="forty minutes", start=ANSWER.index("forty"), end=ANSWER.index("forty") + 13),
        expected="ten minutes",
        source=source(12),
    )
    point = POINT.model_copy(
        update={
            "key_points": (
                POINTS[0],
                key_point("kp2", "Cut it from four hours to ten minutes", line=12),
                POINTS[2],
            )
        }
    )
    partly = KeyPointVerdict(
        key_point=point.key_points[1],
        label=Label.PARTLY,
        credit=0.25,
        evidence=Evidence(
            quote="four hours to forty minutes", start=ANSWER.index("four"), end=len(ANSWER) - 1
        ),
    )
    told = (found(0, Label.COVERED, "I moved it to a stream"), partly)
    judged = verdict(*told, found(2, Label.MISSING), figures=(said,))

    answer = better_answer(point, judged, ANSWER, ASKED)

    assert [(cited.text, cited.words) for cited in answer] == [
        ("I moved it to a stream.", Words.OWN),
        ("It went from four hours to ten minutes.", Words.MENDED),
        ("I kept the old job for two weeks as a fallback.", Words.GUIDE),
    ]
    assert better_answer(point, verdict(*told, figures=(said,)), ANSWER, ASKED) == ()


def test_a_wrong_figure_is_told_once_and_nothing_else() -> None:
    at = ANSWER.index("forty minutes")
    said = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote="forty minutes", start=at, end=at + len("forty minutes")),
        expected="ten minutes",
        source=source(12),
    )
    point = POINT.model_copy(
        update={"key_points": (POINTS[0], key_point("kp2", "Cut it from four hours to ten minutes", line=12))}
    )
    partly = KeyPointVerdict(
        key_point=point.key_points[1],
        label=Label.PARTLY,
        credit=0.25,
        evidence=Evidence(quote=ANSWER[at - 16 : -1], start=at - 16, end=len(ANSWER) - 1),
    )
    judged = verdict(found(0, Label.COVERED, "I moved it to a stream"), partly, figures=(said,))

    advice = draft.advice(ASKED, ANSWER, judged, point, index_version="v")

    assert [cited.text for cited in advice.check] == ["you said “forty minutes”; your guide says ten minutes"]
    assert (advice.missing, advice.unsure, advice.say_first, advice.better_answer) == ((), (), None, ())
    assert "figure" in advice.opening and "minutes" not in advice.opening


@pytest.mark.parametrize(
    ("said", "figure", "note", "expected", "mended"),
    [
        ("We closed more than half of the gap.", "more than half", "Absence fell under 30%", "under 30%", ""),
        ("We trained 12 nurses.", "12", "We opened 8 beds", "8", ""),
        ("We trained 12 nurses.", "12", "We trained 9 nurses", "9", "We trained 9 nurses."),
        (
            "Die Pause dauert 40 Minuten.",
            "40 Minuten",
            "Die Pause dauert 30 Minuten",
            "30 Minuten",
            "30 Minuten.",
        ),
        ("Wir haben 12 Betten.", "12", "Wir haben 8 Kinder", "8", ""),
    ],
)
def test_a_figure_is_put_right_only_where_it_counts_the_same(
    said: str, figure: str, note: str, expected: str, mended: str
) -> None:
    start = said.index(figure)
    wrong = FigureVerdict(
        label=FigureLabel.WRONG,
        said=Evidence(quote=figure, start=start, end=start + len(figure)),
        expected=expected,
        source=source(11),
    )
    point = POINT.model_copy(update={"key_points": (key_point("kp1", note, line=11), POINTS[2])})
    partly = KeyPointVerdict(
        key_point=point.key_points[0],
        label=Label.COVERED,
        credit=0.9,
        evidence=Evidence(quote=said, start=0, end=len(said)),
    )
    told = better_answer(point, verdict(partly, found(2, Label.MISSING), figures=(wrong,)), said, ASKED)

    assert told[0].text.endswith(mended or said)
    assert told[0].words is (Words.MENDED if mended else Words.OWN)


def test_the_better_answer_fits_its_time_and_keeps_the_weightiest() -> None:
    long = POINT.model_copy(
        update={
            "key_points": tuple(key_point(f"kp{n}", "I " + f"word{n} " * 39, weight=1 / n) for n in (3, 1, 2))
        }
    )
    missed = [KeyPointVerdict(key_point=each, label=Label.MISSING, credit=0.0) for each in long.key_points]

    answer = improved(verdict(*missed), long, "", seconds=36)

    assert [text.split()[-1] for text in answer] == ["word1.", "word2."]


def test_the_first_thing_to_say_is_the_weightiest_that_was_missing() -> None:
    judged = verdict(found(2, Label.MISSING), found(1, Label.MISSING), found(0, Label.COVERED, "I moved it"))

    first = change_in(POINT, judged, ANSWER, ASKED).say

    assert first is not None and first.text == "I cut the run from four hours to forty minutes."


def test_what_was_said_over_two_turns_is_two_quotations() -> None:
    answer = "I moved it.\nTo a stream, that is."
    evidence = Evidence(quote=answer, start=0, end=len(answer))
    told = verdict(KeyPointVerdict(key_point=POINTS[0], label=Label.COVERED, credit=1.0, evidence=evidence))

    (landed,) = draft.advice(ASKED, answer, told, POINT, index_version="v").landed

    assert landed.text == "“I moved it” “To a stream, that is” · I moved the nightly job to a stream"


def test_the_coach_speaks_the_language_of_the_guide() -> None:
    german = ASKED.model_copy(update={"language": "de"})

    advice = draft.advice(
        german, ANSWER, verdict(found(0, Label.MISSING), value=0.1), POINT, index_version="v"
    )

    assert "„I moved the nightly job to a stream“" in advice.opening
    assert not {"you", "said", "guide"} & {*advice.opening.split()}


@pytest.mark.parametrize(
    ("seconds", "words"), [(20, "short: the time for it is 60 s"), (55, "about right"), (120, "long")]
)
def test_the_length_is_held_against_the_guides_time(seconds: float, words: str) -> None:
    spoken = Delivery(words=50, seconds=seconds, words_per_minute=150, expected_seconds=(60, 60))

    assert words in delivery(spoken, Structure(), "en")


def session() -> Session:
    return Session(
        id="k3f9",
        mode=Mode.STUDY,
        guides=("g",),
        minutes=30,
        seed=1,
        started_at=NOW,
        updated_at=NOW,
        planned=3,
        asked=3,
    )


def turn(number: int, judged: Verdict | None, phase: Phase = Phase.TECHNICAL, *, asked: str = "") -> Turn:
    return Turn(
        number=number,
        kind=TurnKind.QUESTION,
        question=question(asked or f"Question {number}?", "tp", phase).model_copy(
            update={"id": f"q{number}"}
        ),
        said="Question?",
        asked_at=NOW,
        message=CandidateMessage(text="x", at=NOW)
        if judged
        else CandidateMessage(kind=MessageKind.SKIP, at=NOW),
        verdict=judged,
    )


def summed(*turns: Turn) -> debrief.Report:
    return debrief.report(session(), turns, DEFAULT, planned=3, minutes=12, ended="you stopped")


def test_unscored_answers_are_counted_and_stay_out_of_every_mean() -> None:
    report = summed(turn(1, verdict(value=0.8)), turn(2, verdict(value=None)))

    technical = next(result for result in report.criteria if result.name == "Technical depth")
    assert technical.value == pytest.approx(0.8)
    assert technical.answers == 1
    assert report.overall == pytest.approx(0.8)
    assert len(report.unscored) == 1 and "a drawing" in report.unscored[0]


def test_a_session_without_a_scored_answer_has_no_overall_figure() -> None:
    report = summed(turn(1, verdict(value=None)))

    assert report.overall is None
    assert all(result.value is None for result in report.criteria)


def test_criteria_without_answers_do_not_pull_the_overall_down() -> None:
    report = summed(turn(1, verdict(value=0.6)), turn(2, verdict(value=0.9), Phase.STORY))

    assert report.overall == pytest.approx((0.4 * 0.6 + 0.2 * 0.9) / 0.6)


def test_a_question_counts_as_it_came_out_after_its_follow_ups() -> None:
    first = turn(1, verdict(value=0.2))
    after = first.model_copy(update={"number": 2, "kind": TurnKind.FOLLOW_UP, "verdict": verdict(value=0.7)})

    report = summed(first, after)

    assert report.answered == 1
    assert report.overall == pytest.approx(0.7)


def test_skipped_questions_are_counted_apart() -> None:
    assert summed(turn(1, verdict(value=0.5)), turn(2, None)).skipped == 1


def test_wrong_figures_are_mended_first() -> None:
    wrong = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="12", start=0, end=2), expected="8", source=source(3)
    )

    report = summed(turn(1, verdict(found(0, Label.MISSING), figures=(wrong,))))

    assert report.fix_first[0].text == "1 figure was off: you said “12”, your guide 8"
    assert report.fix_first[1].text.endswith("you left out that you moved the nightly job to a stream")


def test_nobody_can_lean_on_an_answer_with_something_wrong_in_it() -> None:
    wrong = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="12", start=0, end=2), expected="8", source=source(3)
    )
    off = turn(1, verdict(found(0, Label.COVERED), figures=(wrong,), value=0.7))
    turned = turn(2, verdict(found(0, Label.CONTRADICTED, ANSWER[:20]), value=0.7))
    good = turn(3, verdict(found(0, Label.COVERED), value=0.7))

    assert [row.text for row in summed(off, turned, good).strengths] == ["Question 3?"]


def test_a_sentence_said_again_and_again_is_said_well_once() -> None:
    def communicated(text: str) -> float:
        spoken = Delivery(
            words=len(text.split()), seconds=60, words_per_minute=150, expected_seconds=(30, 90)
        )
        said = turn(1, verdict(value=0.6, delivery=spoken))
        said = said.model_copy(update={"message": CandidateMessage(text=text, at=NOW)})
        (value,) = [each.value for each in summed(said).criteria if each.name == "Communication"]
        assert value is not None
        return value

    sentence = "I wrote a small check that compares the totals every hour. "

    assert communicated(sentence * 50) < 0.05
    assert communicated(sentence) == communicated(sentence + "Then I told the team what it had found.") > 0.7


def criterion(name: str, percent: float, line: int) -> TalkingPoint:
    return TalkingPoint(
        id=name,
        kind=TalkingPointKind.RUBRIC_CRITERION,
        title=name,
        source=source(line),
        weight_percent=percent,
    )


def test_the_guides_own_rubric_is_used_and_its_weights_sum_to_one() -> None:
    own = rubric([criterion("Communication (30%)", 30, 1), criterion("Technical depth", 90, 2)])

    assert [(c.name, c.weight, c.delivery) for c in own] == [
        ("Communication", 0.25, True),
        ("Technical depth", 0.75, False),
    ]
    assert own[1].phases[0] is Phase.TECHNICAL


def test_every_phase_counts_for_some_criterion_of_the_guides_rubric() -> None:
    own = rubric(
        [criterion("Communication", 30, 1), criterion("Technical depth", 40, 2), criterion("Teamwork", 30, 3)]
    )

    content = [c for c in own if not c.delivery]
    assert {phase for c in content for phase in c.phases} >= set(Phase) - {Phase.THEIR_QUESTIONS}
    assert Phase.OPENING in content[1].phases


def test_an_engineers_guide_without_a_rubric_gets_ours() -> None:
    technical = (
        "Kafka feeds the pipeline, a cache keeps latency low, and deployment of the database is by Docker."
    )

    assert rubric([POINT.model_copy(update={"text": technical})]) is DEFAULT
    assert sum(c.weight for c in DEFAULT) == pytest.approx(1)


_PROFESSIONS = {
    "nurse": (
        """
        # Night nurse on a stroke unit

        ## Clinical questions

        ### Q1: How do you look after a wound?
        I clean it with saline and photograph it beside a ruler.

        ### Q2: What do you do when a patient falls?
        I look before I lift, and the doctor is told at once.

        ## Relatives and ethics

        ### Q3: A daughter wants to know the diagnosis. What do you say?
        I ask the patient first, and write down the answer.

        ### Q4: When do you speak up against a colleague?
        When a patient could be hurt, in the room, and at once.
        """,
        ["Clinical questions", "Relatives and ethics"],
    ),
    "cook": (
        """
        # Vorbereitung: Souschefin

        ## Hygiene

        ### Frage 1: Wie trennen Sie Rohes und Gegartes?
        Rote Bretter für rohes Fleisch, und der Kühlschrank steht unter fünf Grad.

        ### Frage 2: Wie kühlen Sie einen Fond ab?
        Im Eisbad, in neunzig Minuten von sechzig auf zehn Grad.

        ## Führung

        ### Frage 3: Wie führen Sie neue Leute ein?
        Eine Woche an meiner Seite, danach ein eigener Posten.

        ### Frage 4: Wie planen Sie Dienste?
        Vier Wochen vorher, und Wünsche hängen an der Tür.
        """,
        ["Hygiene", "Führung"],
    ),
    "teacher": (
        """
        # Entrevista: maestra

        ### Pregunta 1: ¿Cómo empieza una clase?
        Saludo a cada niño por su nombre en la puerta.

        ### Pregunta 2: ¿Cómo evalúa?
        Con una tarea breve cada viernes y una rúbrica que ellos conocen.
        """,
        ["Subject knowledge"],
    ),
}


@pytest.mark.parametrize("profession", _PROFESSIONS)
def test_a_guide_without_technical_questions_has_criteria_of_its_own_sections(profession: str) -> None:
    text, expected = _PROFESSIONS[profession]

    criteria = rubric(points(text))

    names = [criterion.name for criterion in criteria]
    assert names[: len(expected)] == expected
    assert not {"Technical depth", "Design and scale"} & {*names}
    assert sum(criterion.weight for criterion in criteria) == pytest.approx(1)


def test_a_section_of_a_german_guide_keeps_the_capitals_of_its_nouns() -> None:
    text = """
        ## Fragen Zur Person

        ### Warum wollen Sie in die Pflege?
        Weil ich dort gebraucht werde und es jeden Tag anders ist.

        ### Was ist Ihre größte Schwäche?
        Ich sage zu schnell ja und schreibe deshalb jede Zusage auf.

        ## Auf Der Station

        ### Wie gehen Sie mit Angehörigen um?
        Ich höre zuerst zu und erkläre dann, was wir tun.

        ### Was tun Sie bei einem Sturz?
        Ich bleibe beim Patienten und rufe Hilfe, bevor ich ihn bewege.
    """

    assert {"Fragen zur Person", "Auf der Station"} <= {each.name for each in rubric(points(text))}


def test_an_answer_counts_for_the_section_its_question_stands_in() -> None:
    guide = points(_PROFESSIONS["nurse"][0])
    clinical, ethics, *_ = rubric(guide)
    asked = question("How?", guide[0].id).model_copy(update={"sources": (guide[0].source,)})

    assert clinical.takes(asked) and not ethics.takes(asked)


def test_an_introduction_counts_as_opening_and_a_crisis_as_a_story() -> None:
    about = question("Tell me about yourself.", "p", Phase.OPENING)
    crisis = question("Tell about handling a critical issue.", "c", Phase.STORY)

    assert [c.name for c in DEFAULT if c.takes(about) and not c.delivery] == ["Opening and closing"]
    assert [c.name for c in DEFAULT if c.takes(crisis) and not c.delivery] == ["Your stories"]


def test_bands_begin_where_the_documents_say() -> None:
    assert [Band.of(v) for v in (0.8, 0.6, 0.35, 0.34)] == [
        Band.STRONG,
        Band.SOLID,
        Band.DEVELOPING,
        Band.WEAK,
    ]


def test_delivery_alone_makes_no_overall_figure() -> None:
    spoken = Delivery(words=60, seconds=24, words_per_minute=150)
    report = summed(turn(1, verdict(value=None, delivery=spoken)), turn(2, None))

    assert report.overall is None


def test_one_weak_answer_that_was_well_put_makes_a_weak_session() -> None:
    spoken = Delivery(words=60, seconds=24, words_per_minute=150)
    report = summed(turn(1, verdict(value=0.16, delivery=spoken), Phase.OPENING))

    said_well = next(result.value for result in report.criteria if result.name == "Communication")
    assert said_well == pytest.approx(1.0)
    assert report.overall == pytest.approx(0.9 * 0.16 + 0.1 * 1.0)


def test_what_is_to_be_said_first_can_stand_alone_and_was_not_half_said() -> None:
    told = (
        key_point("a", "The slowest took 9 minutes to find.", line=1),
        key_point("b", "I bake for two schools and a clinic.", line=2),
        key_point("c", "Nobody waits for bread any more.", weight=0.9, line=3),
    )
    point = POINT.model_copy(update={"key_points": told})
    labels = (Label.MISSING, Label.PARTLY, Label.MISSING)
    judged = verdict(
        *(
            KeyPointVerdict(key_point=each, label=label, credit=0.0)
            for each, label in zip(told, labels, strict=True)
        )
    )

    first = change_in(point, judged, "I bake for a school.", ASKED).say

    assert first is not None
    assert first.text == "Nobody waits for bread any more."


def test_what_was_done_to_it_does_not_stand_behind_another_sentence() -> None:
    told = (
        key_point("a", "I rebuilt the oven with four others", line=1),
        key_point("b", "We bake for two schools", line=2),
    )
    point = POINT.model_copy(update={"key_points": told})
    answer = "The old one was cold. I rebuilt it with four others."
    quote = "I rebuilt it with four others"
    at = answer.index(quote)
    judged = verdict(
        KeyPointVerdict(
            key_point=told[0],
            label=Label.COVERED,
            credit=1.0,
            evidence=Evidence(quote=quote, start=at, end=at + len(quote)),
        ),
        KeyPointVerdict(key_point=told[1], label=Label.MISSING, credit=0.0),
    )

    assert [each.text for each in better_answer(point, judged, answer, ASKED)] == ["We bake for two schools."]
