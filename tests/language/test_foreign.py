"""Numbers in words in the languages of the guides."""

from __future__ import annotations

import pytest

from language.figures import Dimension, figures, gives_away, invented
from language.figures.foreign import spelled
from language.figures.units import HOUR, MINUTE, MONTH, YEAR


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
        ("zh", "一千二百万", [12_000_000]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我有五年的工作经验", [(5 * YEAR, Dimension.TIME)]),
        ("两年半做测试", [(2.5 * YEAR, Dimension.TIME)]),
        ("2年半", [(2.5 * YEAR, Dimension.TIME)]),
        ("花了半年", [(YEAR / 2, Dimension.TIME)]),
        ("半个小时", [(HOUR / 2, Dimension.TIME)]),
        ("一年，两个月", [(YEAR, Dimension.TIME), (2 * MONTH, Dimension.TIME)]),
        ("从十二个小时降到四十分钟", [(12 * HOUR, Dimension.TIME), (40 * MINUTE, Dimension.TIME)]),
        ("二十五个人的团队", [(25, Dimension.COUNT)]),
        ("三百万用户和一万五千条数据", [(3e6, Dimension.COUNT), (15e3, Dimension.COUNT)]),
        ("百分之三十，八成", [(30, Dimension.RATIO), (80, Dimension.RATIO)]),
        ("快了三点五倍", [(3.5, Dimension.FACTOR)]),
        ("预算一千二百万元", [(12e6, Dimension.MONEY)]),
        ("2018年加入", [(20180101, Dimension.DATE)]),
    ],
)
def test_chinese_numbers_count_with_what_they_measure(
    text: str, expected: list[tuple[float, Dimension]]
) -> None:
    assert [(pytest.approx(figure.low), figure.dimension) for figure in figures(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "十分重要",
        "千万不要",
        "万一出错",
        "一般来说",
        "一个想法",
        "第三年",
        "星期三",
        "几年",
        "三四年",
        "十几个人",
        "其中一位",
        "唯一",
    ],
)
def test_chinese_signs_that_say_no_number_are_none(text: str) -> None:
    assert figures(text) == ()
