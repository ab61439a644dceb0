"""How the titles of notes become questions."""

from __future__ import annotations

import pytest

from language.asking import Form, asked, without_label


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


@pytest.mark.parametrize(
    ("title", "language", "question"),
    [
        ("Allergens - how do you handle?", "en", "Allergens: how do you handle?"),
        ("Allergene – wie gehst du vor?", "de", "Allergene: wie gehst du vor?"),
        ("Alérgenos - ¿cómo los gestionas?", "es", "Alérgenos: ¿cómo los gestionas?"),
        (
            "So, tell me about yourself. You've got a minute.",
            "en",
            "Tell me about yourself. You've got a minute.",
        ),
        ("Also, warum wir?", "de", "Warum wir?"),
        ("Bueno, ¿por qué nosotros?", "es", "¿Por qué nosotros?"),
        ("¿qué harías con el bufé?", "es", "¿Qué harías con el bufé?"),
        ("When I was wrong", "en", "Tell me about a time when you were wrong."),
        ("time you dealt with a rude guest", "en", "Tell me about a time you dealt with a rude guest."),
        ("Une fois où vous avez échoué", "fr", "Parlez-moi d'une fois où vous avez échoué."),
        ("Eine Situation, in der Sie irrten", "de", "Beschreiben Sie eine Situation, in der Sie irrten."),
        ("Vendez-moi ce stylo.", "fr", "Vendez-moi ce stylo."),
        ("Verkaufen Sie mir diesen Stift", "de", "Verkaufen Sie mir diesen Stift."),
        ("Véndeme este bolígrafo", "es", "Véndeme este bolígrafo."),
        ("whats your experience with cats", "en", "What's your experience with cats?"),
        ("Explain Raft", "en", "Explain Raft."),
    ],
)
def test_what_is_asked_for_keeps_its_subject_and_loses_what_leads_to_it(
    title: str, language: str, question: str
) -> None:
    assert asked(title, language).text == question


def test_two_names_ask_nothing() -> None:
    assert asked("Trade-offs - REST vs GraphQL", "en").form is Form.TOPIC
    assert asked("Best practices", "en").form is Form.TOPIC


def test_french_keeps_the_space_before_its_mark() -> None:
    assert asked("Pourquoi nous ??", "fr").text == "Pourquoi nous ?"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("B. A campanha da gripe", "A campanha da gripe"),
        ("b) the boiler", "the boiler"),
        ("A: wrong weight", "wrong weight"),
        ("E. coli in the kitchen", "E. coli in the kitchen"),
        ("C: pointers", "C: pointers"),
    ],
)
def test_a_letter_that_counts_off_is_a_label(title: str, bare: str) -> None:
    assert without_label(title) == bare


@pytest.mark.parametrize(
    ("title", "language", "question"),
    [
        ("Why Iceberg and not Delta?", "en", "Why Iceberg and not Delta?"),
        ("Why Kafka over Pulsar?", "en", "Why Kafka over Pulsar?"),
        ("When Kafka, when Rabbit?", "en", "When Kafka, when Rabbit?"),
        ("Pourquoi Kafka et pas Pulsar ?", "fr", "Pourquoi Kafka et pas Pulsar ?"),
        ("Why Did You Leave And Not Stay?", "en", "Why did you leave and not stay?"),
        ("Why Teaching And Not Nursing?", "en", "Why teaching and not nursing?"),
        # Not looked at before the rule was there.
        ("Why Postgres rather than Oracle?", "en", "Why Postgres rather than Oracle?"),
        ("Why Angular instead of React?", "en", "Why Angular instead of React?"),
        ("Why Flink but not Spark?", "en", "Why Flink but not Spark?"),
        ("Why Berlin and not Munich?", "en", "Why Berlin and not Munich?"),
        ("Why Dagster versus Airflow?", "en", "Why Dagster versus Airflow?"),
        ("¿Por qué Kafka y no Pulsar?", "es", "¿Por qué Kafka y no Pulsar?"),
        ("Perché Kafka e non Pulsar?", "it", "Perché Kafka e non Pulsar?"),
        ("Waarom Kafka en niet Pulsar?", "nl", "Waarom Kafka en niet Pulsar?"),
        ("Por que Kafka e não Pulsar?", "pt", "Por que Kafka e não Pulsar?"),
        ("Why Nursing Over Medicine?", "en", "Why nursing over medicine?"),
        ("Why Remote Work Instead Of The Office?", "en", "Why remote work instead of the office?"),
    ],
)
def test_what_is_compared_keeps_its_names_where_a_sentence_is_written(
    title: str, language: str, question: str
) -> None:
    assert asked(title, language).text == question
