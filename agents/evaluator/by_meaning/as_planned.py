"""An answer that is the guide read out: every sentence the guide's own, and nothing beside them."""

from __future__ import annotations

from itertools import pairwise

from agents.evaluator.by_words.alignment import Alignment
from agents.evaluator.by_words.negations import negations_in
from language.text import Text, Token

# Of a sentence's words this share stands in the guide, and of its neighbours this share are neighbours there.
_FROM_THE_GUIDE, _NEIGHBOURS = 0.9, 0.8


def read_out(heard: Text, model_answer: Text) -> bool:
    """Whether nothing was said but sentences of the guide: no words of the candidate's own can turn them."""
    words, pairs = set(_words(model_answer.tokens)), set(pairwise(_words(model_answer.tokens)))
    return bool(heard.sentences) and all(
        _is_from(_words(sentence.tokens), words, pairs) for sentence in heard.sentences
    )


def stands_in(heard: Text, statement: Text) -> bool:
    """Whether the words of `statement` stand in the answer, one after the other."""
    wanted, said = _words(statement.tokens), _words(heard.tokens)
    length = len(wanted)
    return bool(wanted) and any(
        said[at : at + length] == wanted for at in range(len(said) - length + 1) if said[at] == wanted[0]
    )


def told_plainly(heard: Text, statement: Text, alignment: Alignment) -> bool:
    """Whether the answer tells `statement` in its own words and order, and denies nothing of it."""
    if alignment.credit < _FROM_THE_GUIDE or alignment.passage is None:
        return False
    own, said = list(pairwise(_stems(statement))), set(pairwise(_stems(heard)))
    if not own or sum(pair in said for pair in own) < _NEIGHBOURS * len(own):
        return False
    return negations_in(alignment.passage) == negations_in(statement)


def _stems(text: Text) -> list[str]:
    return [token.stem for token in text.content]


def _is_from(sentence: list[str], words: set[str], pairs: set[tuple[str, str]]) -> bool:
    own = list(pairwise(sentence))
    return sum(word in words for word in sentence) >= _FROM_THE_GUIDE * len(sentence) and (
        sum(pair in pairs for pair in own) >= _NEIGHBOURS * len(own)
    )


def _words(tokens: tuple[Token, ...]) -> list[str]:
    return [token.word for token in tokens]
