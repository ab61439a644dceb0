"""Words of the candidate's that a question can begin with, and how what is missing stands to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from agents.follow_up_prober import cues
from agents.follow_up_prober.clauses import bare, keys, told
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.sayable import is_about_a_thing, is_beside, is_deed, is_own, reads_well, telling
from agents.sayings import spoken
from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.verdict import KeyPointVerdict, Label, Verdict
from language.clauses import clauses_of
from language.figures import values
from language.hesitating import trimmed
from language.sentences import sentences
from language.wording import plain

_TELLING = 2
_SEVERAL, _MANY = 2, 3
"""From so many key points on an answer has told several things, if these are half of all, or in any case."""
_HALF = 0.5
_A_CLAUSE = 5
"""So many words before it are something that was told."""
_FEW = 2
"""With no more clauses that tell something it has told hardly one."""
_IN_ORDER = 0.5
"""From this share of its key points on that say what is done, an answer has an order."""


class Place(StrEnum):
    """Where what is missing belongs: before, after, beside or within the words, or to the whole answer."""

    BEFORE = "before"
    AFTER = "after"
    BESIDE = "beside"
    WITHIN = "within"
    WHOLE = "whole"


class Anchor(NamedTuple):
    """Words of the answer, and where the missing thing stands to them."""

    words: str
    place: Place


def anchors_of(
    missing: KeyPoint,
    verdict: Verdict,
    point: TalkingPoint,
    question: str,
    answer: str,
    phase: Phase,
    language: str,
) -> Iterator[Anchor]:
    """What a question for `missing` can begin with, the best first.

    That is what landed next to it where the guide tells things in their order. Else, where several things
    were told, it is all of them: to hold up one as "one part of it" sounds as if the others had not been
    heard. Where hardly anything landed, it is what the candidate told most of.
    """
    landed = [
        judged for judged in verdict.labelled(Label.COVERED, Label.PARTLY) if judged.evidence is not None
    ]
    ordered = is_in_order(point, question, phase, language)
    near = list(_at_what_landed(missing, landed, point, answer, language, ordered=ordered))
    beside = [anchor for anchor in near if anchor.place is Place.BESIDE]
    yield from (anchor for anchor in near if anchor.place is not Place.BESIDE)
    if len(landed) >= _MANY or (len(landed) >= _SEVERAL and _is_half_told(verdict)):
        yield Anchor("", Place.WHOLE)
    own = _own_clauses(answer, missing.text, phase, language)
    if not tells_much(answer, language):
        yield from beside
    known = frozenset().union(*(keys(each.text, language) for each in point.key_points))
    for words in own:
        # What has no word of the guide is told in general, and nothing comes after it.
        near_it = ordered and not landed and keys(words, language) & known
        yield Anchor(words, Place.AFTER if near_it else Place.WITHIN)
    yield from beside


def _at_what_landed(
    missing: KeyPoint,
    landed: Sequence[KeyPointVerdict],
    point: TalkingPoint,
    answer: str,
    language: str,
    *,
    ordered: bool,
) -> Iterator[Anchor]:
    """The words that `landed`, those nearest to `missing` in the guide first."""
    places = {key_point.id: at for at, key_point in enumerate(point.key_points)}
    at = places.get(missing.id, len(places))
    for judged in sorted(landed, key=lambda judged: abs(places.get(judged.key_point.id, len(places)) - at)):
        words = _said_of(judged, answer, language)
        if not words or is_denied(words, language) or not _tells(words, language):
            continue
        place = Place.AFTER if places.get(judged.key_point.id, -1) < at else Place.BEFORE
        # What came next was told where the answer goes on from there.
        if not ordered or _is_told(words, place, answer, language):
            place = Place.BESIDE
        yield Anchor(words, place)


def tells_much(answer: str, language: str, few: int = _FEW) -> bool:
    """Whether `answer` has more than a few clauses that tell something."""
    clauses = (clause for sentence in telling(answer, language) for clause in sentence.clauses)
    return sum(_tells(clause, language) for clause in clauses) > few


def _is_half_told(verdict: Verdict) -> bool:
    """Whether half of the key points, by their weight, were told."""
    whole = sum(judged.key_point.weight for judged in verdict.key_points)
    told = sum(judged.credit * judged.key_point.weight for judged in verdict.key_points)
    return told >= _HALF * whole


def _tells(words: str, language: str) -> bool:
    """Whether `words` name more than one thing, or count one: "we had a customer" leads nowhere."""
    if language == "zh" or values(words, language):
        return True
    being = cues.words(language, "clause_begins")
    return (
        len(keys(" ".join(each for each in words.casefold().split() if each not in being), language))
        >= _TELLING
    )


def is_in_order(point: TalkingPoint, question: str, phase: Phase, language: str) -> bool:
    """Whether the key points come one after the other: a story's do, and those of a way to do something."""
    if phase is Phase.STORY and (point.kind is TalkingPointKind.STAR_STORY or point.star is not None):
        return True
    by_steps = phase is Phase.STORY or cues.pattern(language, "procedure").search(question)
    if phase is Phase.OPENING or not by_steps:
        return False
    acts = cues.pattern(language, "acts")
    told_in_order = sum(acts.search(key_point.text) is not None for key_point in point.key_points)
    return told_in_order > _IN_ORDER * len(point.key_points)


def said_back(quote: str, near: str, answer: str, language: str) -> str:
    """`quote`, words of `answer`, as one would say it back: its clause nearest to `near`; "" where none fits.

    A clause that hangs on the one before ("which I use for tuning") cannot stand alone, so that one is taken;
    nor is it one about what was turned down, or about what was not so.
    """
    text = trimmed(plain(" ".join(quote.split())), language)
    # What was said before the candidate was led back to the question is said back no more.
    if not text or (answer and bare(quote).strip() not in bare(answer)):
        return ""
    aside = listen([answer or quote], language).aside
    wanted = keys(near, language)
    for clauses in _clauses_around(text, answer, language):
        own = [
            clause
            for clause in clauses
            if clause not in aside and not _is_unreal(clause, language) and _tells(clause, language)
        ]
        if own:
            return max(own, key=lambda clause: len(wanted & keys(clause, language)))
    stands = (
        (is_own(text, language) or is_about_a_thing(text, language))
        and reads_well(text, language)
        and not is_beside(text, language)
        and not _hangs(text, 0, language)
        and not _is_unreal(text, language)
    )
    return text if stands and text not in aside else ""


def sentence_of(words: str, answer: str) -> str:
    """The sentence of `answer` that `words` stand in; the words themselves where none has them."""
    held = bare(words).strip()
    return next((each for each in sentences(answer) if held in bare(each)), words)


def nearest_clause(missing: str, others: str, answer: str, language: str) -> str:
    """The clause of `answer` with most words of `missing` that the `others` lack; "" where none has any."""
    wanted = keys(missing, language) - keys(others, language)
    aside = listen([answer], language).aside
    best, most = "", 0
    for sentence in telling(answer, language):
        for clause in _standing(sentence.words, sentence.clauses, language):
            shared = len(wanted & keys(clause, language))
            # One word in common is chance, unless the clause is somebody's doing.
            if shared == 1 and language != "zh" and not is_deed(clause, language):
                continue
            if shared > most and clause not in aside and not _is_unreal(clause, language):
                best, most = clause, shared
    return best


def _is_unreal(clause: str, language: str) -> bool:
    return cues.pattern(language, "unreal").search(clause) is not None


def is_denied(clause: str, language: str) -> bool:
    """Whether something is said not to be so."""
    return any(each.denied for each in clauses_of(clause, spoken(language)))


def _said_of(judged: KeyPointVerdict, answer: str, language: str) -> str:
    quote = judged.evidence.quote if judged.evidence is not None else ""
    return said_back(quote, judged.key_point.text, answer, language)


def _clauses_around(quote: str, answer: str, language: str) -> tuple[list[str], list[str]]:
    """The clauses of `quote` that can be said back, and the other ones of the sentences that it stands in."""
    heard = bare(quote).strip()
    within: list[str] = []
    beside: list[str] = []
    for sentence in telling(answer or quote, language):
        standing = list(_standing(sentence.words, sentence.clauses, language))
        inside = [clause for clause in standing if bare(clause).strip() in heard]
        if inside or heard in bare(sentence.words):
            within += inside
            beside += [clause for clause in standing if clause not in inside]
    return within, beside


def _standing(sentence: str, clauses: Sequence[str], language: str) -> Iterator[str]:
    """The clauses of a sentence that can stand alone, neither too short to tell nor too long to say."""
    for clause in clauses:
        words = trimmed(plain(clause), language)
        if cues.pattern(language, "somebody").search(words):
            continue
        alone = is_own(words, language) and reads_well(words, language)
        if alone and not _hangs(sentence, sentence.find(clause), language):
            yield words


def _hangs(sentence: str, at: int, language: str) -> bool:
    """Whether what begins at `at` depends on what stands before it: "because …", "which …"."""
    subordinate = cues.words(language, "subordinate")
    first = sentence[max(at, 0) :].split(maxsplit=1)[:1]
    before = sentence[: max(at, 0)].split()[-1:]
    return any(
        word.strip(",;:.").casefold().replace("’", "'").split("'")[0] in subordinate
        for word in (*first, *before)
    )


def _is_told(words: str, place: Place, answer: str, language: str) -> bool:
    """Whether the answer itself says something on the side of `words` that `place` names.

    So it does where another sentence stands there; before them a clause of the same one will do.
    """
    sentences = [bare(sentence.words) for sentence in told(answer, language)]
    held = bare(words).strip()
    at = next((at for at, sentence in enumerate(sentences) if held in sentence), None)
    if at is None:
        return False
    if place is Place.AFTER:
        return at < len(sentences) - 1
    return at > 0 or len(sentences[at].partition(held)[0].split()) >= _A_CLAUSE


def _own_clauses(answer: str, near: str, phase: Phase, language: str) -> list[str]:
    """What the candidate did or does; never what was turned down or others did.

    First what shares most with `near`, then what tells most; of several that tell as much the last.
    """
    wanted = keys(near, language)
    return sorted(
        _doings(answer, phase, language),
        key=lambda words: (-len(keys(words, language) & wanted), -len(keys(words, language))),
    )


def _doings(answer: str, phase: Phase, language: str) -> Iterator[str]:
    """The clauses of `answer` that say what the candidate did or does, the last of them first."""
    aside = listen([answer], language).aside
    saying = ("decided", "did") if phase is Phase.STORY else ("decided", "did", "myself")
    doings = [cues.pattern(language, key) for key in saying]
    for sentence in reversed(telling(answer, language)):
        for clause in reversed(list(_standing(sentence.words, sentence.clauses, language))):
            real = (
                clause not in aside and not is_denied(clause, language) and not _is_unreal(clause, language)
            )
            if real and _tells(clause, language) and any(doing.search(clause) for doing in doings):
                yield clause
