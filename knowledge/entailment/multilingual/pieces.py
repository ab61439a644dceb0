"""The multilingual encoder's tokenizer, made of its vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

# Letters that none of the languages is written with that are read.
_OTHER_LETTERS = re.compile(
    r"[\u0370-\u1dff\u2c00-\u2dff\u3040-\u33ff\ua000-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc]"
)
_BEGIN, _END, _UNKNOWN = "<s>", "</s>", "<unk>"


def needed(pieces: Sequence[tuple[str, float]]) -> list[int]:
    """The numbers of those pieces that the languages we read can have: half of them, in half the memory."""
    return [number for number, (piece, _) in enumerate(pieces) if not _OTHER_LETTERS.search(piece)]


def tokenizer_of(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """XLM-RoBERTa's: a word in its likeliest pieces (Kudo, Subword Regularization, 2018), between two marks.

    Its own table of characters written otherwise is NFKC but for controls, which no guide has.
    """
    numbers = {piece: number for number, (piece, _) in enumerate(pieces)}
    tokenizer = Tokenizer(models.Unigram(list(pieces), numbers[_UNKNOWN], False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{_BEGIN} $A {_END}", special_tokens=[(mark, numbers[mark]) for mark in (_BEGIN, _END)]
    )
    return tokenizer
