"""A better answer: what the candidate said and what landed, with what was missing put in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.coach.broken import is_broken
from agents.coach.carrying import carries, reads, share_of
from agents.coach.gaps import gaps
from agents.coach.heard import has_landed, is_half_heard, may_be_put_plainer, meets
from agents.coach.joining import beginning, joined, speakable
from agents.coach.mending import mendable, mended
from agents.coach.said import said_spans
from agents.coach.spoken import sentence
from agents.coach.story import is_story
from agents.coach.surely_aloud import surely_aloud
from agents.figures_told import wrong_figures
from agents.turned import is_turned
from domain.guide import TO_BE_SAID, KeyPoint, TalkingPoint
from domain.interview import Question
from domain.report import Cited, Words
from domain.verdict import WORDS_PER_MINUTE, Evidence, FlagKind, KeyPointVerdict, Verdict
from knowledge.entailment.model import Entailment
from language.figures.put_right import put_right
from language.hesitating import knows_not
from language.patterns import regex
from language.sentences import count_words, sentences
from language.text import read
from language.whole import is_whole

# Words that point back at the sentence before; nothing may come between the two.
_POINTS_BACK = regex(
    r"^(?:(?:and|but|so|und|aber|y|pero|et|mais|e|ma|mas|en|maar) )?(?:it|that|this|these|those|they|he|she"
    r"|which|das|dies\w*|es|er|sie|davon|damit|dadurch|eso|esto|esa|ese|ella|cela|ça|c['’]est|il|elle|isso|isto"
    r"|ele|ela|questo|quello|lui|lei|dat|dit|het|hij|zij)\b|^[这那它他她]",
    re.IGNORECASE,
)
# What was done to "it" is told of the sentence before: "I designed it with four others".
_OF_IT = regex(
    r"^(?:I|we) \w+ it\b|^(?:ich|wir) \w+ es\b|^(?:lo|la) (?:hic|hac|dise[ñn]|escrib|mont)\w+"
    r"|^je l['’]\w+|^l['’]ho \w+|^ik heb het\b",
    re.IGNORECASE,
)
_UNSPOKEN = frozenset({FlagKind.KEYWORD_SOUP, FlagKind.QUESTION_COPIED})
# From this share of its words on in what landed, a sentence would say that again.
_SAID_ALREADY = 0.6

# A sentence of the candidate's that stands in a better answer has so many words; Chinese has none to count.
_FEWEST_OF_A_SENTENCE, _UNSPACED = 3, "zh"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of the better answer, at its key point's place in the guide.

    One that carries several goes from `place` to `until`. `holds` marks one that points back at the sentence
    before it, `broken` one that cannot be said again as it was. A sentence of the candidate's has `carried`
    key points.
    """

    cited: Cited
    place: int
    weight: float
    holds: bool = False
    carried: frozenset[str] = frozenset()
    broken: bool = False
    until: int = -1

    @property
    def words(self) -> int:
        return count_words(self.cited.text)

    @property
    def is_new(self) -> bool:
        return self.cited.words is not Words.OWN


def better_answer(
    point: TalkingPoint,
    verdict: Verdict,
    answer: str,
    question: Question,
    entailment: Entailment | None = None,
) -> tuple[Cited, ...]:
    """The candidate's own sentences that landed, with what was surely not said where the guide has it.

    What is put in cites its line; what a wrong figure stood in is the candidate's with the figure mended. At
    most as long as the guide's time; where not all fits, the weightiest stay. Empty where nothing surely is
    missing, or nothing that is can surely be said aloud.
    """
    own = _own_sentences(point, verdict, answer, question.language, entailment)
    new = _in_the_guides_words(_unsaid(point, verdict), point, question.language)
    if not new:
        return ()
    kept = [piece for piece in own if piece.is_new or not _is_repeated(piece, new)]
    broken = [piece for piece in kept if piece.broken]
    own = [piece for piece in kept if not piece.broken]
    new += _in_the_guides_words(_lost(broken, own, verdict), point, question.language)
    new.sort(key=lambda piece: piece.place)
    seconds = point.spoken_seconds[1] if point.spoken_seconds is not None else question.seconds
    kept = _fitting(own, new, max(seconds, 15) * WORDS_PER_MINUTE / 60, in_order=is_story(point))
    told = joined([piece.cited for piece in kept], question.language)
    if told and told[0].words is Words.OWN:
        told[0] = told[0].model_copy(update={"text": beginning(told[0].text, question.language)})
    return tuple(told)


def _unsaid(point: TalkingPoint, verdict: Verdict) -> list[KeyPoint]:
    """What was not said, in the guide's order; all of it where nothing was judged."""
    if not verdict.key_points:
        return [key_point for key_point in point.key_points if key_point.origin in TO_BE_SAID]
    unsaid = [each.key_point for each in gaps(verdict)]
    return [each.key_point for each in verdict.key_points if each.key_point in unsaid]


def _in_the_guides_words(key_points: Sequence[KeyPoint], point: TalkingPoint, language: str) -> list[_Piece]:
    """`key_points` as they can be said, in the guide's order; those left out that cannot."""
    places = {key_point.id: at for at, key_point in enumerate(point.key_points)}
    pieces = [
        _Piece(
            Cited(text=said, sources=(key_point.source,)),
            places.get(key_point.id, len(places)),
            key_point.weight,
        )
        for key_point in key_points
        if (said := surely_aloud(key_point, point, language)) is not None
    ]
    return sorted(pieces, key=lambda piece: piece.place)


def _is_repeated(own: _Piece, new: Sequence[_Piece]) -> bool:
    """Whether a sentence of the candidate's would say little more than what is put in."""
    stems = read(own.cited.text).stems
    return any(len(stems & read(piece.cited.text).stems) >= _SAID_ALREADY * len(stems) for piece in new)


def _lost(broken: Sequence[_Piece], own: Sequence[_Piece], verdict: Verdict) -> list[KeyPoint]:
    """The key points that only the `broken` sentences told."""
    told = frozenset().union(*(piece.carried for piece in own))
    lost = frozenset().union(*(piece.carried for piece in broken)) - told
    return [each.key_point for each in verdict.key_points if each.key_point.id in lost]


def _own_sentences(
    point: TalkingPoint,
    verdict: Verdict,
    answer: str,
    language: str,
    entailment: Entailment | None = None,
) -> list[_Piece]:
    """The candidate's sentences that carry a key point, as one would say them; none that says a wrong thing.

    An "um" goes, and what says that one does not know: such a sentence is cut to what it does say, and
    left out where another one carries its point.
    """
    if any(flag.kind in _UNSPOKEN for flag in verdict.flags):
        return []
    places = {key_point.id: at for at, key_point in enumerate(point.key_points)}
    shown = [(each, _best(each, answer, language)) for each in _shown(verdict, answer)]
    found: list[tuple[_Piece, bool]] = []
    kept_until = 0
    for start, end in said_spans(answer):
        landed = [each for each, best in shown if best == (start, end) or meets(each.evidence, start, end)]
        if not landed or _is_wrong(verdict, start, end):
            continue
        said, words = _with_right_figures(answer, start, end, verdict)
        text = speakable(said, language)
        carried = [each for each in landed if _is_in(text, each, answer, (start, end), language, entailment)]
        if _is_a_fragment(text, language) or not (carried or words is Words.MENDED):
            continue
        of_it = bool(_OF_IT.match(text))
        # What was done to "it" says nothing behind another sentence than the one before it.
        if of_it and answer[kept_until:start].strip():
            continue
        points_back = of_it or bool(_POINTS_BACK.match(text))
        left_out = answer[kept_until:start].strip() if points_back else ""
        holds = bool(found) and points_back and not left_out
        broken = _hangs(left_out, verdict, language) or not _are_whole(text, language)
        piece = _piece(text, words, carried or landed, places, holds=holds, broken=broken)
        found.append((piece, knows_not(said, language)))
        kept_until = end
    return _surest(found)


def _hangs(left_out: str, verdict: Verdict, language: str) -> bool:
    """Whether a sentence points at words that are `left_out`, and of which nothing is put in instead."""
    return bool(left_out) and not any(
        share_of(left_out, each.key_point.text, language) for each in gaps(verdict)
    )


def _with_right_figures(answer: str, start: int, end: int, verdict: Verdict) -> tuple[str, Words]:
    """A sentence of the answer with its figures as they are right, and whose words it is then.

    What he withdrew himself is not said again, nor what withdraws it; "" where he put right wrongly.
    """
    right = put_right(answer)
    if right is None or (kept := right.between(start, end)) == answer[start:end]:
        return mended(answer, start, end, verdict)
    return "" if wrong_figures(verdict) else kept, Words.OWN


def _are_whole(text: str, language: str) -> bool:
    """Whether all that is said can be said by itself: "Them being in the room" cannot."""
    return all(is_whole(each, language) for each in sentences(text))


def _is_a_fragment(text: str, language: str) -> bool:
    """Whether nothing is left, or as good as nothing: "The list." answers what was asked further."""
    return not text or (language != _UNSPACED and count_words(text) < _FEWEST_OF_A_SENTENCE)


def _best(judged: KeyPointVerdict, answer: str, language: str) -> tuple[int, int] | None:
    """Where the sentence stands that plainly has more of a key point than the words found for it; or None."""
    found = share_of(
        judged.evidence.quote if judged.evidence is not None else "", judged.key_point.text, language
    )
    shares = {
        (start, end): share_of(answer[start:end], judged.key_point.text, language)
        for start, end in said_spans(answer)
    }
    best = max(shares, key=lambda span: shares[span], default=None)
    # One word more is chance.
    return best if best is not None and shares[best] > found + 1 else None


def _surest(found: Sequence[tuple[_Piece, bool]]) -> list[_Piece]:
    """The sentences without those that say one does not know, where others tell the same key points."""
    surely = frozenset().union(*(piece.carried for piece, doubted in found if not doubted))
    return [piece for piece, doubted in found if not (doubted and piece.carried <= surely)]


def _piece(
    text: str,
    words: Words,
    carried: Sequence[KeyPointVerdict],
    places: Mapping[str, int],
    *,
    holds: bool,
    broken: bool,
) -> _Piece:
    sources = tuple(dict.fromkeys(each.key_point.source for each in carried))
    told = [places.get(each.key_point.id, len(places)) for each in carried]
    return _Piece(
        Cited(text=sentence(text), sources=sources, words=words),
        min(told),
        max(each.key_point.weight for each in carried),
        holds=holds,
        carried=frozenset(each.key_point.id for each in carried),
        broken=broken or is_broken(text),
        until=max(told),
    )


def _shown(verdict: Verdict, answer: str) -> list[KeyPointVerdict]:
    """The key points of which words of the answer may stand in a better one."""
    to_mend = {judged.key_point.id for judged, _ in mendable(verdict, answer)}
    return [
        judged
        for judged in verdict.key_points
        if has_landed(judged) or is_half_heard(judged) or _is_likely(judged) or judged.key_point.id in to_mend
    ]


def _is_in(
    text: str,
    judged: KeyPointVerdict,
    answer: str,
    span: tuple[int, int],
    language: str,
    entailment: Entailment | None,
) -> bool:
    """Whether a sentence carries a key point that was found in its words, or is all that was found."""
    if carries(text, judged.key_point.text, language, entailment):
        return True
    return not reads(language, entailment) and _is_all(judged.evidence, answer, *span)


def _is_likely(judged: KeyPointVerdict) -> bool:
    """Whether words in doubt may stand in a better answer: they have a word of the key point."""
    quote = judged.evidence.quote if judged.evidence is not None else ""
    return may_be_put_plainer(judged) and bool(read(quote).stems & read(judged.key_point.text).stems)


def _is_all(evidence: Evidence | None, answer: str, start: int, end: int) -> bool:
    """Whether no words beside those of this sentence were found for a key point: they are believed."""
    return evidence is not None and not (
        answer[evidence.start : start].strip() or answer[end : evidence.end].strip()
    )


def _is_wrong(verdict: Verdict, start: int, end: int) -> bool:
    """Whether a sentence says what the guide warns of, or goes against it."""
    against = (
        *(hit.evidence for hit in verdict.red_flags),
        *(each.evidence for each in verdict.key_points if is_turned(each)),
        *(flag.evidence for flag in verdict.flags if flag.kind is FlagKind.CONTRADICTS_GUIDE),
    )
    return any(meets(evidence, start, end) for evidence in against)


def _fitting(own: Sequence[_Piece], new: Sequence[_Piece], room: float, *, in_order: bool) -> list[_Piece]:
    """`own` with `new` in their places, as much as `room` words hold: the weightiest, and a new one.

    What is told `in_order` has nothing behind its end.
    """
    groups: list[list[_Piece]] = []
    for piece in own:
        if piece.holds and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    put_in = [[piece] for piece in new]
    # The weightiest of what is new comes first: without it there is nothing to put in.
    by_need = sorted(put_in, key=_weight)[:1] + sorted(
        [*sorted(put_in, key=_weight)[1:], *groups], key=_weight
    )
    chosen: list[list[_Piece]] = []
    for group in by_need:
        words = sum(piece.words for piece in group)
        if words <= room or not chosen:
            chosen.append(group)
            room -= words
    # Own sentences stay in the order in which they were said.
    ordered = [group for group in groups if group in chosen]
    for group in reversed([each for each in put_in if each in chosen]):
        ordered.insert(_place_among(ordered, group[0], in_order=in_order), group)
    return [piece for group in ordered for piece in group]


def _place_among(ordered: Sequence[Sequence[_Piece]], new: _Piece, *, in_order: bool) -> int:
    """Where `new` goes: before what comes after it in the guide, and `in_order` behind nothing that does."""
    before = (at for at, group in enumerate(ordered) if group[0].place > new.place)
    across = (
        at for at, group in enumerate(ordered) if in_order and any(each.until > new.place for each in group)
    )
    return min(next(before, len(ordered)), next(across, len(ordered)))


def _weight(group: Sequence[_Piece]) -> float:
    return -max(piece.weight for piece in group)
