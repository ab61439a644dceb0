"""How the titles of notes become questions."""

from __future__ import annotations

import pytest

from language.asking import Form, asked


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Prices - how do u set them", "Prices: how do you set them?"),
        ("Growth?? / how would you find customers", "How would you find customers?"),
        ("Leadership — tell me about a time you led", "Tell me about a time you led."),
        ("Mistake you made ???", "Tell me about a mistake you made."),
        ("worst day", "Tell me about your worst day."),
        ("a guest is drunk what do you do // safety", "A guest is drunk: what do you do?"),
    ],
)
def test_a_note_becomes_its_question(title: str, question: str) -> None:
    assert asked(title, "en").text == question


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("How do you build CI/CD - and why?", "How do you build CI/CD - and why?"),
        ("When a guest is drunk what do you do?", "When a guest is drunk what do you do?"),
        ("C / C++: what is the difference?", "C / C++: what is the difference?"),
        ("Tell me about yourself - two minutes", "Tell me about yourself - two minutes."),
    ],
)
def test_a_question_stays_as_it_is(title: str, question: str) -> None:
    assert asked(title, "en").text == question


def test_two_names_ask_nothing() -> None:
    assert asked("Trade-offs - REST vs GraphQL", "en").form is Form.TOPIC
    assert asked("Best practices", "en").form is Form.TOPIC


def test_french_keeps_the_space_before_its_mark() -> None:
    assert asked("Pourquoi nous ??", "fr").text == "Pourquoi nous ?"
