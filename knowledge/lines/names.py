"""Titles without what stands around what they say: a number, a name like "Scenario 2:", a time."""

from __future__ import annotations

import re
from itertools import chain

from knowledge.inline import clean
from language.words import COUNTING, NUMBERS

_LEADING_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){2,4}[.)]?\s+|\d{1,2}\.\d{1,2}\s+(?=[A-ZÀ-Þ¿¡\"“„«])|\d{1,2}\.[a-e][.)]?\s+(?=\W|[A-Z¿¡])|[#№]?\s*\d{1,3}(?:\.\d{1,2})?\s*(?:[.)、:：](?!\d)|[\-–—](?!\w))\s*|[#№]\s*\d{1,3}\s+|[一二三四五六七八九十]+、|\(\d{1,3}\)\s*)"
)
_LEADING_NAME = re.compile(
    r"^(?:(?:practi[cs]e )?use case|practi[cs]e (?:case|task|problem)|[uü]bung|pr[aá]ctica"
    r"|esercitazione|oefening|练习|練習"
    r"|talking point|deep dive|key question|punto clave|kernfrage"
    r"|story|area|gap|weakness|concern|objection|scenario|challenge|problem|exercise"
    r"|example|case|design scenario|design question|review exercise|code review|starr? story|starr?|prompt"
    r"|task|historia|debilidad|escenario|reto|caso|fraqueza|cen[aá]rio|desaf[ií]o|história|故事|场景|情景|挑战|案例"
    r"|geschichte|schw[aä]che|szenario|beispiel|fall|aufgabe|histoire|faiblesse|sc[eé]nario|cas|exercice"
    r"|scenario|esercizio|storia|verhaal|geval|opdracht|ejercicio|exerc[ií]cio|tarea|tarefa"
    r"|(?:situation|situaci[oó]n|situa[cç][aã]o|situazione|situatie|情况)(?=\s*\d))"
    r"\s*(?:[#№]?\s*\d{1,3}|[A-Z]|[一二三四五六七八九十]+"
    rf"|{'|'.join(sorted({*COUNTING, *chain(*NUMBERS.values())}, reverse=True))}"
    r")?(?:\s*[:：]\s*|\s*[.\-–—]\s+)",
    re.IGNORECASE,
)
# `Evidence Story 1 — …`, `Ejemplo real 2: …`, `真实案例二：…`: a kind with a word beside it, and its number.
_COUNTED_KIND = re.compile(
    r"^(?:(?:[^\W\d_]{1,20} ){0,2}(?:story|example|case|anecdote)"
    r"|(?:[^\W\d_]{1,20} ){0,2}[^\W\d_]{0,14}(?:beispiel|geschichte|verhaal|voorbeeld)"
    r"|(?:historia|ejemplo|caso|an[eé]cdota|hist[oó]ria|exemplo|histoire|exemple|cas|storia|esempio)"
    r"(?: [^\W\d_]{1,20}){0,2}"
    r"|[^\W\d_]{0,6}(?:案例|故事|经历|经验|例子|エピソード|事例|사례|경험|이야기))"
    r"\s*[#№]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:\s*[:：]\s*|\s*[.\-–—]\s+)(?=\S)",
    re.IGNORECASE,
)
# `story 1 wrong prism`: nothing but the number parts the name from the title.
_COUNTED_STORY = re.compile(
    r"^(?:story|example|historia|ejemplo|hist[oó]ria|exemplo|geschichte|beispiel|histoire|exemple|storia|esempio"
    r"|verhaal|voorbeeld)\s*[#№]?\s*\d{1,2}\s+"
    r"(?!(?:of|and|or|to|is|was|in|on|for|from|von|und|de|del|des|y|e|et|ou|o|di|van|en|aus|zu)\b)(?=[^\W\d_])",
    re.IGNORECASE,
)
_CALLED = re.compile(r"^(?:title|titel|t[ií]tulo|titre|titolo|标题)\s*[:：]\s*(?=\S)", re.IGNORECASE)
_TRAILING_TIME = re.compile(
    r"\s*[(（][^()（）]*\d\s*[-–]?\s*\d*\s*(?:min|sec|s\b|m\b|hour|秒|分|초|분|ثا|دق|सेकंड|मिनट)[^()（）]*[)）]\s*$",
    re.IGNORECASE,
)


def without_name(text: str) -> str:
    """A text without a name like "Scenario 2:" before it; quotes and marks stay."""
    bare = _COUNTED_STORY.sub("", _COUNTED_KIND.sub("", _LEADING_NAME.sub("", text)))
    return _CALLED.sub("", bare) if bare != text else text


def named(text: str) -> str:
    """A heading without number, quotes, emphasis and time, but with a name like "Scenario 2:"."""
    text = clean(text).rstrip(" :：")
    without = _LEADING_NUMBER.sub("", text)
    return clean(_TRAILING_TIME.sub("", without)) or text
