"""What is read aloud has words for its signs: voices are silent where they do not know them."""

from __future__ import annotations

from pathlib import Path

import pytest

from voice.signs import sayable

ROOT = Path(__file__).resolve().parents[2]
SAID = [
    ("en", "Was it < 5 % or ≥ 5 %?", "Was it less than 5 % or at least 5 %?"),
    ("en", "from 47 → 31 minutes, p95 <=200 ms", "from 47 to 31 minutes, p95 at most 200 ms"),
    ("en", "3-5 people, ~$40, a 12-hour shift", "3-5 people, about $40, a 12-hour shift"),
    ("en", "in room 12 500 people", "in room 12 500 people"),
    ("fr", "La marge est de -5 %.", "La marge est de moins 5 %."),
    ("fr", "12\u202f500 € ou 1 000 000 €", "12500 € ou 1000000 €"),
    ("es", "un margen de −5 % (-3 % antes)", "un margen de menos 5 % (menos 3 % antes)"),
    ("de", "ein p95 von ≤ 200 ms", "ein p95 von höchstens 200 ms"),
    ("pt", "de 40 -> 31", "de 40 para 31"),
    ("en", "List<String> -> Map, a -> b", "List<String> -> Map, a -> b"),
    ("ko", "< 5 %", "< 5 %"),
]


def test_every_language_of_a_session_has_them() -> None:
    languages = {path.stem for path in (ROOT / "app" / "display" / "labels").glob("*.yaml")}

    assert languages
    assert all(sayable("< 5", language) != "< 5" for language in languages)


@pytest.mark.parametrize(("language", "text", "said"), SAID)
def test_signs_at_figures_are_words_and_thousands_one_number(language: str, text: str, said: str) -> None:
    assert " ".join(sayable(text, language).split()) == said
