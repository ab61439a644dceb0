"""Numbers in words in the languages of the guides."""

from __future__ import annotations

import pytest

from language.figures import gives_away, invented
from language.figures.foreign import spelled


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "zwanzigtausend Euro, fünfundvierzig Leute und dreihundertzwölf Akten", [20000, 45, 312]),
        ("de", "eine Frage, ein Team", []),
        ("de", "drei vier fünf", [3, 4, 5]),
        ("de", "vierundzwanzig, hunderteins, zwo, null, zweieinhalb", [24, 101, 2, 0, 2.5]),
        ("es", "treinta y cinco personas, catorce días, dos mil euros", [35, 14, 2000]),
        ("fr", "quatre-vingt-dix, soixante-dix, vingt et un, deux cents", [90, 70, 21, 200]),
        ("fr", "dix pour cent", [10]),
        ("fr", "dix-sept, quatre vingt dix, un million quatre-vingt mille", [17, 90, 1_080_000]),
        ("pt", "quarenta e cinco de dois mil e duzentos", [45, 2200]),
        ("it", "ventuno, quarantacinque, duemila trecento", [21, 45, 2300]),
        ("it", "ventitré, this tree of events", [23]),
        ("nl", "vierentwintig, één miljoen", [24, 1_000_000]),
        ("nl", "vijfenveertig mensen, tweehonderd euro", [45, 200]),
        ("zh", "我们预热四十个页面,二百四十,一个,三万五千", [40, 240, 35000]),
        ("zh", "一百零五,一万零五百", [105, 10500]),
        ("en", "forty", []),
    ],
)
def test_numbers_in_words_have_their_values(language: str, text: str, values: list[float]) -> None:
    assert [number.value for number in spelled(text, language)] == values


def test_words_and_digits_of_another_language_are_the_same_number() -> None:
    assert invented("Wir gaben zwanzigtausend Euro aus", "20.000 Euro", "de") == ()
    assert invented("Wir gaben dreißigtausend Euro aus", "20.000 Euro", "de") == ("dreißigtausend",)


def test_a_number_of_the_secret_is_given_away_in_words_too() -> None:
    assert gives_away("Was it forty pages?", "We warmed 40 pages", "") == ("forty",)
    assert gives_away("Was it forty pages?", "We warmed 40 pages", "Some 40 of them") == ()
