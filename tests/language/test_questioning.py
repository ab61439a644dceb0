"""Whether words ask, of what, and in which language."""

from __future__ import annotations

import pytest

from language.questioning import asks, is_in, is_like, is_whole, names, praises, subject


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Why Kafka?"),
        ("en", "Walk me through the choice of Kafka."),
        ("en", "In that case, tell me about the cache."),
        ("de", "Erzählen Sie mir von der Migration."),
        ("es", "Cuénteme cómo prepara el cierre."),
        ("fr", "Expliquez-moi ce choix."),
        ("pt", "Conte-me como prepara o fecho."),
        ("it", "Mi racconti come prepara la chiusura."),
        ("nl", "Vertel eens over de migratie."),
        ("zh", "请说说缓存。"),
    ],
)
def test_what_asks(language: str, text: str) -> None:
    assert asks(text, language)
    assert is_in(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "mock-question"),
        ("en", "You chose Kafka for the order events."),
        ("en", "Tell me about yourself, in about a minute,"),
        ("en", "Is there another number"),
        ("de", "Sie stellen sicher, dass es läuft."),
        ("zh", "缓存很快。"),
    ],
)
def test_what_does_not(language: str, text: str) -> None:
    assert not asks(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "¿Cuántos años?"),
        ("en", "Wie heißen Sie?"),
        ("fr", "Why React for the portail des assurés?"),
        ("de", "How do you make sure that a migration runs without an outage?"),
        ("zh", "What happened when the cache expired?"),
        ("en", "缓存失效的时候会怎么样?"),
    ],
)
def test_another_language_is_told_in_a_few_words(language: str, text: str) -> None:
    assert not is_in(text, language)


def test_english_terms_do_not_make_a_german_question_english() -> None:
    assert is_in("Warum Kafka für Event Sourcing?", "de")


def test_the_subject_is_what_no_other_question_has() -> None:
    assert subject("Why did you choose Kafka?", "en") == {"kafka"}
    assert subject("And how did it end, what came of it?", "en") == frozenset()
    assert subject("Warum haben Sie sich für Kafka entschieden?", "de") == {"kafka"}


def test_names_are_what_is_written_large_and_german_nouns_are_none() -> None:
    assert names("Why did you choose Kafka and SAP?", "en") == {"kafka", "sap"}
    assert names("Wie kam die Migration in SAP an?", "de") == {"sap"}


def test_praise_is_heard_unless_the_candidate_said_the_word() -> None:
    assert praises("Great answer! And then?", "", "en")
    assert praises("Sehr gut. Und dann?", "", "de")
    assert not praises("What made the great leap possible?", "It was a great leap.", "en")


def test_nearly_the_same_words_are_the_same_question() -> None:
    assert is_like("How did you get both to the table?", "How did you get both of them to the table?", "en")
    assert not is_like("Why did you choose Kafka?", "Why did you choose Postgres over Mongo?", "en")


def test_what_breaks_off_is_not_whole() -> None:
    assert is_whole("It ran.”") and not is_whole("Why did you choose Kafka for the")
