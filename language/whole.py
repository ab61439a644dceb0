"""What is a whole sentence: somebody does something in it, and it hangs on nothing."""

from __future__ import annotations

import re
from functools import cache

from language.lexicon import is_word
from language.patterns import regex
from language.tables import table, words_in
from language.tongue import nearest
from language.words import FUNCTION_WORDS, NUMBERS

_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_CLAUSE = regex(r"[,;:–—]\s")
_CHINESE, _ENGLISH = "zh", "en"
_ELIDED = regex(r"\b(qu|j)'(?=\w)", re.IGNORECASE)
_SHORTEST_STEM = 3
_DANGLES = regex(r"[,;:–—-]$")
_AFTER_WOULD = frozenset("would 'd can could will should must might may shall".split())
_GERUND = regex(r"^(?:him|them|me|us|her|you)\s(?:\w+\s)?\w+ing\b", re.IGNORECASE)
_OF = words_in("de del da do dos das di d dei degli delle dello dell della por per pelo pela")
"""Behind what is no verb: "Lista de …"."""
_WITHOUT_SUBJECTS = frozenset({"es", "it", "pt"})
_LIKE = frozenset("like than of with at".split())
_THEN = frozenset("then that a this".split())
_IS = ("'m", "'s", "'re", "'ve")


def is_whole(said: str, language: str) -> bool:
    """Whether `said` is one sentence, or several, each of which could be said by itself."""
    said = " ".join(said.split()).strip('"“”„«» ')
    # A guide in one language may have an answer in another.
    return any(_is_whole_in(each, said) for each in dict.fromkeys((language, nearest(said))))


def _is_whole_in(language: str, said: str) -> bool:
    if language == _CHINESE:
        return _is_whole_in_chinese(said)
    words = _words(said)
    if (
        not words
        or _DANGLES.search(said.rstrip(".!?…"))
        or words[-1].casefold() in words_in(table("finite")["joining"][language])
    ):
        return False
    if language == _ENGLISH and _GERUND.match(said):
        return False
    subordinate = words_in(table("finite")["subordinate"][language])
    return any(
        _words(each)[0] in subordinate or _is_a_clause(each, language)
        for each in _main_clauses(said, language)
    )


def _is_whole_in_chinese(said: str) -> bool:
    rules = table("finite")["chinese"]
    if re.search(rules["hangs"], said):
        return False
    last = re.split("[，,；;]", said.rstrip("。.!！"))[-1]
    verb = re.search(rules["verb"], said)
    return verb is not None and (re.search(rules["noun_at_end"], last) is None or "是" in said)


def _main_clauses(said: str, language: str) -> list[str]:
    """What hangs on nothing: of a sentence that begins with "because" what stands behind its comma."""
    clauses = [clause for clause in _CLAUSE.split(said) if _words(clause)]
    subordinate = words_in(table("finite")["subordinate"][language])
    return [each for each in clauses if not _hangs(_words(each), subordinate, language)]


def _hangs(words: list[str], subordinate: frozenset[str], language: str) -> bool:
    if words[0] not in subordinate:
        return False
    # "That bought us a week", "Als Leitung sehe ich": a pronoun or a word for what somebody is.
    if words[0] in ("since", "after", "before", "once") and _after(words, 0) in _THEN:
        return False
    if words[0] in ("that", "dat"):
        return len(words) < 2 or not _is_finite(words, 1, language)
    # "If they can't pay we find something": behind a verb another subject begins the main clause.
    subjects = words_in(table("finite")["subjects"][language])
    relative = words_in(table("finite")["relative"][language])
    return words[0] in relative or not any(
        word in subjects
        and words[at - 1] not in relative
        and any(_is_finite(words, each, language) for each in range(1, at))
        and _does(words, at, language)
        for at, word in enumerate(words)
    )


def _is_a_clause(clause: str, language: str) -> bool:
    words = _words(clause) if language == "de" else [word.casefold() for word in _words(clause)]
    subjects = words_in(table("finite")["subjects"][language])
    if words[0].split("'")[0] in subjects:
        return _does(words, 0, language)
    if language in _WITHOUT_SUBJECTS and _is_finite(words, 0, language) and _after(words, 0) not in _OF:
        return True
    relative = words_in(table("finite")["relative"][language])
    # Verbs of clauses about a noun: "the ideas I tried survived".
    owed = 0
    for at, word in enumerate(words[1:], 1):
        if word in relative and words[at - 1] not in _LIKE:
            # Dutch has all verbs of such a clause at its end.
            owed += len(words) if language == "nl" else 1
        elif word.split("'")[0] in subjects and language not in _WITHOUT_SUBJECTS:
            if _turned_round(words, at, language) or (
                _opens(words[:at], language) and _does(words, at, language)
            ):
                return True
            owed += words[at - 1] not in relative
        elif _is_finite(words, at, language) and _follows_a_subject(words, at, language):
            if not owed:
                return True
            owed -= 1
    return False


def _after(words: list[str], at: int) -> str:
    return words[at + 1] if at + 1 < len(words) else ""


def _turned_round(words: list[str], at: int, language: str) -> bool:
    """Whether the subject at `at` stands behind its verb: "Jede Woche treffe ich"."""
    return language in ("de", "nl") and _is_finite(words, at - 1, language)


def _does(words: list[str], at: int, language: str) -> bool:
    """Whether the subject at `at` has its verb."""
    between = words_in(table("finite")["between"])
    if words[at].endswith(_IS):
        return True
    rest = [word for word in words[at + 1 :] if word not in between]
    if not rest or rest[0] in words_in(table("finite")["noun_next"][language]):
        return False
    if language == _ENGLISH:
        if rest[0] in _AFTER_WOULD or rest[0].endswith(("'d", "'ll")) or words[at].endswith(("'d", "'ll")):
            verb = rest[0] if words[at].endswith(("'d", "'ll")) else (rest[1] if len(rest) > 1 else "")
            return _is_base(verb)
        return _is_finite(rest, 0, language) or _is_base(rest[0])
    if language == "de" and rest[0] in ("würde", "würden"):
        return re.search(r"\w(?:en|ern|eln|n)\b$", words[-1]) is not None and words[-1] not in (
            "wir",
            "ihnen",
        )
    return any(_is_finite(rest, each, language) for each in range(min(2, len(rest))))


def _opens(before: list[str], language: str) -> bool:
    """Whether what stands before a subject only says when, where or how: "Every Monday we count"."""
    opening = words_in(table("finite")["opens"].get(language, ""))
    return before[0] in opening


def _follows_a_subject(words: list[str], at: int, language: str) -> bool:
    before = words[at - 1]
    counts = before in NUMBERS.get(language, {}) and before not in ("one", "ones")
    if counts or before[0].isdigit() or before == "per":
        return False
    nouns = words_in(table("asking")["before_nouns"].get(language, ""))
    if (
        before in nouns
        and language != "en"
        and before not in ("se", "nos", "me", "le", "la", "lo", "y", "en")
    ):
        return False
    if words[at] in words_in(table("finite")["forms"][language]):
        return before not in ("to",)
    if language == _ENGLISH:
        if before in nouns or before in ("of", "by", "from", "at", "to"):
            return False
        if words[at].endswith("ed"):
            return True
        # "Rounds start", "Everybody signs": a form that may be a noun needs its subject, and none between.
        head = [
            word
            for word in words[1:at]
            if word in ("on", "in", "with", "for", "under", "at", "from", "to", "about")
        ]
        plural = before.endswith("s") or "and" in words[:at] or before in words_in(table("finite")["between"])
        return (not head or words[0].endswith("ing")) and (plural != words[at].endswith("s"))
    return True


def _is_finite(words: list[str], at: int, language: str) -> bool:
    word = words[at]
    if language == "de" and word[0].isupper():
        return False
    word = word.casefold()
    if word in words_in(table("finite")["forms"][language]):
        return True
    if language == _ENGLISH:
        stems = [
            word.removesuffix("s"),
            word.removesuffix("es"),
            word[:-3] + "y" if word.endswith("ies") else word,
        ]
        if word.endswith("ed"):
            return any(_is_base(each) for each in (word[:-2], word[:-1], word[:-3], word[:-3] + "y"))
        return any(_is_base(stem) for stem in (word, *stems))
    if word in FUNCTION_WORDS.get(language, ()) or word in NUMBERS.get(language, {}):
        return False
    return _is_of_a_verb(word, language)


@cache
def _is_of_a_verb(word: str, language: str) -> bool:
    """Whether `word` is a form of a verb, whose infinitive and second form are words as well."""
    for ending in table("finite")["endings"][language]:
        stem = word.removesuffix(ending) if ending else word
        if (ending and stem == word) or len(stem) < _SHORTEST_STEM:
            continue
        if any(
            is_word(stem + first, language) and is_word(stem + second, language)
            for first, second in table("finite")["paradigms"][language]
        ):
            return True
    return False


@cache
def _is_base(word: str) -> bool:
    """Whether an English `word` is a verb as the dictionary has it: its other forms are words, too."""
    if word in words_in(table("finite")["irregular"]):
        return True
    if len(word) < _SHORTEST_STEM:
        return False
    short = word.removesuffix("e")
    double = word + word[-1]
    past = word[:-1] + "ied" if word.endswith("y") else ""
    return any(is_word(f"{stem}ing", _ENGLISH) for stem in (word, short, double)) and any(
        is_word(form, _ENGLISH) for form in (f"{word}ed", f"{short}ed", f"{double}ed", past) if form
    )


def _words(said: str) -> list[str]:
    """The words in small letters; a noun that German marks as one keeps its capital."""
    return [
        word if at and word[0].isupper() else word.casefold()
        for at, word in enumerate(_WORD.findall(_ELIDED.sub(r"\1e ", said.replace("’", "'"))))
    ]
