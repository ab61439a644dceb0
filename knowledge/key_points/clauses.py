"""An answer cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.guide import KeyPointOrigin
from knowledge.inline import without_stray_quotes
from knowledge.key_points import weights
from knowledge.key_points.clause import Clause
from knowledge.key_points.openings import EMPTY, Opening, has_figure
from knowledge.key_points.openings import opening as leads_up
from knowledge.lines.remarks import as_said
from knowledge.markup.prose import Form, Piece
from knowledge.markup.sub_heads import Heads
from language.figures.numerals import ENGLISH_WORDS
from language.sentences import count_words, sentences

_MOST_WORDS_IN_A_CLAUSE = 45
_FEWEST_WORDS_IN_A_SENTENCE = 4
_FEWEST_WORDS_IN_A_BULLET = 5
_MOST_CLAUSES_IN_A_PART = 5
_MOST_WORDS_IN_A_LABEL = 8

_INTRODUCES = re.compile(
    rf"^(?:{ENGLISH_WORDS}|(?:several|some|a few|many)\b)"
    r"|\b(?:i|i've|i'd|i'm|my|we|our|you|includes?|included|following|these|this|here|here's"
    r"|there|is|are|was|were|has|have|to|by|that)\b",
    re.IGNORECASE,
)
# "First, the same code.": what is told comes in the next sentence.
_ANNOUNCES = re.compile(
    r"^(?:and )?(?:first|second|third|then|next|finally|last|lastly|now|also),? "
    r"(?:the|a|an|my|our|about) (?:[\w'-]+ ?){1,4}[.:]$",
    re.IGNORECASE,
)
# "Sample solution (30-40 minutes)": a heading and its time.
_HEADING_WITH_TIME = re.compile(
    r"^[^.!?。！？()（）]{2,60}[(（]\s*(?:~|ca\.?|about)?\s*\d+(?:\s*[-–]\s*\d+)?\s*"
    r"(?:min|h|hour|sec|stunde|hora|heure|ora|ore|uur|分|小时)[^()（）]{0,8}[)）][.:]?$",
    re.IGNORECASE,
)
_LABEL_ONLY = re.compile(r"^[^.!?。！？]{1,80}[:：]$")
_STARTS_WITH_NUMBER = re.compile(
    # Not the whole part of a decimal: "2.4 million events".
    r"^(?:\d{1,2}[.)、](?!\d)|[a-h][.)]|(?:first|second|third|fourth|fifth|step \d+)\s*[:：])\s*",
    re.IGNORECASE,
)


def clauses(pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses of an answer: sentences of its paragraphs, bullets, and comments where it is only code."""
    found: list[Clause] = []
    heads = Heads()
    index = 0
    pieces = _whole(pieces)
    while index < len(pieces):
        piece = pieces[index]
        if _introduces_code(pieces, index):
            found += _of_paragraph(piece, heads.over(piece), opening=not found, weight=_weight_of(piece))
        elif piece.form is Form.HEAD or _is_label(piece, pieces, index):
            heads.under(piece)
        elif piece.form is Form.BULLET and _is_a_paragraph(piece, pieces):
            found += _of_paragraph(piece, heads.over(piece), opening=not found)
        elif piece.form is Form.BULLET:
            several = _short_siblings(pieces, index)
            if len(several) > 1 and heads.over(piece) is not None:
                found.append(_of_short_bullets(several, heads.over(piece)))
                index += len(several) - 1
            else:
                found += _of_bullet(piece, heads.over(piece))
        elif piece.form is Form.PROSE:
            found += _of_paragraph(piece, heads.over(piece), opening=not found)
            heads.after_paragraph()
        index += 1
    return without_openings(found) or _of_code(pieces) or _of_few_words(pieces)


def _is_a_paragraph(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Is a bullet all of an answer, in several sentences, as pages folded by bullets have it?"""
    alone = all(other is piece or other.form is Form.HEAD for other in pieces)
    return alone and len(sentences(piece.text)) > 1


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with a paragraph that leaves its last sentence open before the line that says the rest."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before is not None and piece.form is Form.PROSE and before.form in (Form.PROSE, Form.HEAD):
            said = sentences(before.text)
            # A line alone that ends so is a head.
            if len(said) > 1 and _leaves_open(said[-1]):
                found[-1] = Piece(Form.PROSE, (*before.parts, *piece.parts))
                continue
        found.append(piece)
    return found


def without_openings(found: Sequence[Clause]) -> list[Clause]:
    """`found` without what only leads up to it; where there is nothing else, it stays."""
    return [clause for clause in found if not clause.opens] or list(found)


def star_clauses(part: str, pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses of one part ("situation", "task", "action", "result") of a STAR story."""
    weight = weights.PARTS[part]
    found = [
        replace(
            clause,
            weight=weight * (1 if clause.weight >= weights.FIGURE else 0.9),
            origin=KeyPointOrigin.STAR,
        )
        for clause in clauses(pieces)
    ]
    heaviest = sorted(range(len(found)), key=lambda at: -found[at].weight)[:_MOST_CLAUSES_IN_A_PART]
    # As they were told: several may stand in one line.
    return [found[at] for at in sorted(heaviest)]


def _short_siblings(pieces: Sequence[Piece], index: int) -> list[Piece]:
    """The bullets from `index` on that are too short to stand alone."""
    several = []
    for piece in pieces[index:]:
        if piece.form is not Form.BULLET or piece.depth != pieces[index].depth:
            break
        if count_words(piece.text) >= _FEWEST_WORDS_IN_A_BULLET or has_figure(piece.text):
            break
        several.append(piece)
    return several


def _of_short_bullets(several: Sequence[Piece], head: Piece | None) -> Clause:
    """`Security:` / `- Tokens` / `- Rate limits` say one thing together."""
    name = head.text.rstrip(" :：") if head is not None else ""
    listed = "; ".join(piece.text.rstrip(" .;,") for piece in several)
    return Clause(f"{_capitalised(name)}: {listed}", several[0].first, several[-1].last, weights.BULLET)


def _introduces_code(pieces: Sequence[Piece], index: int) -> bool:
    """Does a line ending with a colon say what the code below it does? It has nobody else to say it."""
    if index + 1 >= len(pieces) or pieces[index + 1].form is not Form.CODE:
        return False
    piece = pieces[index]
    return (
        piece.form is not Form.CODE
        and piece.text.endswith((":", "："))
        and count_words(piece.text) >= _FEWEST_WORDS_IN_A_SENTENCE
    )


def _weight_of(piece: Piece) -> float:
    if piece.form is not Form.BULLET:
        return weights.SENTENCE
    return weights.NESTED_BULLET if piece.depth else weights.BULLET


def _is_label(piece: Piece, pieces: Sequence[Piece], index: int) -> bool:
    """A bullet that only introduces those below it."""
    if piece.form is not Form.BULLET:
        return bool(_LABEL_ONLY.match(piece.text))
    follows = index + 1 < len(pieces) and pieces[index + 1].form is Form.BULLET
    if follows and piece.text.endswith((":", "：")) and len(sentences(piece.text)) == 1:
        return True
    below = (
        index + 1 < len(pieces)
        and pieces[index + 1].form is Form.BULLET
        and pieces[index + 1].depth > piece.depth
    )
    if _LABEL_ONLY.match(piece.text):
        return True
    return below and count_words(piece.text) <= 4 and not re.search(r"[:：]\s*\S", piece.text)


def _of_bullet(piece: Piece, head: Piece | None) -> list[Clause]:
    text = as_said(_STARTS_WITH_NUMBER.sub("", piece.text))
    nested = weights.NESTED_BULLET if piece.depth else weights.BULLET
    if count_words(text) > _MOST_WORDS_IN_A_CLAUSE:
        return _of_paragraph(piece, head, opening=False, weight=nested)
    if not _says_something(text, fewest=1):
        return []
    weight, figure = weights.of_bullet(text, nested, deep=bool(piece.depth))
    if head is not None and weights.says_today(head.text):
        weight, figure = min(weight, nested), False
    return [
        Clause(
            _prefix(head) + _capitalised(text),
            piece.first,
            piece.last,
            weight,
            KeyPointOrigin.FIGURE if figure else KeyPointOrigin.ANSWER,
        )
    ]


def _of_paragraph(
    piece: Piece, head: Piece | None, *, opening: bool, weight: float = weights.SENTENCE
) -> list[Clause]:
    found: list[Clause] = []
    place = 0
    for number, sentence in enumerate(_joined_shorts(sentences(piece.text))):
        first, last = piece.lines_of(sentence, place)
        place = max(place, piece.joined.find(sentence, place))
        text = _capitalised(without_stray_quotes(_STARTS_WITH_NUMBER.sub("", sentence)))
        introduces = number == 0 and piece.form is not Form.PROSE
        if not _says_something(text, fewest=3) or (_LABEL_ONLY.match(text) and not introduces):
            continue
        if _HEADING_WITH_TIME.match(text):
            continue
        text = as_said(_unquoted_after_label(text))
        text = re.sub(r"[:：]$", ".", text)
        first_of_all = opening and number == 0
        leads = leads_up(text, first=first_of_all)
        own, figure = weights.of_sentence(text, weight, first=first_of_all)
        if leads is not None:
            own = weights.OPENING
        origin = KeyPointOrigin.FIGURE if figure else KeyPointOrigin.ANSWER
        prefix = _prefix(head) if number == 0 and not weights.is_decision(text) else ""
        found.append(Clause(prefix + text, first, last, own, origin, opens=leads in EMPTY))
    return found


def _unquoted_after_label(text: str) -> str:
    """`Action: "I asked."` without the quotes around what was said."""
    label, colon, said = text.partition(": ")
    if not colon or said[:1] not in {'"', "“", "„", "«"} or count_words(label) > 2:
        return text
    return f"{label}: {without_stray_quotes(said)}"


def _joined_shorts(found: Sequence[str]) -> list[str]:
    """Sentences of a word or three ("Replay."), and those that only announce, go with the next one.

    The last one goes with the one before.
    """
    joined: list[str] = []
    waiting = ""
    for sentence in found:
        if count_words(sentence) < _FEWEST_WORDS_IN_A_SENTENCE and leads_up(sentence) is Opening.GREETING:
            continue
        announces = bool(_ANNOUNCES.match(sentence)) or _leaves_open(sentence)
        sentence = f"{waiting} {sentence}".strip()
        waiting = ""
        if announces or count_words(sentence) < _FEWEST_WORDS_IN_A_SENTENCE:
            waiting = sentence
        else:
            joined.append(sentence)
    if waiting and joined:
        joined[-1] = f"{joined[-1]} {waiting}"
    elif waiting:
        joined.append(waiting)
    return joined


def _leaves_open(sentence: str) -> bool:
    """Whether a sentence tells something and then, behind a colon, leaves the rest to the next one."""
    told = sentence.endswith((":", "：")) and count_words(sentence) > _MOST_WORDS_IN_A_LABEL
    return told and leads_up(sentence) is None


def _prefix(head: Piece | None) -> str:
    """The sub-head before a clause, where it names a thing; "My approach includes:" does not."""
    if head is None:
        return ""
    name = _STARTS_WITH_NUMBER.sub("", head.text).rstrip(" :：")
    if not name or count_words(name) > 6 or _INTRODUCES.search(name):
        return ""
    return f"{_capitalised(name)}: "


def _capitalised(name: str) -> str:
    """`RESULT: it held` reads better as `Result: it held`."""
    label, colon, rest = name.partition(":")
    if len(label) > 4 and label.isupper():
        label = label.capitalize()
    return label + colon + rest


def _says_something(text: str, fewest: int) -> bool:
    return (
        any(sign.isalpha() for sign in text)
        and count_words(text) >= fewest
        and not text.endswith(("...", "…:"))
    )


def _of_few_words(pieces: Sequence[Piece]) -> list[Clause]:
    """An answer that is a name or a number ("443") is its own key point."""
    said = next((piece for piece in pieces if piece.form is Form.PROSE), None)
    if said is None or not any(map(str.isalnum, said.text)) or said.text.endswith(("...", "…", ":")):
        return []
    return [Clause(said.text, said.first, said.last, weights.SENTENCE)]


def _of_code(pieces: Sequence[Piece]) -> list[Clause]:
    """An answer that is only code says what its comments say, or its statements."""
    lines = [part for piece in pieces if piece.form is Form.CODE for part in piece.parts]
    comments = [
        (number, text.strip().lstrip("#/-* "))
        for number, text in lines
        if text.strip().startswith(("#", "//", "--"))
    ]
    said = comments or [(number, text.strip()) for number, text in lines]
    return [
        Clause(text, number, number, weights.BULLET)
        for number, text in said
        if _says_something(text, fewest=2)
    ]
