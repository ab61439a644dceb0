"""A title of a guide as a person would ask it: without its label, in a sentence's capitals, with its mark."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from language.casing import lone_capital, sentence_case, within_sentence
from language.patterns import regex
from language.sentences import sentences
from language.tables import table, words_in
from language.terms import fold
from language.wording import lower_first, plain, to_second_person, upper_first
from language.words import LANGUAGES, small_words

_MARKS = regex(r"[*_`#]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_TAG = regex(r"^\W*[\[【(][^\[\]【】()]{1,24}[\]】)]\s*[:：.\-–—]*\s*(?=\S)")
_NUMBER = regex(r"^(?:\d{1,3}(?:\.\d{1,2})+[.)]?|\d{1,3}[.)、])\s+(?=\S)")
_LETTER = regex(
    r"^(?:Q|F|P|D|V|A)\s?#?\d{1,3}[a-z]?\s*[:：.)\-–—]+\s*(?=\S)|^(?:Q|F|D|V)\s*[:：]\s*(?=\S)"
    # "B. The harbour" and "b) the harbour" are counted off; "E. coli" and "C: pointers" are what they say.
    r"|^[A-H]\.\s+(?=[A-ZÀ-ÖØ-Ý])|^[A-Ha-h]\)\s+(?=\S)|^[AB]\s*[:：]\s+(?=\S)"
)
_ASIDE_AFTER_QUESTION = regex(r"([?？])\s*\([^()]{1,40}\)$")
_ENDS = "?.!？。！…"
_QUOTES = '"“”„«»「」'
_MOST_LABELS = 3
_ENGLISH = "en"
_MARKS_AT_THE_END = regex(r"([?？!！])[?？!！]+$")
_SPACED_MARK = regex(r"\s+([?!])$")
_SUPERLATIVE = regex(
    r"^(?:my |your |the )?(?P<what>(?:worst|hardest|proudest|toughest|biggest|greatest|best)"
    r" (?:day|night|shift|week|moment|decision|job|project|customer|client|guest|patient|mistake"
    r"|failure|achievement|success|conflict|challenge))"
    r"\s*\?*$",
    re.IGNORECASE,
)
# "A guest is drunk what do you do" lacks its comma.
_CASE_AND_QUESTION = regex(
    r"^(?P<case>(?!(?:what|how|why|when|where|which|who|if|do|would)\b)\w+(?: [\w'’]+(?:-\w+)*){2,}),?"
    r" (?P<question>(?:what|how) (?:do|would|will|did) you\b.*)$",
    re.IGNORECASE,
)
_COMMENT = regex(r"\s+//\s+\S.*$")
# "Mistake you made?" is a note of "tell me about a mistake you made".
_NOTED_STORY = regex(
    r"^(?P<what>(?:mistake|failure|conflict|success|decision|situation|challenge|disagreement|achievement)"
    r" (?:you|where|when|that)\b.*?)\s*\?*$",
    re.IGNORECASE,
)
_SHORT_FORMS = tuple(
    (re.compile(rf"(?<![\w/.]){short}(?![\w/])"), whole)
    for short, whole in (
        ("u", "you"),
        ("ur", "your"),
        ("w/o", "without"),
        ("w/", "with"),
        ("b/c", "because"),
        ("thru", "through"),
        ("thx", "thanks"),
        ("ppl", "people"),
        ("abt", "about"),
    )
)
# Typed in a hurry: "whats your …", "I dont …".
_WITHOUT_APOSTROPHE = regex(
    r"\b(what|how|who|where|that|(?:do|does|did|is|are|was|were|would|could|should|ca|wo)n)(s|t)\b",
    re.IGNORECASE,
)
_WHEN_I = regex(r"^when (?P<told>(?:i|we) [a-z].*?)\s*[?.]*$", re.IGNORECASE)
_BEFORE_A_QUESTION = regex(r"(?<=\S)\s*(\s[-–—/|]|[?？]+\s*[-–—/|])\s+(?=\S)")
_GROUPS = frozenset("/|")
_POINTS_BACK = regex(
    r"\b(?:it|this|that|them|these|those|das|sie|es|dies|ello|eso|lo|los|cela|ca|ci|lo|het|dat|isso|ele)\b"
)
_CHINESE, _FRENCH, _SPANISH = "zh", "fr", "es"
_WHY_NAME = regex(
    r"^(?i:why|warum|¿?por qu[ée]|pourquoi|perch[ée]|waarom) (?P<name>(?-i:[A-ZÀ-Þ])[\w'’.-]+"
    r"(?: (?:(?-i:[A-ZÀ-Þ])[\w'’.-]+|&|am|an|der|de|la|del|du|of|y|et|und|and|over|versus|vs\.?))*)\s?\??$"
)


class Form(StrEnum):
    """How a title stands: a question, a request to tell, or a topic that has to be asked about."""

    QUESTION = "question"
    REQUEST = "request"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Asked:
    """A title as it is said. A topic has no mark at its end, and its first word as inside a sentence."""

    text: str
    form: Form


def asked(
    title: str, language: str, in_lower_case: Collection[str] = (), names: Collection[str] = ()
) -> Asked:
    """`title` as a person would say it in `language` (a code); for the words see `sentence_case`."""
    said = _without_words_before(_in_full(without_label(title), language), language)
    name, text = _name_and_question(said, language)
    if form_of(text, language) is not Form.TOPIC and (lone := lone_capital(text)) not in in_lower_case:
        names = {*names, lone}
    if not asks_why_a_name(text, in_lower_case):
        text = sentence_case(text, in_lower_case, language, names)
    form = form_of(text, language)
    if form is Form.TOPIC:
        return Asked(topic(title, language, in_lower_case, names), form)
    if name:
        text = f"{sentence_case(name, in_lower_case, language, names)}: {with_mark(text, language)}"
        return Asked(upper_first(text), form)
    return Asked(with_mark(upper_first(text), language), form)


def _in_full(text: str, language: str) -> str:
    """`text` with one mark where several stand, and in English without the short forms of a note."""
    text = _MARKS_AT_THE_END.sub(r"\1", _COMMENT.sub("", text))
    if language != _FRENCH:
        text = _SPACED_MARK.sub(r"\1", text)
    if told := _told(text, language):
        return told
    if language != _ENGLISH or text[1:] == text[1:].upper():
        return text
    for short, whole in _SHORT_FORMS:
        text = short.sub(whole, text)
    text = _WITHOUT_APOSTROPHE.sub(r"\1'\2", text)
    if wrong := _WHEN_I.match(text):
        return f"Tell me about a time when {to_second_person(wrong['told'])}"
    if superlative := _SUPERLATIVE.match(text):
        return f"Tell me about your {superlative['what'].lower()}"
    if case := _CASE_AND_QUESTION.match(text):
        return f"{case['case']}: {case['question'].rstrip('?')}?"
    if noted := _NOTED_STORY.match(text):
        article = "an" if noted["what"][0].lower() in "aeiou" else "a"
        return f"Tell me about {article} {noted['what'][0].lower()}{noted['what'][1:]}"
    return text


def _without_words_before(text: str, language: str) -> str:
    """`text` without the "So," that leads over to what is asked, as talk that was taken down has it."""
    lead = _begins("leads_over", language).match(fold(text))
    rest = text[lead.end() :] if lead else ""
    return rest if rest and form_of(rest, language) is not Form.TOPIC else text


def _told(text: str, language: str) -> str:
    """ "A time I disagreed" and "Une fois où …" as the demand that such a note stands for; "" for others."""
    for pattern, demand in table("asking")["noted_stories"].get(language, {}).items():
        if regex(pattern).match(fold(text)):
            return str(demand).format(lower_first(text.rstrip(" ?.")))
    return ""


def _name_and_question(text: str, language: str) -> tuple[str, str]:
    """Of "Allergens - how do you handle?" and "Growth / how do you find customers" name and question.

    The name is "" where nothing stands before what is asked, and where it is only a group's: before a slash,
    and before a request ("Leadership - tell me about …"), unless the question points back at it.
    """
    parts = _BEFORE_A_QUESTION.split(text, maxsplit=1)
    if len(parts) == 1:
        return "", text
    name, question = parts[0].rstrip(" ?:"), parts[-1].strip()
    if language == _ENGLISH and _CASE_AND_QUESTION.match(text):
        return "", text
    if form_of(name, language) is not Form.TOPIC or form_of(question.rstrip("?"), language) is Form.TOPIC:
        return "", text
    complete = parts[1][-1] in _GROUPS or form_of(question.rstrip("?"), language) is Form.REQUEST
    return (name if not complete or _POINTS_BACK.search(fold(question)) else ""), question


def asks_why_a_name(text: str, in_lower_case: Collection[str] = ()) -> bool:
    """Whether `text` asks for a name ("Why Harbour & Vine?"), and for no word the guide writes small.

    A heading's capitals make no name of "Why Did You Leave".
    """
    found = _WHY_NAME.match(text)
    words = [word.lower() for word in re.findall(r"\w+", found["name"]) if word[0].isupper()] if found else []
    if any(word in small_words(code) for word in words for code in LANGUAGES):
        return False
    return bool(words) and not all(word in in_lower_case for word in words)


def topic(title: str, language: str, in_lower_case: Collection[str] = (), names: Collection[str] = ()) -> str:
    """`title` as it stands inside a sentence: without its label, its mark and the capitals of a heading."""
    said = _in_full(without_label(title), language)
    text = sentence_case(said, in_lower_case, language, names).rstrip(" .:;,?？。：")
    return within_sentence(text, in_lower_case, language, names)


def without_label(title: str) -> str:
    """`title` without marks, quotes, and labels and numbers before what is asked ("Scenario 2:", "Q3.")."""
    text = plain(_MARKS.sub("", title))
    for _ in range(_MOST_LABELS):
        bare = text
        for pattern in (_TAG, _LETTER, _label(), _NUMBER):
            bare = pattern.sub("", bare, count=1)
        bare = bare.strip().strip(_QUOTES).strip()
        if bare == text or not any(map(str.isalpha, bare)):
            break
        text = bare
    return _ASIDE_AFTER_QUESTION.sub(r"\1", text.strip(_QUOTES).strip())


def has_label(text: str) -> bool:
    """Whether a label or a number still stands before what is asked."""
    return any(pattern.match(text) for pattern in (_TAG, _LETTER, _label(), _NUMBER))


def form_of(text: str, language: str) -> Form:
    """Whether `text`, without its label, asks, requests, or only names a topic."""
    if text.endswith(("?", "？")):
        return Form.QUESTION
    last = fold(sentences(text)[-1] if sentences(text) else text).lstrip("¿¡ " + _QUOTES)
    if _begins("questions", language).match(last):
        return Form.QUESTION
    whole = fold(text)
    if _begins("requests", language).match(whole) or _begins("requests", language).match(last):
        return Form.REQUEST
    verb, _, rest = whole.partition(" ")
    if verb in _objects() and rest.split(" ")[0] in _pointing():
        return Form.REQUEST
    return Form.TOPIC


def with_mark(text: str, language: str) -> str:
    """`text` with the mark that its language ends a question or a request with."""
    text = text.rstrip(":：;, ")
    question = form_of(text, language) is Form.QUESTION
    if text and text[-1] not in _ENDS:
        if language == _CHINESE:
            text += "？" if question else "。"
        elif question:
            text += " ?" if language == _FRENCH else "?"
        else:
            text += "."
    if language == _SPANISH and text.endswith("?") and "¿" not in text:
        last = sentences(text)[-1]
        text = f"{text.removesuffix(last)}¿{last}"
    return text


@cache
def _begins(what: str, language: str) -> re.Pattern[str]:
    rows = table("asking")[what]
    return re.compile(rows.get(language, rows["en"]))


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(sorted(words_in(table("asking")["labels"]), key=len, reverse=True))
    signs = "|".join(sorted(words_in(table("asking")["labels_zh"]), key=len, reverse=True))
    number = r"(?:#|n[°ºo]\.?|no\.?|nr\.?)?\s?(?:\d{1,3}[a-z]?(?:\.\d{1,2})*|[ivx]{1,4}|[A-H])"
    end = r"(?:[:：]|(?<=[\dA-Hivx])\s*[.)\-–—]+(?=\s))"
    return re.compile(
        rf"^(?:{words})(?: (?:{words}))?(?:\s*(?:[-–]\s*)?{number})?\s*{end}\s*(?=\S)"
        rf"|^(?:{signs})\s*(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})?\s*[:：、.]\s*(?=\S)",
        re.IGNORECASE,
    )


@cache
def _objects() -> frozenset[str]:
    return words_in(table("asking")["objects"])


@cache
def _pointing() -> frozenset[str]:
    return words_in(table("asking")["pointing"])
