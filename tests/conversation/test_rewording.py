import itertools
import re

import pytest

from agents.interviewer.rewording import reworded

QUESTIONS = (
    "How did you make the nightly job faster?",
    "How would you scale this pipeline?",
    "What is a watermark?",
    "Why did you leave batch behind?",
    "Tell me about a time you disagreed with a colleague.",
    "Have you used Kubernetes?",
    "You have never led a team. What do you say to that?",
)


def content(text: str) -> set[str]:
    return set(re.findall(r"\w{5,}", text.casefold())) - {"would", "could"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_first_time_it_is_asked_as_it_stands(question: str) -> None:
    assert reworded(question, 0, 7) == question


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_is_put_in_other_words_each_time_and_asks_for_the_same(question: str) -> None:
    asked = [reworded(question, times, 7) for times in range(6)]

    assert all(one != other for one, other in itertools.pairwise(asked))
    assert all(content(question) <= content(text) for text in asked)


def test_the_same_time_has_the_same_words() -> None:
    assert reworded(QUESTIONS[0], 3, 7) == reworded(QUESTIONS[0], 3, 7)


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("How would you scale this pipeline?", "Take me through how you would scale this pipeline."),
        ("Why did you leave batch behind?", "What made you leave batch behind?"),
        ("How do you handle late data?", "Take me through how you handle late data."),
    ],
)
def test_a_question_is_turned_around_where_its_form_allows(question: str, turned: str) -> None:
    assert turned in {reworded(question, times, 7) for times in range(12)}


def test_two_sentences_are_not_turned_around_by_the_first() -> None:
    question = "How do you test it? And who reads the result?"

    assert all(question in reworded(question, times, 7) for times in range(8))
