"""Numbers in Chinese signs: counted with a measure word, in hundredths, in tenths, halves of a unit.

A sign alone is no number ("一般", "十分重要", "千万不要"): what counts has its measure word behind it.
"""

from __future__ import annotations

import re

from language.figures import foreign
from language.patterns import regex

_HAS_SIGNS = regex("[一二两三四五六七八九十百千万亿半]")
_ONES, _SCALES = "[二两三四五六七八九]", "[十百千万亿]"
_NUMBER = f"(?:(?:零?(?:一|{_ONES})?{_SCALES})+(?:零?(?:一|{_ONES}))?|{_ONES})(?:点[零一{_ONES[1:]}+)?"
# Ten thousands are counted without a measure word, too: "三百万用户". "千万" and "万一" say something else.
_MANY = f"(?:一|{_ONES})(?:零|一|{_ONES}|{_SCALES})*[万亿](?![一分])"
_MEASURES = (
    "年|个(?:半)?(?:月|小时|星期|季度)|小时|分钟|秒|毫秒|天|周|星期|元|块钱?|米|倍|个|人|名|位|次|台|家|条|项|份|种|支|层|门|篇"
    "|张|件|本|封|节|行|页|组|批|套|款|座|所|辆|棵|只|字|多(?:年|个|人|名|位|次|台|家|万|亿)"
)
# "第三年" is which year it was, "星期三" a day, "十几年" and "三四年" are about so many.
_BEFORE = r"(?<![第几数零点一二两三四五六七八九十百千万亿])(?<!星期)(?<!礼拜)(?<![每本上下这]周)"
_ONE = "一(?=年(?!级|度|一)|个(?:月|小时|星期|季度)|小时|分钟|周(?!年))"
_NO_TENTHS = "为立功本员果长就熟都交分绩人年语千百"
_UNITS = {"年": "年", "月": "个月", "个月": "个月", "小时": "小时", "天": "天", "星期": "周", "周": "周"}
PATTERN = (
    rf"(?P<signs_percent>百分之(?:{_NUMBER}|一|\d+(?:\.\d+)?))"
    rf"|(?P<signs_tenths>{_BEFORE}{_ONES}成(?![{_NO_TENTHS}]))"
    r"|(?P<signs_half>(?<![一二两三四五六七八九十\d年月天])半个?(?:年(?!级)|月|小时|天|星期))"
    rf"|(?P<signs>{_BEFORE}(?:{_NUMBER}(?=\s?(?:{_MEASURES}))|{_MANY}|{_ONE}))"
)
"""What a scanner looks for where `has_signs`."""


def has_signs(text: str) -> bool:
    """Whether there is anything in `text` that `PATTERN` might find."""
    return _HAS_SIGNS.search(text) is not None


def value_of(written: str) -> float:
    """The value of what `PATTERN` finds as `signs`: 25 of "二十五"."""
    whole, _, after = written.partition("点")
    digits = "".join(str(int(foreign.in_words("zh", sign))) for sign in after)
    return foreign.in_words("zh", whole) + (float(f"0.{digits}") if digits else 0.0)


def percent_of(kind: str, written: str) -> float:
    """How many hundredths "百分之三十" and "八成" are."""
    if kind == "signs_tenths":
        return 10.0 * value_of(written[0])
    said = written.removeprefix("百分之")
    return float(said) if said[0].isdigit() else value_of(said)


def half_of(written: str) -> str:
    """The unit that "半年" and "半个小时" are half of."""
    return _UNITS[re.sub("^半个?", "", written)]
