"""What says that one does not know, and what only tells that somebody or something says so."""

from __future__ import annotations

import pytest

from language.hesitating import knows_not


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "I don't know, somewhere between two and three", True),
        ("en", "Well, no idea, but the pump was new", True),
        ("en", "idk, I'd ask the fitter", True),
        ("en", "It said I don't know, to him of all people", False),
        ("en", "The assistant may say 'I don't know'", False),
        ("en", "They put a form behind the I don't know", False),
        ("de", "Keine Ahnung, vielleicht drei", True),
        ("de", "Er sagte: keine Ahnung", False),
        ("de", "Der Automat antwortet mit „weiß ich nicht“", False),
        ("es", "No sé, unas tres semanas", True),
        ("es", "La máquina dice «no sé» y avisa", False),
        ("fr", "Je ne sais pas, trois semaines", True),
        ("fr", "Elle a dit « je ne sais pas » au patient", False),
    ],
)
def test_who_says_that_somebody_does_not_know_may_know_it(language: str, said: str, expected: bool) -> None:
    assert knows_not(said, language) is expected
