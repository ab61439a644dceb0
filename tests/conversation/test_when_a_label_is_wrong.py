"""What is asked and advised holds where a label is wrong: own words, the guide's leads, figures told."""

from __future__ import annotations

import pytest

from agents.coach import better_answer, check, heard
from agents.coach.change import change_in
from agents.coach.declining import declines
from agents.coach.joining import beginning
from agents.coach.landed import landed
from agents.coach.spoken import noted, spoken
from agents.figures_told import are_told, stands_in
from agents.follow_up_prober import cues, draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.anchors import Place, anchors_of
from agents.follow_up_prober.kinds import Kind, kind_of
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import Target, Weakness
from agents.sayings import SPOKEN, options
from domain.guide import KeyPoint, Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase
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
from knowledge.projects import project_of
from tests.support.talking import key_point, question, source

ANSWER = "We count the keys at six. I ring whoever has one too many. The log lies at the desk, and I sign it."
DOUBTED = Surely(covered=0.2, partly=0.1, absent=0.1, denied=0.6)


def point(*texts: str, hooks: tuple[str, ...] = (), heading: tuple[str, ...] = ()) -> TalkingPoint:
    return TalkingPoint(
        id="tp",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title="How do you look after the keys?",
        text="\n".join(texts),
        key_points=tuple(key_point(f"kp{at}", text) for at, text in enumerate(texts)),
        follow_up_hooks=hooks,
        source=Source(guide="guide.md", first_line=7, last_line=7, heading_path=heading),
    )


def judged(
    missing: KeyPoint, label: Label, quote: str = "", answer: str = ANSWER, surely: Surely | None = None
) -> KeyPointVerdict:
    at = answer.find(quote)
    evidence = Evidence(quote=quote, start=at, end=at + len(quote)) if quote else None
    credit = 1.0 if label is Label.COVERED else 0.0
    return KeyPointVerdict(key_point=missing, label=label, credit=credit, evidence=evidence, surely=surely)


def verdict(*found: KeyPointVerdict, value: float = 0.5, **more: object) -> Verdict:
    outcome = Score(value=value, low=max(0, value - 0.1), high=min(1, value + 0.1), band=Band.of(value))
    provenance = Provenance(agent="evaluator")
    return Verdict.model_validate({"outcome": outcome, "key_points": found, "provenance": provenance, **more})


def asked(about: TalkingPoint, found: Verdict, *, text: str = "", phase: Phase = Phase.TECHNICAL) -> str:
    target = Weakness(target=Target.MISSING_POINT, why="", key_point=about.key_points[0])
    put = text or about.title
    return draft.follow_up(
        target,
        question=put,
        answer=ANSWER,
        quote="",
        point=about,
        earlier=(),
        phase=phase,
        anchors=tuple(anchors_of(about.key_points[0], found, about, put, ANSWER, phase, "en")),
        seed=1,
    )


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "We close the valve and ring. So that's pretty much how we do it."),
        ("en", "Two people count. That's my way of doing it."),
        ("en", "I drove and then I planned. That's me basically."),
        ("de", "Erst prüfe ich das Öl. Ja, so würde ich das machen."),
        ("de", "Ich rufe an. Damit lasse ich es bewenden."),
        ("es", "Primero miro el aceite. Y así lo hacemos siempre."),
        ("fr", "Je regarde l'huile. Voilà comment je fais."),
        ("it", "Guardo l'olio. Ecco, questo è il mio metodo."),
        ("nl", "Ik kijk naar de olie. Zo zou ik het doen."),
        ("pt", "Olho o óleo. É assim que a gente faz."),
        ("zh", "我先看机油。大概就是这样处理的。"),
    ],
)
def test_an_end_in_own_words_is_an_end(language: str, answer: str) -> None:
    assert listen([answer], language).nothing_more


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "That's how we saved the harvest."),
        ("en", "That is what I do before every flight, and then I check the oil."),
        ("de", "So mache ich das Licht aus und gehe."),
        ("es", "Así lo hice hasta 2020 y luego cambié."),
        ("nl", "Zo doe ik de deur op slot."),
        ("it", "Così ho fatto pace con lui."),
    ],
)
def test_what_tells_how_it_is_done_is_none(language: str, answer: str) -> None:
    assert not listen([answer], language).nothing_more


@pytest.mark.parametrize(
    ("language", "words", "nowhere"),
    [
        ("en", "That was in the second project", True),
        ("en", "I guess how they breathe", True),
        ("en", "half a year before we freeze the plan", True),
        ("en", "the lock closes by itself before we leave", False),
        ("de", "Das war bei der alten Firma", True),
        ("de", "Das Ventil schließt nachts von selbst", False),
        ("es", "Supongo que fue el calor", True),
        ("fr", "C'était dans l'ancien hangar", True),
        ("fr", "C'est moi qui ferme la vanne", False),
        ("it", "Penso che sia la guarnizione", True),
        ("nl", "Misschien was het de klep", True),
        ("pt", "Acho que foi a válvula", True),
        ("zh", "我觉得是阀门的问题", True),
    ],
)
def test_no_question_begins_at_a_hedge_or_a_place(language: str, words: str, nowhere: bool) -> None:
    assert (cues.pattern(language, "leads_nowhere").search(words) is not None) is nowhere


def test_what_was_missed_is_asked_for_as_the_guide_would() -> None:
    about = point("Spare keys are kept in a safe", "We count at six", hooks=("Who may be given one?",))
    told = verdict(judged(about.key_points[1], Label.COVERED, "We count the keys at six"))

    assert asked(about, told) == "Who may be given one?"


def test_of_several_things_told_none_is_held_up_as_one_part() -> None:
    about = point("A spare one is never lent", "A count at six", "A log with names")
    told = verdict(
        judged(about.key_points[0], Label.MISSING),
        judged(about.key_points[1], Label.COVERED, "We count the keys at six"),
        judged(about.key_points[2], Label.COVERED, "I sign it"),
    )

    assert asked(about, told) in options("follow_up_prober", "en", "plain.last_time")
    places = [
        each.place
        for each in anchors_of(about.key_points[0], told, about, "?", ANSWER, Phase.TECHNICAL, "en")
    ]
    assert places[0] is Place.WHOLE


@pytest.mark.parametrize("language", SPOKEN)
def test_reasons_are_weighed(language: str) -> None:
    why = {
        "en": "Why two locks instead of one?",
        "de": "Warum zwei Schlösser und nicht eines?",
        "es": "¿Por qué dos cerraduras y no una?",
        "fr": "Pourquoi deux serrures et pas une ?",
        "it": "Perché due serrature e non una?",
        "nl": "Waarom twee sloten en niet één?",
        "pt": "Por que duas fechaduras e não uma?",
        "zh": "为什么用两把锁而不是一把？",
    }[language]

    assert cues.pattern(language, "why_question").search(why)
    assert not cues.pattern(language, "why_question").search("Wo? How? Comment ?")


def test_a_question_for_reasons_is_followed_by_what_speaks_against_them() -> None:
    about = point("One lock can be picked in a minute", "Two need two people")
    told = verdict(judged(about.key_points[1], Label.COVERED, "I sign it"))

    said = asked(about, told, text="Why two locks instead of one?")

    assert said in options("follow_up_prober", "en", "ask.for_reasons")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Why our nursery?"),
        ("en", "Why did you choose this school?"),
        ("de", "Warum gerade unser Haus?"),
        ("es", "¿Por qué este hospital?"),
        ("fr", "Pourquoi notre maison ?"),
        ("it", "Perché proprio il nostro museo?"),
        ("nl", "Waarom deze school?"),
        ("pt", "Por que esta escola?"),
        ("zh", "为什么选我们医院？"),
    ],
)
def test_why_this_house_is_asked_about_as_why_us(language: str, text: str) -> None:
    assert kind_of(text, language) is Kind.JOIN


@pytest.mark.parametrize("text", ["Why this order of steps?", "Why two people?"])
def test_why_a_thing_is_so_is_no_why_us(text: str) -> None:
    assert kind_of(text, "en") is None


def test_a_denial_that_is_not_sure_is_asked_about_as_a_doubt() -> None:
    about = point("We leave one hook empty", "We count at six")
    told = verdict(
        judged(about.key_points[0], Label.CONTRADICTED, "I sign it", surely=DOUBTED),
        judged(about.key_points[1], Label.CONTRADICTED, "The log lies at the desk", surely=DOUBTED),
        value=0.05,
    )

    found = aim(told, question(about.title, "tp"), (), answers=[ANSWER], point=about)

    assert found is not None and found.target is Target.UNSURE_POINT


def test_a_point_whose_figures_were_told_is_not_asked_for() -> None:
    about = point("Our share went from 18 to 37 per cent in four years")
    answer = "It was under a fifth when I came and it is thirty-seven per cent now, of all who start here."
    missed = verdict(judged(about.key_points[0], Label.MISSING))

    assert are_told(about.key_points[0], answer, "en")
    assert aim(missed, question(about.title, "tp"), (), answers=[answer], point=about) is None
    asked_for = aim(missed, question(about.title, "tp"), (), answers=["It got better here."], point=about)
    assert asked_for is not None


@pytest.mark.parametrize(
    ("said", "text", "stands"),
    [
        ("drei Jahren", "seit vierzehn Jahren im Beruf, die letzten drei als Leiterin", True),
        ("three years", "nine years in all, the last three on nights", True),
        ("three years", "nine years in all, three of us on nights in 2 wards", True),
        ("3 weeks", "it takes 3 days", False),
        ("twelve", "We have 8 sources", False),
    ],
)
def test_a_figure_of_the_guides_own_is_not_called_wrong(said: str, text: str, stands: bool) -> None:
    about = key_point("kp", text)
    evidence = Evidence(quote=said, start=0, end=len(said))
    wrong = FigureVerdict(label=FigureLabel.WRONG, said=evidence, expected="14", source=source())
    claimed = Flag(kind=FlagKind.NEW_CLAIM, message="", evidence=evidence)
    found = verdict(judged(about, Label.COVERED), figures=(wrong,), flags=(claimed,))

    assert stands_in(said, [about]) is stands
    assert (check.to_check(found, said) == ()) is stands


def test_words_in_doubt_that_have_the_figures_have_landed() -> None:
    about = key_point("kp", "We went from 7.9 to 8.8 in guest ratings")
    answer = "They went from 7.9 to 8.8, the ratings."
    told = judged(about, Label.UNSURE, answer, answer)
    half = judged(about, Label.UNSURE, "from 7.9", answer)

    assert heard.has_landed(told) and not heard.in_doubt(told)
    assert not heard.has_landed(half) and heard.in_doubt(half)
    assert heard.label_told(told) is Label.PARTLY


def test_a_project_is_no_introduction() -> None:
    pitch = point("I built it").model_copy(update={"title": "Elevator pitch"})
    about = pitch.model_copy(
        update={"source": pitch.source.model_copy(update={"heading_path": ("Project 2: Key log",)})}
    )
    somebody = pitch.model_copy(
        update={"source": pitch.source.model_copy(update={"heading_path": ("Project manager, museum",)})}
    )

    assert project_of(about) == "Project 2: Key log"
    assert project_of(somebody) == project_of(pitch) == ""
    missed = verdict(judged(about.key_points[0], Label.MISSING), value=0.1, flags=(off_topic(),))
    put = question("Pitch me the key log.", "tp", Phase.OPENING)
    found = aim(missed, put, (), answers=["It is good."], point=about)
    assert found is not None and found.target is Target.BACK_TO_QUESTION


def off_topic() -> Flag:
    return Flag(kind=FlagKind.OFF_TOPIC, message="")


def test_what_was_heard_in_part_stays_in_own_words() -> None:
    answer = "If they can't pay we find something cheaper."
    about = point(
        "I never decide for them", "Where they can't pay, I offer the cheaper plan that still helps"
    )
    half = judged(about.key_points[1], Label.PARTLY, answer, answer)
    told = verdict(judged(about.key_points[0], Label.MISSING), half)

    said = [each.text for each in better_answer.better_answer(about, told, answer, question("?", "tp"))]

    assert said == ["I never decide for them.", answer]


def test_what_points_back_stands_behind_what_is_put_in() -> None:
    answer = "I run the desk. I built the log for nine houses. That is what your chain needs, too."
    about = point(
        "I run the desk",
        "Under my hand the log became one that auditors trust",
        "It is what your chain needs",
    )
    told = verdict(
        judged(about.key_points[0], Label.COVERED, "I run the desk", answer),
        judged(about.key_points[1], Label.MISSING),
        judged(about.key_points[2], Label.COVERED, "That is what your chain needs, too", answer),
    )

    said = [each.text for each in better_answer.better_answer(about, told, answer, question("?", "tp"))]

    assert said == [
        "I run the desk.",
        "Under my hand the log became one that auditors trust.",
        "That is what your chain needs, too.",
    ]


def test_what_points_at_a_sentence_left_out_is_said_in_the_guides_words() -> None:
    answer = "I run the desk. My cousin owns nine houses. That is what your chain needs, too."
    about = point("I run the desk", "I sign the log each night", "A steady hand is what your chain needs")
    told = verdict(
        judged(about.key_points[0], Label.COVERED, "I run the desk", answer),
        judged(about.key_points[1], Label.MISSING),
        judged(about.key_points[2], Label.COVERED, "That is what your chain needs, too", answer),
    )

    said = [each.text for each in better_answer.better_answer(about, told, answer, question("?", "tp"))]

    assert said[-1] == "A steady hand is what your chain needs."


def test_an_introduction_opens_with_who_one_is() -> None:
    about = point("I am a nurse, nine years qualified", "I want to build a team of my own")
    weighty = about.key_points[1].model_copy(update={"weight": 1.0})
    told = verdict(
        judged(about.key_points[0].model_copy(update={"weight": 0.9}), Label.MISSING),
        judged(weighty, Label.MISSING),
        value=0.1,
    )
    put = question("Tell me about yourself.", "tp", Phase.OPENING)

    first = change_in(about, told, "Hello.", put).say

    assert first is not None and first.text == "I am a nurse, nine years qualified."


def test_a_quotation_has_the_words_that_tell() -> None:
    answer = "Hm, next time I'd send somebody. But it ended well, we mended the ship in our workshop."
    about = key_point("kp", "The ship was mended in our workshop")

    (shown,) = landed(verdict(judged(about, Label.COVERED, answer, answer)), answer, "en")

    assert "next time" not in shown.text and "mended the ship in our workshop" in shown.text


@pytest.mark.parametrize(
    ("language", "answer", "none"),
    [
        ("en", "Not really, I think you've covered everything.", True),
        ("en", "Not a question about pay, but how big is the team?", False),
        ("en", "I'd like to know who signs.", False),
        ("de", "Nein danke, alles klar.", True),
        ("de", "Mich interessiert, wer unterschreibt.", False),
        ("es", "Por ahora no, gracias.", True),
        ("fr", "Pas pour l'instant, merci.", True),
        ("it", "No, grazie.", True),
        ("nl", "Niet echt, nee.", True),
        ("pt", "Não, obrigado.", True),
        ("zh", "暂时没有。", True),
    ],
)
def test_no_is_no_question(language: str, answer: str, none: bool) -> None:
    assert declines(answer, language) is none


def test_what_begins_links_to_nothing() -> None:
    assert beginning("And we count them every night.", "en") == "We count them every night."
    assert beginning("So habe ich das gelöst.", "de") == "So habe ich das gelöst."


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Tell me about a mistake you made.", None),
        (
            "Fixed areas for fixed drivers, because they know the bells.",
            "Fixed areas for fixed drivers, because they know the bells.",
        ),
        ("Fixed the lock on the same day", "I fixed the lock on the same day."),
        ("Checks: Easy to spot a bad one", "As for checks, easy to spot a bad one."),
    ],
)
def test_what_is_no_deed_and_no_order_is_not_told_as_one(note: str, said: str | None) -> None:
    assert spoken(note, "en") == said


def test_what_has_to_change_is_named_as_a_note() -> None:
    assert noted("As for checks, easy to spot a bad one.", "en") == "Checks: easy to spot a bad one."
    assert noted("Was Kosten angeht: zwei Monate.", "de") == "Kosten: zwei Monate."
