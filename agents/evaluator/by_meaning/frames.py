"""A sentence that changes what the whole answer is worth: it disowns, reports or wishes the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.evaluator.by_meaning.as_read import as_heard, as_points
from agents.evaluator.by_meaning.conveyed import Told, labelled
from domain.guide import TalkingPoint
from domain.verdict import Flag, FlagKind, Label
from knowledge.entailment.model import Entailment
from language.clauses import clauses
from language.text import Text, read, subtext

# From this weighted share on that is against or beside the key points, all may be said and none be meant.
_NOT_MEANT = 0.5
# What is left has to convey this much more, by weight, than the whole, for the sentence to be the cause.
_TURNS = 0.4
_SHORTEST_REST = 5
# A sentence with this share of its words from the guide, its question included, is part of what was planned.
_GUIDES_OWN = 0.5
_LEAD_END = re.compile(r":\s")
_ASKS, _MOST_ASKED = re.compile(r"[\s\"”')]*[?？]"), 0.7
_WISHES = re.compile(
    r"\b(?:i wish|i'd (?:love|like) to|would (?:love|like) to|should have|could have|would have"
    r"|if (?:only|i (?:ever )?(?:got|had))"
    r"|some ?day|one day|ideally|in a perfect world|hope to|dream(?:ed)? of|next year)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:colleagues?|boss|predecessor|others?|other (?:teams?|firms?|companies|people)|somebody|someone"
    r"|they|people|textbooks?|book|article|blog|manual|handbook|competitors?|speaker|talk|sister|brother|friend|he|she)\b[^.!?]{0,60}"
    r"\b(?:say|says|said|write|writes|wrote|tell|tells|told|claims?|claimed|puts?|swears?|swore|does|do it"
    r"|used to|advises?)\b"
    r"|\b(?:according to|at another (?:company|firm)|it says)\b",
    re.IGNORECASE,
)
_DISOWNS_BEFORE = re.compile(
    r"(?:well,? |so,? |honestly,? )?"
    r"(?:there(?:'s| is) no need (?:for|to)|it(?:'s| is) (?:false|untrue|not true|a lie) that"
    r"|i(?:'d| would| will)? (?:refuse|decline) to do (?:any|all|anything) of)\b",
    re.IGNORECASE,
)
_DISOWNS_AFTER = re.compile(
    r"\b(?:just (?:kidding|joking)"
    r"|(?:none|nothing|not a word|not one word) of (?:that|this|it)(?: all)? (?:is|was|happened|ever)"
    r"|made (?:it|that|this|all of (?:it|that|this))(?: all)? up"
    r"|(?:never|not once) (?:have i )?(?:actually )?(?:did|done|do) "
    r"(?:any|anything|a bit) of (?:it|that|this)"
    r"|(?:do|did|would do) (?:exactly |precisely )?the (?:exact |very )?opposite"
    r"|forget (?:everything|all|what) i(?:'ve)? (?:just )?said)\b",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(?:not?(?! (?:just|only|merely|simply|least|even)\b)|never|none|nothing|nobody|don't|didn't"
    r"|isn't|wasn't|won't|wouldn't|can't|refuse|false|lie|lied|wrong"
    r"|jok(?:e|ing)|kidding|opposite|myth|mistakes?|pretend|made (?:it|that|all)|dropped|stopped"
    r"|gave up|scrap|forget|plan(?:ned)?|ignore|overkill|unnecessary|waste|dream|woke|supposed|used to)\b",
    re.IGNORECASE,
)
# "Nobody needs the full cluster at three in the morning" denies something of its own, and nothing that was
# said: a mere "no" takes back what its clause points at, or what oneself did.
_MERELY_NO = re.compile(
    r"\b(?:no|not|never|none|nobody|don't|didn't|isn't|wasn't|won't|wouldn't|can't)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(?:i|i'(?:m|d|ve|ll)|we|we'(?:d|ve|re|ll)|my|our|me|us|it|it's|that|that's|this|these|those|them|any|all"
    r"|none|everything|anything|nothing|such|there|there's|what)\b",
    re.IGNORECASE,
)
# "This is the one I told before, no?" takes nothing back.
_TAG = re.compile(
    r"[,–—-]\s*(?:no|not|right|is it not"
    r"|(?:do|did|have|would|wo|ca|is|was)(?:n't)? (?:i|you|we|it|that|they))$",
    re.IGNORECASE,
)
_LONG_ENOUGH, _SHORT_CLOSING = 12, 16
_MESSAGES = {
    FlagKind.DISOWNED: "You took back what you said with this, so none of it counts as yours.",
    FlagKind.REPORTED: "You told what somebody else says or does; what you do yourself is still to come.",
    FlagKind.WISHED: "You said what you would wish for or should have done, not what you did.",
    FlagKind.ASKED: "You asked these things instead of saying them.",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """How the answer as a whole is meant, and the words that say so."""

    kind: FlagKind
    words: Text

    def flag(self) -> Flag:
        """The finding for the candidate."""
        return Flag(kind=self.kind, message=_MESSAGES[self.kind], evidence=self.words.evidence())


def frame_of(heard: Text, point: TalkingPoint, told: Sequence[Told], entailment: Entailment) -> Frame | None:
    """The frame around an answer whose words convey the key points while the whole does not.

    A sentence is the cause when the answer without it conveys what the whole answer does not: that is tried
    with the first one, what leads up to a colon in it, and the last one. None where nothing turns it.
    """
    if (said := _takes_it_back(heard)) is not None:
        return Frame(FlagKind.DISOWNED, said)
    weights = [key_point.weight for key_point in point.key_points]
    whole = _share(told, weights)
    not_meant = sum(
        weight
        for each, weight in zip(told, weights, strict=True)
        if each.label in (Label.CONTRADICTED, Label.MISSING, Label.UNSURE)
    )
    if not weights or not_meant < _NOT_MEANT * sum(weights):
        return None
    asked = [sentence for sentence in heard.sentences if _is_asked(sentence)]
    if len(asked) >= _MOST_ASKED * len(heard.sentences):
        return Frame(FlagKind.ASKED, asked[0])
    points = as_points(point)
    for words, rest in _without_one(heard):
        kind = _kind_of(words)
        # A sentence that merely misleads the encoder disowns nothing.
        says_so = kind is not FlagKind.DISOWNED or (_denies_it(words) and not _leads_up(words, heard))
        if not says_so or _is_the_guides(words, point):
            continue
        reading = entailment.read(as_heard(rest), points)
        left = [Told(*labelled(surely), surely, None) for surely in reading.found]
        if _share(left, weights) >= whole + _TURNS:
            return Frame(kind, words)
    return None


def _denies_it(words: Text) -> bool:
    """Whether what was said is taken back in a clause of `words`, and not something else denied there."""
    if not _TAKES_BACK.search(_TAG.sub("", words.said)):
        return False
    stated = [clause.text for clause in clauses(words)]
    bare = [piece for piece in words.clauses if not piece.content]
    told = [_TAG.sub("", piece.said) for piece in (*stated, *bare, *(() if stated else (words,)))]
    return any(
        _TAKES_BACK.search(said)
        and (_POINTS_BACK.search(said) or _TAKES_BACK.search(_MERELY_NO.sub("", said)))
        for said in told
    )


def _leads_up(words: Text, heard: Text) -> bool:
    """Whether a first sentence tells how it was before: "Before that we had no tests"."""
    first = heard.sentences[0].span
    return words.span[0] == first[0] and any(clause.dated for clause in clauses(words))


def _is_the_guides(words: Text, point: TalkingPoint) -> bool:
    """Whether a sentence is part of the planned answer, and no frame around it."""
    planned = read(" ".join((point.title, *(key_point.text for key_point in point.key_points)))).stems
    return bool(words.stems) and len(words.stems & planned) >= _GUIDES_OWN * len(words.stems)


def _takes_it_back(heard: Text) -> Text | None:
    """A first or last sentence that takes the answer back in so many words, whatever was made of it."""
    sentences = heard.sentences
    if len(heard.tokens) < _LONG_ENOUGH:
        return None
    if _DISOWNS_BEFORE.match(sentences[0].said):
        return sentences[0]
    last = sentences[-1]
    short = len(last.tokens) <= _SHORT_CLOSING
    return last if len(sentences) > 1 and short and _DISOWNS_AFTER.search(last.said) else None


def _without_one(heard: Text) -> list[tuple[Text, Text]]:
    """Pieces that may frame the rest, each with the rest."""
    sentences = heard.sentences
    first, last = sentences[0], sentences[-1]
    pieces = []
    if lead := _LEAD_END.search(heard.raw, *first.span):
        pieces.append([token for token in first.tokens if token.end <= lead.start()])
    if len(sentences) > 1:
        pieces += [list(last.tokens), list(first.tokens)]
    result = []
    for tokens in pieces:
        gone = {token.start for token in tokens}
        rest = [token for token in heard.tokens if token.start not in gone]
        if tokens and len(rest) >= _SHORTEST_REST:
            result.append((subtext(heard, tokens), subtext(heard, rest)))
    return result


def _kind_of(words: Text) -> FlagKind:
    if _WISHES.search(words.said):
        return FlagKind.WISHED
    return FlagKind.REPORTED if _REPORTS.search(words.said) else FlagKind.DISOWNED


def _is_asked(sentence: Text) -> bool:
    _, end = sentence.span
    return bool(_ASKS.match(sentence.raw, end))


def _share(told: Sequence[Told], weights: Sequence[float]) -> float:
    whole = sum(weights)
    return (
        sum(each.credit * weight for each, weight in zip(told, weights, strict=True)) / whole
        if whole
        else 0.0
    )
