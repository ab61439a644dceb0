"""What a strong answer says, one clause at a time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from domain.guide import KeyPoint, KeyPointOrigin, Source, StarParts, TalkingPointKind
from knowledge.blocks import read_lines
from knowledge.inline import without_stray_quotes
from knowledge.prose import Form, Piece, pieces_of
from knowledge.sub_heads import Heads
from language.figures import Dimension, Role, figures
from language.figures.numerals import ENGLISH_WORDS
from language.sentences import count_words, sentences

# More than a dozen things nobody says in one answer; the weightiest are kept, in the guide's order.
MOST_KEY_POINTS = 12
_MOST_WORDS_IN_A_CLAUSE = 45
_FEWEST_WORDS_IN_A_SENTENCE = 4
_FEWEST_WORDS_IN_A_BULLET = 5

_FIGURE_WEIGHT = 1.0
_FIRST_SENTENCE_WEIGHT = 0.9
_BULLET_WEIGHT = 0.75
_SENTENCE_WEIGHT = 0.65
_NESTED_BULLET_WEIGHT = 0.45
_COURTESY_WEIGHT = 0.3
_WANTED_WEIGHT = 0.35
_WHY_WEIGHT = 0.25
_PART_WEIGHTS = {"situation": 0.5, "task": 0.6, "action": 0.9, "result": 1.0}
_MOST_CLAUSES_IN_A_PART = 5

_RESULT = re.compile(
    r"^(?:results?|outcomes?|impact|resultado|ergebnis|résultat|结果)\s*[:：]\s*\S", re.IGNORECASE
)
_COURTESY = re.compile(
    r"^(?:and |so |but )?(?:thank|thanks|i'?m (?:confident|excited|happy|eager|genuinely"
    r"|particularly)|i(?:'d| would) (?:love|be happy|be excited)|happy to|great question"
    r"|that'?s (?:my|a) |good luck|gracias|obrigad|谢谢|danke|merci)",
    re.IGNORECASE,
)
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
_LABEL_ONLY = re.compile(r"^[^.!?。！？]{1,80}[:：]$")
_STARTS_WITH_NUMBER = re.compile(
    # Not the whole part of a decimal: "2.4 million events".
    r"^(?:\d{1,2}[.)、](?!\d)|[a-h][.)]|(?:first|second|third|fourth|fifth|step \d+)\s*[:：])\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A key point before it has an id; the lines are 1-based and inclusive."""

    text: str
    first: int
    last: int
    weight: float
    origin: KeyPointOrigin = KeyPointOrigin.ANSWER


def key_points(
    kind: TalkingPointKind,
    title: str,
    text: str,
    source: Source,
    *,
    star: StarParts | None = None,
    what_they_want: str = "",
    why_it_works: str = "",
) -> tuple[KeyPoint, ...]:
    """The key points of a talking point whose text is known but not the lines it stands on.

    Every key point cites `source` as a whole; `understand` uses the line of each clause instead.
    """
    found: list[Clause] = []
    if star is not None and any((star.situation, star.task, star.action, star.result)):
        for name in _PART_WEIGHTS:
            found += star_clauses(name, pieces_of(read_lines(getattr(star, name))))
    else:
        found += clauses(pieces_of(read_lines(text)))
    found += extra_clauses(pieces_of(read_lines(what_they_want)), KeyPointOrigin.WHAT_THEY_WANT)
    found += extra_clauses(pieces_of(read_lines(why_it_works)), KeyPointOrigin.WHY_IT_WORKS)
    whole = [replace(clause, first=source.first_line, last=source.last_line) for clause in found]
    return assembled(f"{kind}|{title}|{text}", whole, source)


def clauses(pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses of an answer: sentences of its paragraphs, bullets, and comments where it is only code."""
    found: list[Clause] = []
    heads = Heads()
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if _introduces_code(pieces, index):
            found += _of_paragraph(piece, heads.over(piece), opening=not found, weight=_weight_of(piece))
        elif piece.form is Form.HEAD or _is_label(piece, pieces, index):
            heads.under(piece)
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
    return found or _of_code(pieces) or _of_few_words(pieces)


def _short_siblings(pieces: Sequence[Piece], index: int) -> list[Piece]:
    """The bullets from `index` on that are too short to stand alone."""
    several = []
    for piece in pieces[index:]:
        if piece.form is not Form.BULLET or piece.depth != pieces[index].depth:
            break
        if count_words(piece.text) >= _FEWEST_WORDS_IN_A_BULLET or _has_figure(piece.text):
            break
        several.append(piece)
    return several


def _of_short_bullets(several: Sequence[Piece], head: Piece | None) -> Clause:
    """`Security:` / `- Tokens` / `- Rate limits` say one thing together."""
    name = head.text.rstrip(" :：") if head is not None else ""
    listed = "; ".join(piece.text.rstrip(" .;,") for piece in several)
    return Clause(f"{_capitalised(name)}: {listed}", several[0].first, several[-1].last, _BULLET_WEIGHT)


def star_clauses(part: str, pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses of one part ("situation", "task", "action", "result") of a STAR story."""
    weight = _PART_WEIGHTS[part]
    found = [
        replace(
            clause,
            weight=weight * (1 if clause.weight >= _FIGURE_WEIGHT else 0.9),
            origin=KeyPointOrigin.STAR,
        )
        for clause in clauses(pieces)
    ]
    found.sort(key=lambda clause: -clause.weight)
    return sorted(found[:_MOST_CLAUSES_IN_A_PART], key=lambda clause: (clause.first, clause.last))


def extra_clauses(pieces: Sequence[Piece], origin: KeyPointOrigin) -> list[Clause]:
    """What the interviewer wants, or why the answer works, as light clauses."""
    weight = _WANTED_WEIGHT if origin is KeyPointOrigin.WHAT_THEY_WANT else _WHY_WEIGHT
    return [replace(clause, weight=weight, origin=origin) for clause in clauses(pieces)[:2]]


def assembled(identity: str, found: Iterable[Clause], source: Source) -> tuple[KeyPoint, ...]:
    """Key points with ids and weights (the weightiest has 1), without repeated ones and those too many."""
    kept: dict[str, Clause] = {}
    for clause in found:
        kept.setdefault(clause.text.casefold(), clause)
    chosen = _chosen(list(kept.values()))
    if not chosen:
        return ()
    heaviest = max(clause.weight for clause in chosen)
    return tuple(
        KeyPoint(
            id=stable_id(identity, clause.text),
            text=clause.text,
            weight=round(clause.weight / heaviest, 3),
            origin=clause.origin,
            source=Source(
                guide=source.guide,
                first_line=clause.first,
                last_line=clause.last,
                heading_path=source.heading_path,
            ),
        )
        for clause in chosen
    )


def _chosen(found: Sequence[Clause]) -> list[Clause]:
    """The weightiest clauses, from every part of a long answer before two from the same."""
    places: dict[str, int] = {}
    ranked = []
    for order, clause in sorted(enumerate(found), key=lambda pair: (-pair[1].weight, pair[0])):
        part = clause.text.partition(": ")[0]
        places[part] = places.get(part, 0) + 1
        # A third clause of one part yields to the first of another.
        ranked.append((clause.weight - 0.2 * (places[part] - 1), -order, order, clause))
    ranked.sort(key=lambda entry: (-entry[0], entry[2]))
    return [clause for _, _, order, clause in sorted(ranked[:MOST_KEY_POINTS], key=lambda entry: entry[2])]


def stable_id(*parts: str) -> str:
    """Twelve hex digits that stand for `parts`."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


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
        return _SENTENCE_WEIGHT
    return _NESTED_BULLET_WEIGHT if piece.depth else _BULLET_WEIGHT


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
    text = _STARTS_WITH_NUMBER.sub("", piece.text)
    nested = _NESTED_BULLET_WEIGHT if piece.depth else _BULLET_WEIGHT
    if count_words(text) > _MOST_WORDS_IN_A_CLAUSE:
        return _of_paragraph(piece, head, opening=False, weight=nested)
    if not _says_something(text, fewest=1):
        return []
    figure = _has_figure(text)
    prefix = _prefix(head)
    weight = (nested + _FIGURE_WEIGHT) / 2 if figure and piece.depth else _FIGURE_WEIGHT if figure else nested
    return [
        Clause(
            prefix + _capitalised(text),
            piece.first,
            piece.last,
            weight,
            KeyPointOrigin.FIGURE if figure else KeyPointOrigin.ANSWER,
        )
    ]


def _of_paragraph(
    piece: Piece, head: Piece | None, *, opening: bool, weight: float = _SENTENCE_WEIGHT
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
        text = _unquoted_after_label(text)
        text = re.sub(r"[:：]$", ".", text)
        figure = _has_figure(text)
        own = _FIGURE_WEIGHT if figure or _RESULT.match(text) else weight
        if _COURTESY.match(text):
            own = _COURTESY_WEIGHT
        elif opening and number == 0:
            own = max(own, _FIRST_SENTENCE_WEIGHT)
        origin = KeyPointOrigin.FIGURE if figure else KeyPointOrigin.ANSWER
        found.append(Clause((_prefix(head) if number == 0 else "") + text, first, last, own, origin))
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
        announces = bool(_ANNOUNCES.match(sentence))
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
    return [Clause(said.text, said.first, said.last, _SENTENCE_WEIGHT)]


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
        Clause(text, number, number, _BULLET_WEIGHT)
        for number, text in said
        if _says_something(text, fewest=2)
    ]


def _has_figure(text: str) -> bool:
    """Whether a result is told in figures: with a unit, or from one to another; a year is none."""
    return any(
        figure.dimension is not Dimension.DATE and (figure.unit or figure.role is not Role.NONE)
        for figure in figures(text)
    )
