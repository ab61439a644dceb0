"""What guide and answer both deny, which the encoder takes for a denial of the guide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.entailment.model import Entailment, Reading
from language.text import Text, Token, read
from language.words import NEGATIONS, NOT_NEGATING_BEFORE

_DENYING = NEGATIONS | {"without"}
# With these, taking the word away would leave no sentence: "nobody works more than three nights".
_ALL_THAT_DENIES = _DENYING | {"no", "nobody", "none", "nothing", "neither", "nor"}
# What stands where the denial stood; of the others ("not", "never", "no") nothing is left.
_STATED = {
    "without": "with",
    "cannot": "can",
    "can't": "can",
    "won't": "will",
    **{f"{word}n't": word for word in "do does did is are was were has have had would could should".split()},
}
# From this probability of being denied on it is worth a second reading.
_DOUBTED = 0.25
# Of the words behind its negation a key point shares this part with what the answer denies.
_THE_SAME = 0.5


def without_common_denials(
    said: str, points: Sequence[str], entailment: Entailment, reading: Reading, denied: float
) -> Reading:
    """`reading`; what an answer denies as a key point does is read again as if both stated it.

    "I had not rehearsed it" is what "without rehearsing it" says, and is heard as its contrary, with all that
    stands beside it. `said` and `points` are as they were read; `denied` is from which probability on a key
    point is held for denied.
    """
    doubtful = [
        at
        for at, surely in enumerate(reading.found)
        if surely.denied >= (denied if len(points) > 2 else _DOUBTED)
    ]
    if not doubtful:
        return reading
    stated, answer = list(points), read(said)
    taken: set[Token] = set()
    for at in doubtful:
        key_point = read(points[at])
        own = _denials(key_point)
        for sentence in answer.sentences if own else ():
            theirs = _denials(sentence)
            if len(theirs) == len(own) and _is_the_same(
                _behind(key_point, own[0]), _behind(sentence, theirs[0])
            ):
                taken.update(theirs)
                stated[at] = _left_out(points[at], own)
    if not taken:
        return reading
    again = entailment.read(_left_out(said, taken), stated)
    found = list(reading.found)
    for at in doubtful:
        if again.found[at].denied < min(denied, found[at].denied):
            found[at] = again.found[at]
    return replace(reading, found=tuple(found))


def denies_only_what(points: Sequence[str], heard: Text) -> bool:
    """Whether an answer denies, each time something that one of the key points denies as well."""
    there = [(each, own) for each in map(read, points) if (own := _only_one(each)) is not None]
    denying = [each for each in heard.sentences if not _ALL_THAT_DENIES.isdisjoint(each.words)]
    return bool(denying) and all(_is_denied_by(each, there) for each in denying)


def _is_denied_by(sentence: Text, there: Sequence[tuple[Text, Token]]) -> bool:
    theirs = _only_one(sentence)
    return theirs is not None and any(
        _is_the_same(_behind(key_point, own), _behind(sentence, theirs)) for key_point, own in there
    )


def _only_one(sentence: Text) -> Token | None:
    """The word by which a sentence denies; None without one, and with several, which may undo each other."""
    found = [token for token in sentence.tokens if token.word in _ALL_THAT_DENIES]
    return found[0] if len(found) == 1 else None


def denials(text: Text) -> int:
    """How many words of `text` deny."""
    return sum(word in _ALL_THAT_DENIES for word in text.words)


def _denials(sentence: Text) -> list[Token]:
    """The words by which a sentence denies.

    As many undo each other in the guide as in the answer: "never without the radio" is "not without" it.
    """
    following = (*sentence.words[1:], "")
    return [
        token
        for token, word in zip(sentence.tokens, following, strict=True)
        if token.word in _DENYING and word not in NOT_NEGATING_BEFORE
    ]


def _behind(sentence: Text, negation: Token) -> frozenset[str]:
    return frozenset(token.stem for token in sentence.content if token.start > negation.start)


def _is_the_same(own: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(own) and len(own & theirs) >= _THE_SAME * min(len(own), len(theirs) or len(own))


def _left_out(text: str, tokens: Sequence[Token] | set[Token]) -> str:
    """`text` as it would state what it denies with `tokens`."""
    return "".join(_pieces(text, sorted(tokens, key=lambda token: token.start)))


def _pieces(text: str, tokens: Sequence[Token]) -> Iterator[str]:
    end = 0
    for token in tokens:
        stated = _STATED.get(token.word, "")
        before = text[end : token.start].rstrip(" ")
        yield f"{before} {stated} " if stated and before else f"{before or stated} "
        end = token.end + (text[token.end : token.end + 1] == " ")
        if text[end : end + 4].lower() == "any ":
            end += 4
    yield text[end:]
