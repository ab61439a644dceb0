"""No follow-up asks for the same twice in other words, and and a bare no has its own way in."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import cues
from agents.follow_up_prober.by_question import is_of_a_mistake
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.plain import plain_asks
from agents.follow_up_prober.said import Said
from agents.follow_up_prober.senses import LAST_TIME, asks_for
from agents.follow_up_prober.topics import topic_of
from agents.follow_up_prober.wording import Choice
from agents.sayings import SPOKEN, options
from app.session.hearing import only_asks
from domain.interview import Phase
from language.hesitating import hesitates
from tests.support.talking import key_point

MISTAKE = {
    "en": "What is the worst mistake you've made?",
    "de": "Was war Ihr größter Fehler?",
    "es": "Hábleme de un error que haya cometido.",
    "fr": "Quelle a été votre plus grosse erreur ?",
    "it": "Qual è stato il Suo errore più grande?",
    "nl": "Wat was uw grootste fout?",
    "pt": "Qual foi o seu maior erro?",
    "zh": "您最大的失误是什么？",
}
ASSURING = {
    "en": "How do you make sure that nobody falls?",
    "de": "Wie stellen Sie sicher, dass niemand stürzt?",
    "es": "¿Cómo se asegura de que nadie se caiga?",
    "fr": "Comment vous assurez-vous que personne ne tombe ?",
    "it": "Come si assicura che nessuno cada?",
    "nl": "Hoe zorgt u ervoor dat niemand valt?",
    "pt": "Como você garante que ninguém caia?",
    "zh": "您怎么确保没有人摔倒？",
}
NO = {
    "en": "Not really, no.",
    "de": "Ja, also, nee.",
    "es": "Pues no, la verdad.",
    "fr": "Ben, euh, non.",
    "it": "No, direi di no.",
    "nl": "Nee, eigenlijk niet.",
    "pt": "Pois, não, não.",
    "zh": "没有。",
}


def said(question: str, language: str, *earlier: str, phase: Phase = Phase.TECHNICAL) -> Said:
    choice = Choice(earlier, (), 1, language)
    return Said(question, "So.", language, phase, True, choice, 1, earlier=earlier)


@pytest.mark.parametrize("language", SPOKEN)
def test_what_was_asked_in_other_words_is_not_new(language: str) -> None:
    quoting = options("follow_up_prober", language, "beside.within_then")[1].format(quote="x")
    choice = Choice([quoting], (), 1, language)

    assert not any(map(choice.is_new, options("follow_up_prober", language, "plain.hardest")))
    assert all(map(choice.is_new, options("follow_up_prober", language, "ask.outcome")))
    ended = Choice([options("follow_up_prober", language, "ask.outcome")[0]], (), 1, language)
    assert not any(map(ended.is_new, options("follow_up_prober", language, "ask.outcome")))


@pytest.mark.parametrize("language", SPOKEN)
def test_what_makes_sure_of_something_has_no_last_time(language: str) -> None:
    asked = said(ASSURING[language], language)

    assert asked.is_assuring
    assert not any(asks_for(LAST_TIME, each, language) for each in plain_asks(asked))
    assert not any(asks_for(LAST_TIME, each, language) for each in asked.options("unsure_deed"))


@pytest.mark.parametrize("language", SPOKEN)
def test_of_a_mistake_nobody_asks_what_was_hardest(language: str) -> None:
    assert is_of_a_mistake(MISTAKE[language], language)
    asked = plain_asks(said(MISTAKE[language], language, phase=Phase.STORY))
    assert not set(asked) & set(options("follow_up_prober", language, "plain.hardest"))


@pytest.mark.parametrize(
    "question", ["What is the most common failure of a pump?", "How do you teach others to avoid mistakes?"]
)
def test_a_failure_of_something_else_is_no_mistake_of_ones_own(question: str) -> None:
    assert not is_of_a_mistake(question, "en")


@pytest.mark.parametrize("language", SPOKEN)
def test_a_no_and_nothing_else_is_heard(language: str) -> None:
    assert listen([NO[language]], language).says_no


def test_a_no_that_tells_something_is_an_answer() -> None:
    assert not listen(["No, we dropped it in May."], "en").says_no
    assert cues.pattern("en", "whether_any").search("Is there anything on your CV you'd like to explain?")


def test_the_label_of_a_lesson_is_no_heading_to_ask_about() -> None:
    learnt = key_point("kp1", "Learned: weigh the gate before you draw it")

    assert topic_of(learnt, "Tell me about a gate.", "I weigh the gate.", "en") == ""


def test_a_word_that_was_begun_again_is_a_hesitation() -> None:
    assert hesitates("I'd, I'd cut along what changes", "en")
    assert not hesitates("I'd cut along what changes", "en")


def test_an_answer_that_is_not_sure_of_itself_asks_nothing() -> None:
    assert not only_asks("Because you can't do it all at once?")
    assert only_asks("My whole CV, or just this job?")
