"""What an answer says of itself: that it is complete, and what in it is not the candidate's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import tells_a_deed
from agents.follow_up_prober.clauses import keys, pieces, told
from agents.follow_up_prober.kinds import kind_of
from agents.sayings import spoken
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import ENGLISH
from language.clauses import clauses_of
from language.figures import figures, values
from language.hesitating import without_hesitation
from language.lexicon import are_words_elsewhere, is_word
from language.noise import is_made_up, is_noise
from language.patterns import regex
from language.sentences import count_words, sentences

_LAST_SENTENCES = 2
_LONGEST_END = 12
_LONGEST_END_LETTERS = 80
# So many words of the two versions say that an answer deals with them.
_EXPLAINED = 2
_LONGEST_NO = 8
_LONGEST_NEVER = 30
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SIGNS = " .,;:!…。！"
# A clause with fewer words of its own points back with "it" or "that".
_OF_ITS_OWN = 2
# Forms of a verb that begin with so many letters the same are one: "acorto", "acorta".
_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as the prober hears it.

    `is_noise` says that the last of it was in no language, `says_no` that it was "no" or "yes" and nothing
    else, `never_did` that the candidate has done nothing of the kind, `nothing_more` that the candidate
    called it complete, `told_before` that it was told already when it was asked for once more. `aside` are
    the clauses about something that was turned down, or that somebody else did.
    """

    is_noise: bool = False
    says_no: bool = False
    never_did: bool = False
    nothing_more: bool = False
    told_before: bool = False
    aside: tuple[str, ...] = ()


def listen(
    answers: Sequence[str],
    language: str,
    question: str = "",
    has_word: Callable[[str], bool] | None = None,
) -> Heard:
    """What the answers to one `question` say of themselves, the last one being how it ends.

    `has_word` tells whether a word, in small letters, is English or the guides'; without it all are.
    """
    if not answers:
        return Heard()
    return Heard(
        is_noise=is_noise(answers[-1]) or _is_made_up(answers, language, question, has_word),
        says_no=_says_no(answers[-1], language),
        never_did=_never_did(answers, language, question),
        nothing_more=_ends(answers[-1], language),
        told_before=_told_before(answers, language),
        aside=tuple(_aside("\n".join(answers), language)),
    )


def is_aside(key_point: KeyPoint, heard: Heard, question: str, language: str) -> bool:
    """Whether `key_point` is what was turned down, or somebody else's doing: no place to dig."""
    wanted = keys(key_point.text, language)
    first = next((piece.key for piece in pieces(key_point.text, language)), "")
    asked = keys(question, language)
    for clause in heard.aside:
        said = {key[:_ALIKE] for key in keys(clause, language)}
        shared = {key for key in wanted if key[:_ALIKE] in said} - asked
        # One word in common is chance, unless it is what the key point is about.
        if len(shared) > 1 or first in shared:
            return True
    return False


def evades(point: TalkingPoint, answer: str, language: str, question: str = "") -> bool:
    """Whether `answer` goes round the contradiction that `point` is: neither version stands in it."""
    versions = [frozenset(values(each.quote)) for each in point.stated]
    # What all of them tell is no matter of dispute.
    differing = {
        value for each in versions for value in each if not all(value in other for other in versions)
    }
    if differing and _differ_in_figures(point):
        return not differing & set(values(answer))
    about = keys(" ".join((question, *(each.quote for each in point.stated))), language)
    return len(about & keys(answer, language)) < _EXPLAINED


def _differ_in_figures(point: TalkingPoint) -> bool:
    """Whether the versions have figures of the same kind: a grade and some years are no dispute."""
    kinds = [{(each.dimension, each.unit) for each in figures(stated.quote)} for stated in point.stated]
    return bool(kinds) and bool(set.intersection(*kinds))


def _is_made_up(
    answers: Sequence[str], language: str, question: str, has_word: Callable[[str], bool] | None
) -> bool:
    """Whether the last answer has no word in it, of whatever language.

    Of English words there is no list but that of `has_word`.
    """
    if has_word is None and spoken(language) == ENGLISH:
        return False
    known = {word.casefold() for word in _WORD.findall("\n".join((question, *answers[:-1])))}

    def is_one(word: str) -> bool:
        return word in known or is_word(word, language) or (has_word is not None and has_word(word))

    return is_made_up(answers[-1], is_one) and not are_words_elsewhere(
        [word.casefold() for word in _WORD.findall(answers[-1])]
    )


def _told_before(answers: Sequence[str], language: str) -> bool:
    """Whether the last answer says that it was given already; a first one may say so in passing."""
    last = answers[-1]
    if len(answers) == 1 and not list(_whole_and_parts([last])):
        return False
    return cues.pattern(language, "told_before").search(last) is not None


def agrees(answer: str, language: str) -> bool:
    """Whether `answer` is "yes" and words around it, which tell nothing: "Yes, I have"."""
    said = set(_words(answer, language))
    disagrees = said & cues.words(language, "disagrees")
    return _says_no(answer, language) and not disagrees and bool(said & cues.words(language, "agrees"))


def _says_no(answer: str, language: str) -> bool:
    """Whether `answer` is "no" or "yes" and words around it, which tell nothing: "Not really, no"."""
    known = cues.words(language, "says_no") | cues.words(language, "agrees")
    said = _words(answer, language)
    return 0 < len(said) <= _LONGEST_NO and known.issuperset(said)


def _words(answer: str, language: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(without_hesitation(answer, language))]


def _never_did(answers: Sequence[str], language: str, question: str) -> bool:
    """Whether the last answer says that one has done nothing of the kind, and tells nothing done."""
    answer, never = answers[-1], cues.pattern(language, "never_did")
    asked_whether = len(answers) == 1 and cues.pattern(language, "whether_ever").search(question)
    denies = asked_whether and cues.pattern(language, "denies").search(answer)
    if kind_of(question, language) is not None or count_words(answer) > _LONGEST_NEVER:
        return False
    if not denies and not any(_admits(each, never, language) for each in sentences(answer)):
        return False
    clauses = [clause for sentence in told(answer, language) for clause in sentence.clauses]
    return not any(tells_a_deed(each, language) for each in clauses if not never.search(each))


def _admits(sentence: str, never: re.Pattern[str], language: str) -> bool:
    """Whether a sentence says what `never` finds, and not only supposes it: "If that's not me, I ask"."""
    if never.search(sentence) is None:
        return False
    return not any(
        each.is_condition and never.search(each.text.said) for each in clauses_of(sentence, spoken(language))
    )


def _ends(answer: str, language: str) -> bool:
    ends = cues.pattern(language, "nothing_more")
    return any(
        ends.match(clause)
        for sentence in told(answer, language)[-_LAST_SENTENCES:]
        # A word that links is part of how one ends: "Damit lasse ich es."
        for clause in _whole_and_parts(sentence.clauses, sentence.words)
    )


def _whole_and_parts(sentence: Sequence[str], words: str = "") -> Iterator[str]:
    """The clauses, all of them together, and the sentence in its own words, as far as they are short."""
    for clause in (*sentence, " ".join(sentence), words.strip(_SIGNS)):
        if clause and len(clause.split()) <= _LONGEST_END and len(clause) <= _LONGEST_END_LETTERS:
            yield clause


def _aside(answer: str, language: str) -> Iterator[str]:
    rejecting, instead, not_mine, others, myself, somebody = (
        cues.pattern(language, key)
        for key in ("rejecting", "instead", "not_mine", "others", "myself", "somebody")
    )
    before, is_theirs = "", False
    for sentence in told(answer, language):
        for clause in sentence.clauses:
            turned_down = rejecting.search(clause)
            theirs = others.search(clause) if not myself.search(clause) else None
            if turned_down is not None:
                yield clause
            if disowned := not_mine.search(clause):
                yield clause
            # "And I decided against it", "that's my colleague's": what it is stands in the clause before.
            points_back = (turned_down and len(keys(rejecting.sub(" ", clause), language)) < _OF_ITS_OWN) or (
                theirs and keys(others.sub(" ", clause), language) <= keys(clause.split()[0], language)
            )
            if disowned or points_back:
                yield from filter(None, (before,))
            if found := instead.search(clause):
                yield clause[found.start() :]
            # "That's my colleague's, he cuts them": who goes on with "he" is still at the colleague's.
            is_theirs = bool(theirs or (is_theirs and somebody.search(clause)))
            if is_theirs and not myself.search(clause):
                yield clause
            before = clause
