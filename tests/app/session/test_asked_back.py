"""Who asks back is answered from the question's own words, and nothing of it is scored."""

from __future__ import annotations

from pathlib import Path

import pytest

import tests.conversation
from agents.interviewer.agent import reply
from agents.sayings import SPOKEN, options
from app.session.hearing import asks_back, hear
from domain.interview import MessageKind
from evals.intentions.measure import messages
from language.tables import read_yaml
from tests.app.session.test_conversation import Scripted
from tests.app.session.test_hearing import kinds, talked
from tests.support.interviews import a_point

CASES = read_yaml(Path(tests.conversation.__file__).with_name("asked_back.yaml"))


def listed(kind: str) -> list[tuple[str, str, str]]:
    return [
        (language, *case.split(" | "))
        for part in ("seen", "unseen")
        for language in SPOKEN
        for case in CASES[kind][part][language]
    ]


@pytest.mark.parametrize(("language", "asked", "said"), listed("back"))
def test_a_question_back_is_none_of_the_answers(language: str, asked: str, said: str) -> None:
    found = hear(said, asked=asked, language=language)
    assert asks_back(said, asked=asked, language=language) or (found is not None and found.sure)


@pytest.mark.parametrize(("language", "asked", "said"), listed("answers"))
def test_an_answer_that_holds_a_question_is_an_answer(language: str, asked: str, said: str) -> None:
    assert not asks_back(said, asked=asked, language=language)


def test_no_answer_of_those_with_words_of_requests_asks_back() -> None:
    answers = [each for each in messages() if each.wish is None]
    assert len(answers) >= 200
    assert not [each.said for each in answers if asks_back(each.said, asked="", language=each.language)]


@pytest.mark.parametrize("language", SPOKEN)
def test_which_of_two_is_the_candidates_choice_and_what_was_meant_is_confirmed(language: str) -> None:
    which, meant = {
        "en": ("for which of the two?", "do you mean why the queue?"),
        "de": ("Für welche von beiden?", "Meinen Sie the queue?"),
        "es": ("¿para cuál de los dos?", "¿se refiere a the queue?"),
        "fr": ("pour lequel des deux ?", "vous voulez dire the queue ?"),
        "it": ("per quale dei due?", "intende the queue?"),
        "pt": ("para qual dos dois?", "quer dizer the queue?"),
        "nl": ("voor welke van de twee?", "bedoelt u the queue?"),
        "zh": ("是哪一个？", "您是说the queue吗？"),
    }[language]
    asked = "Why the queue?"

    def said_to(words: str) -> str:
        point = a_point("The queue", line=1)
        return reply(MessageKind.CLARIFY, asked, "", point, language=language, seed=1, words=words)

    assert said_to(which) in [
        each.format(asked=asked) for each in options("interviewer", language, "asked_back.either")
    ]
    assert said_to(meant) in [
        each.format(asked=asked) for each in options("interviewer", language, "asked_back.yes")
    ]
    assert said_to("") not in (said_to(which), said_to(meant))


async def test_from_a_pipe_it_is_answered_and_not_scored(tmp_path: Path) -> None:
    turns, shown = await talked(tmp_path, Scripted(["for which of the two?", "quit"]))

    assert kinds(turns) == [MessageKind.CLARIFY, MessageKind.STOP]
    assert turns[0].verdict is None
    assert "Whichever you can tell more about" in shown
