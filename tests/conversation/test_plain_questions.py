"""A follow-up that names no topic is short, fits what was asked, and asks nothing that was told."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.aims import Aim
from agents.follow_up_prober.kinds import Kind, kind_of
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.plain import Shape, plain_asks, plainly, shape_of
from agents.follow_up_prober.policy import MARKS, Target
from agents.follow_up_prober.wording import unquoted
from agents.sayings import SPOKEN, options, wordings
from domain.guide import TalkingPoint
from domain.interview import FollowUp, Phase
from domain.verdict import Band, Flag, FlagKind, KeyPointVerdict, Label, Provenance, Score, Verdict
from language.sentences import count_words
from tests.evaluating.material import talking_point
from tests.support.probing import said
from tests.support.talking import question

_MOST_WORDS = 18
USUAL = {
    "en": "How do you open a locked door?",
    "de": "Wie öffnen Sie eine verschlossene Tür?",
    "es": "¿Cómo abre usted una puerta cerrada?",
    "fr": "Comment ouvrez-vous une porte fermée ?",
    "it": "Come apre una porta chiusa?",
    "nl": "Hoe opent u een deur die op slot zit?",
    "pt": "Como você abre uma porta trancada?",
    "zh": "您怎么打开一扇锁着的门？",
}
TOLD = {
    "en": "Knock twice, wait quietly, turn the handle slowly, then the master key from the locker.",
    "de": "Zweimal klopfen, warten, langsam die Klinke drücken, dann der Hauptschlüssel aus dem Schrank.",
    "es": "Llamar dos veces, esperar, girar despacio el pomo, luego la llave maestra del armario.",
    "fr": "Frapper deux fois, attendre, tourner doucement la poignée, puis le passe dans l'armoire.",
    "it": "Bussare due volte, aspettare, girare piano la maniglia, poi la chiave maestra dell'armadio.",
    "nl": "Tweemaal kloppen, wachten, langzaam aan de klink draaien, dan de loper uit het kastje.",
    "pt": "Bater duas vezes, esperar, girar devagar a maçaneta, depois a chave mestra do armário.",
    "zh": "先敲门两次，等待回应，慢慢转动把手，再去柜子拿万能钥匙。",
}
WEAKNESS = {
    "en": "What would your last manager complain about?",
    "de": "Was ist Ihr größtes Entwicklungsfeld?",
    "es": "¿Qué le criticaría su jefa, qué punto de mejora tiene?",
    "fr": "Qu'est-ce que votre responsable vous reprocherait ?",
    "it": "Di che cosa si lamenterebbe il suo capo?",
    "nl": "Wat is uw belangrijkste ontwikkelpunt?",
    "pt": "Do que a sua chefe reclamaria?",
    "zh": "您的上司会抱怨您什么？",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_a_plain_question_is_short_and_quotes_nothing(language: str) -> None:
    found = [
        each
        for key, asks in wordings("follow_up_prober", language).items()
        if key.startswith("plain.")
        for each in asks
    ]

    assert len(found) == 50
    assert all("{" not in each and count_words(each) <= _MOST_WORDS for each in found)
    assert all(each.endswith(("?", "？")) for each in found)


@pytest.mark.parametrize("language", SPOKEN)
def test_of_what_is_usually_done_the_last_time_is_asked_for_first(language: str) -> None:
    asked = said(USUAL[language], TOLD[language], language)

    assert shape_of(asked) is Shape.USUAL
    assert plainly(asked) in options("follow_up_prober", language, "plain.last_time")


@pytest.mark.parametrize("language", SPOKEN)
def test_of_what_was_only_named_it_is_asked_how_it_goes(language: str) -> None:
    assert plainly(said(USUAL[language], language=language)) in options(
        "follow_up_prober", language, "plain.how"
    )


@pytest.mark.parametrize(
    ("question", "phase", "shape"),
    [
        ("When would you not use a ladder?", Phase.TECHNICAL, Shape.OTHER),
        ("Tell me about a mistake.", Phase.STORY, Shape.STORY),
        ("Describe a time when you were wrong.", Phase.TECHNICAL, Shape.STORY),
        ("What would you do in your first month?", Phase.TECHNICAL, Shape.PLAN),
        ("How did you move the archive?", Phase.TECHNICAL, Shape.DEED),
        ("What does trust mean on a ward?", Phase.TECHNICAL, Shape.OTHER),
    ],
)
def test_what_is_asked_fits_the_question(question: str, phase: Phase, shape: Shape) -> None:
    assert shape_of(said(question, phase=phase)) is shape


def test_what_was_told_is_not_asked_for() -> None:
    told = said(
        USUAL["en"], "I opened one last week. If the hook is no good, I pick it, because it is cheap."
    )

    asks = {ask for probe in range(4) for ask in plain_asks(told)}

    assert asks == set(options("follow_up_prober", "en", "plain.how_known"))


def test_neither_this_question_nor_the_last_ones_had_it() -> None:
    first, other = options("follow_up_prober", "en", "plain.last_time")

    assert other not in plain_asks(said(USUAL["en"], earlier=(first,)))
    assert first not in plain_asks(said(USUAL["en"], recent=(other,)))


def test_the_kind_that_is_missing_is_led_to() -> None:
    asks = plain_asks(said(USUAL["en"]), aim=Aim.FAILURE)

    assert asks == list(options("follow_up_prober", "en", "plain.if_not"))


def test_a_story_without_its_end_is_asked_for_it() -> None:
    asked = said("Tell me about a time you failed.", "The pump broke, and I dug it out.", phase=Phase.STORY)

    assert plain_asks(asked) == list(options("follow_up_prober", "en", "ask.outcome"))


@pytest.mark.parametrize("language", SPOKEN)
def test_a_development_area_and_what_a_boss_would_complain_about_are_weaknesses(language: str) -> None:
    assert kind_of(WEAKNESS[language], language) is Kind.WEAKNESS


def test_a_quotation_is_left_out_and_the_question_kept() -> None:
    assert unquoted("“{quote}”: who finds out, and how soon?") == "Who finds out, and how soon?"
    assert unquoted("Ha dicho «{quote}». ¿por qué?") == "¿Por qué?"
    assert unquoted("Why?") == "Why?"


def test_what_is_a_colleagues_stays_so_for_he_and_before_that_is_hers() -> None:
    of_his = listen(["The bread I do. The timing is my colleague's, he cuts it short."], "en").aside
    of_hers = listen(["A máquina mede o açúcar, isso é com a minha colega."], "pt").aside

    assert "he cuts it short" in of_his and "The bread I do" not in of_his
    assert "A máquina mede o açúcar" in of_hers


def test_another_questions_answer_is_led_back_whatever_its_score_and_once() -> None:
    point = talking_point("I count visitors at the door", title="Who comes in?")
    flag = Flag(kind=FlagKind.OTHER_ANSWER, message="This answers another question.")
    told = verdict(0.7, point, flag)
    before = FollowUp(
        text="Who comes in?",
        aim=MARKS[Target.BACK_TO_QUESTION],
        why="",
        sources=(point.source,),
        provenance=Provenance(agent="follow_up_prober"),
    )

    first = aim(told, question("Who comes in?", point.id), (), answers=["The keys hang there."], point=point)
    again = aim(
        told, question("Who comes in?", point.id), [before], answers=["The keys.", "So."], point=point
    )

    assert first is not None and first.target is Target.BACK_TO_QUESTION
    assert again is None or again.target is not Target.BACK_TO_QUESTION


def verdict(score: float, point: TalkingPoint, flag: Flag) -> Verdict:
    return Verdict(
        outcome=Score(value=score, low=score, high=score, band=Band.of(score)),
        key_points=tuple(
            KeyPointVerdict(key_point=each, label=Label.COVERED, credit=1.0) for each in point.key_points
        ),
        flags=(flag,),
        provenance=Provenance(agent="evaluator"),
    )
