"""Which part of a posting a line stands in: what one must have, what is welcome, what one will do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.posting import AskedKind
from knowledge.markup.line import Kind, Line
from knowledge.posting.details import is_welcome
from knowledge.posting.words import folded, pattern, titles, words_of
from language.sentences import count_words
from language.terms import fold
from language.words import LANGUAGES, small_words

_KINDS = {"must": AskedKind.MUST, "nice": AskedKind.NICE, "duty": AskedKind.DUTY}
_ABOUT = "about"
_LEAD = re.compile(r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[IVX]{1,4}\.\s|[^\w(])*")
_LONGEST_TITLE = 9
_LONGEST_LEAD_IN = 26
_LONGEST_LABEL = 6
_LONGEST_CODE = 2
"""Letters of a mark that stands for a word, "E" or "Ds": before a colon it may be anything."""
_MOST_MORE = 1
"""Words that an unmarked title may have beside those that name a part."""
_TITLE, PLAIN, _ITEM = 7, 8, 9
"""The levels of what is set like a title, of a line of plain text that is one, and of an item over what it
names; headings have 1 to 6."""
_WORD = re.compile(r"[^\W\d_]+")
SMALL = frozenset(fold(word) for code in LANGUAGES for word in small_words(code))
_STOPS = (".", "。", ";", "；", ",")
_LEVELS = {Kind.ITEM: _ITEM, Kind.HEADING: 0}
_BOLD = re.compile(r"(\*\*|__)[^*_]+\1\s*[:：]?")
_BRACKETS = re.compile(r"[【\[［].+[】\]］]")
"""How Chinese postings set a title."""
_MARK_AT_ITS_END = re.compile(r"[(\[【（]\s*([^\W\d_][\w -]{0,18}?)\s*[)\]】）]\s*\.?$")
_CODE_AT_ITS_END = re.compile(r"[(\[]\w[)\]]\s*\.?$")
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BETWEEN_MARKS = re.compile(r"[,;/|]\s*|\s{2,}|\s(?:and|und|et|y|e|en)\s")
_MEANING = re.compile(r"\W*(\w{1,3})\W*\s*[=:–-]\s*([^\W\d_][\w -]*)\W*")
_LABELLED = re.compile(r"^([^:：]{2,40})[:：]\s*(.*)$")
_DASHED = re.compile(r"^(\w{3,}(?: \w+)?)\s+[–—-]+\s+(.+)$")
"""A label before a dash, which many a line has: only a word that is nothing but a mark counts."""


class Part:
    """What a title begins: `kind` is None for a part that asks for nothing, `level` that of its heading.

    `unknown` says that its title tells nothing, so that what is listed below it has to, `about` that it tells
    of the job without saying what ("Summary"), `adds` that it goes on from a list before it ("And beyond
    that"), `over_lines` that the list has no marks; `hint` is what the words of such a title make likely,
    "need", "nice", "duty" or "other" ("What you'll be up to"), "" where they say nothing. `groups` is how the
    titles within it are set, None until there is one.
    """

    def __init__(
        self,
        kind: AskedKind | None,
        level: int,
        *,
        unknown: bool = False,
        about: bool = False,
        adds: bool = False,
        over_lines: bool = False,
        hint: str = "",
    ) -> None:
        self.kind = kind
        self.level = level
        self.unknown = unknown
        self.about = about
        self.adds = adds
        self.over_lines = over_lines
        self.hint = hint
        self.first = False
        self.empty = True
        self.groups: tuple[object, ...] | None = None

    def holds(self, form: tuple[object, ...]) -> bool:
        """Whether a title set like `form`, which tells nothing, names a group within this part.

        It does where nothing stood between the two, and where it is set as such a group before it was.
        """
        if self.kind is not None and self.empty and self.groups is None:
            self.groups = form
        return self.groups == form


@dataclass(frozen=True, slots=True)
class _Set:
    """How a line is set: the level of what it would title, and what makes a title of it.

    `leads` says that a colon ends it, `heading` that it looks like a title, `asks` that it begins like one
    ("What you bring"), `apart` that a blank line stands above it, `form` tells titles that are set alike.
    """

    text: str
    level: int
    leads: bool
    heading: bool
    asks: bool
    apart: bool
    form: tuple[object, ...]

    @property
    def is_title(self) -> bool:
        return self.heading or self.leads or self.asks


def _set_of(line: Line, *, apart: bool, over_list: bool) -> _Set:
    text = line.clean.strip()
    plain = line.kind is Kind.TEXT
    goes_on = not text.endswith(_STOPS)
    leads = text.endswith((":", "："))
    bold = plain and _BOLD.fullmatch(line.text.strip()) is not None
    bracketed = plain and _BRACKETS.fullmatch(text) is not None
    # "Required, and what would make you excellent." over a list titles it, where it names a part.
    over_list = over_list and plain and (goes_on or text.endswith("."))
    capitals = plain and apart and text.isupper() and count_words(text) > 1
    heading = line.kind is Kind.HEADING or line.set_as_title or bold or over_list or capitals or bracketed
    if line.kind in _LEVELS:
        level = _LEVELS[line.kind] or line.level
    else:
        level = _TITLE - bracketed if heading or leads else PLAIN
    asks = apart and goes_on and pattern("title_asks").match(folded(text)) is not None
    return _Set(text, level, leads, heading, asks, apart, (level, bold, over_list, leads))


def part_begun(
    line: Line,
    above: Part | None,
    *,
    apart: bool = True,
    over_list: bool = False,
    over_lines: bool = False,
    goes_on: bool = False,
    title: bool = False,
) -> Part | None:
    """The part that `line` begins, None where it begins none and what is above goes on.

    `apart` says that a blank line stands above it, `over_list` that a list stands below it, `over_lines` that
    it has no marks, `goes_on` that it may be the rest of the line above, `title` that it is the posting's
    own: a "Requirements analyst" begins no part.
    """
    if not line.clean.strip() or line.kind not in (Kind.HEADING, Kind.TEXT, Kind.ITEM) or _is_coded(line):
        return None
    set_as = _set_of(line, apart=apart, over_list=(over_list or over_lines) and not goes_on)
    words = count_words(set_as.text)
    if line.kind is Kind.ITEM and (not set_as.leads or words > _LONGEST_TITLE):
        return None
    if pattern("ends").search(folded(set_as.text)):
        return Part(None, _TITLE)
    longest = _LONGEST_LEAD_IN if set_as.leads or line.kind is Kind.HEADING else _LONGEST_TITLE
    if words <= longest and (begun := _part_named(set_as, words, title=title)) is not None:
        return begun
    if title:
        return None
    if line.kind is Kind.ITEM:
        # Beside "- Requirements:" an item "- Salary:" is another part, within a list it is a group.
        return Part(None, _ITEM) if above is not None and above.level == _ITEM else None
    begun = _unnamed(set_as, above, apart=apart, short=words <= _LONGEST_LEAD_IN)
    if begun is not None and begun.unknown:
        begun.over_lines = over_lines
        begun.adds = pattern("adds").search(folded(set_as.text)) is not None
        begun.hint = _hinted(folded(set_as.text))
    return begun


def _is_coded(line: Line) -> bool:
    """Whether a line is what is asked for, whatever stands below it: "Patience with guests (E)"."""
    coded = line.kind is Kind.TEXT and _CODE_AT_ITS_END.search(line.clean) is not None
    return coded and ends_marked(line.clean) is not None


def _hinted(plain: str) -> str:
    """What the words of a folded title that is not known make likely, "" where they say nothing."""
    hints = (
        kind
        for kind in ("nice", "other", "duty", "need")
        if words_of("title_hints", whole=False)[kind].search(plain)
    )
    return next(hints, "")


def _part_named(set_as: _Set, words: int, *, title: bool) -> Part | None:
    """The part that a line of so many `words` names, None where it names none of ours."""
    # "Travel Requirements" by itself is a title, too.
    plain = set_as.apart and is_plain_title(set_as.text)
    if not (set_as.is_title or plain or _is_short(set_as.text)):
        return None
    if title:
        named = _by_titles(_LEAD.sub("", folded(set_as.text)))
    else:
        wholly = not (set_as.is_title or plain)
        named = _named(set_as.text, anywhere=set_as.leads and words > 2, wholly=wholly)
    if named == _ABOUT:
        return Part(None, set_as.level, unknown=True, about=True)
    return Part(_KINDS.get(named), set_as.level) if named is not None else None


def _unnamed(set_as: _Set, above: Part | None, *, apart: bool, short: bool) -> Part | None:
    """The part that a line begins which names none of ours."""
    if set_as.heading and short and not set_as.text.endswith(_STOPS):
        # "Hard skills" below "Requirements" is a group of them; a title beside them ends them.
        # Below a title that tells nothing each title tells for itself, but for a lead-in: "Skills:".
        deeper = above is not None and set_as.level > above.level and (set_as.leads or not above.unknown)
        group = above is not None and (deeper or above.holds(set_as.form))
        return None if group else Part(None, set_as.level, unknown=True)
    if set_as.asks and short and _hinted(folded(set_as.text)):
        # "Was auf dich zukommt" titles a paragraph as well.
        return Part(None, set_as.level, unknown=True)
    filled = above is not None and above.level == PLAIN and not above.empty
    plain = filled and apart and is_plain_title(set_as.text)
    return Part(None, set_as.level, unknown=True) if plain else None


def named_in(cell: str) -> AskedKind | None:
    """The kind of part that a cell in a table's head names, None where it names none."""
    begun = part_begun(Line(number=1, kind=Kind.HEADING, text=cell, level=6), None)
    return begun.kind if begun is not None else None


def section_of(row: str) -> Part | None:
    """The part that a row of a table with a single cell begins: "| SECTION 3 – DESIRABLE CRITERIA |"."""
    begun = part_begun(Line(number=1, kind=Kind.HEADING, text=row, level=6), None)
    return begun if begun is not None and begun.kind is not None else None


def ends_marked(text: str) -> AskedKind | None:
    """What the mark at the end of a line says of how it is asked for: "Good English (E)"; else None."""
    found = _MARK_AT_ITS_END.search(text)
    return marked_as(found[1]) if found is not None else None


def without_mark(text: str) -> str:
    """A line without the mark at its end: "Good English" of "Good English (E)"."""
    return _MARK_AT_ITS_END.sub("", text).rstrip() if ends_marked(text) is not None else text


def explains_marks(text: str) -> bool:
    """Whether a line only says what the marks stand for: "E = essential, D = desirable"."""
    told = [_MEANING.fullmatch(each.strip()) for each in _BETWEEN_MARKS.split(text.strip(" ()."))]
    return all(
        each is not None and marked_as(each[1]) is not None and marked_as(each[1]) is marked_as(each[2])
        for each in told
    )


def names_all(line: Line) -> str:
    """What a posting is for, of a line that says so: "Person specification: Porter"; "" for any other."""
    found = _LABELLED.match(line.clean.strip())
    if found is None or pattern("names_all").fullmatch(folded(found[1]).strip()) is None:
        return ""
    role = found[2].strip()
    named = is_plain_title(_ASIDE.sub("", role).strip()) or pattern("roles").search(folded(role)) is not None
    return role if named and count_words(role) <= _LONGEST_TITLE and "," not in role else ""


def marked_as(text: str) -> AskedKind | None:
    """What a word says that only says how something is asked for: "E", "Desirable", "Kann"; else None."""
    plain = folded(text).strip(" .()*_")
    return next((_KINDS[kind] for kind, each in words_of("marks").items() if each.fullmatch(plain)), None)


def labelled(line: Line) -> tuple[AskedKind | None, str] | None:
    """What a line has that names its part itself ("Nice to have: Terraform"), None where it names none.

    Its kind is None where that part asks for nothing: "Benefits: a bicycle".
    """
    dashed = _DASHED.match(line.clean.strip())
    if dashed is not None and (marked := marked_as(dashed[1])) is not None:
        return marked, dashed[2].strip()
    found = _LABELLED.match(line.clean.strip())
    if found is None or not found[2].strip() or count_words(found[1]) > _LONGEST_LABEL:
        return None
    if is_mark(line):
        return marked_as(found[1]), found[2].strip()
    if says_what_is_needed(line):
        return AskedKind.MUST, found[2].strip()
    # "Functions to carry out: …" is one, "Start of the mission: …" is none.
    plain = _LEAD.sub("", folded(found[1]))
    first = next((word for word in _WORD.findall(plain) if word not in SMALL), "")
    named = _by_titles(plain) or (_by_words(plain, wholly=False) if _kind_of(first) else None)
    return (_KINDS.get(named), found[2].strip()) if named is not None else None


def is_mark(line: Line) -> bool:
    """Whether the label of a line says only how it is asked for: "Must: a first aid certificate"."""
    found = _LABELLED.match(line.clean.strip())
    return found is not None and len(found[1]) > _LONGEST_CODE and marked_as(found[1]) is not None


def says_what_is_needed(line: Line) -> bool:
    """`You need: a licence, two years of it, a car.`: does the label of a line say no more than that?"""
    found = _LABELLED.match(line.clean.strip())
    return found is not None and pattern("says_what_is_needed").match(folded(found[1]).strip()) is not None


def is_fact(line: Line) -> bool:
    """Whether a line only tells a fact about the job: "Employment type: full-time"."""
    found = _LABELLED.match(line.clean.strip())
    if line.kind is not Kind.TEXT or found is None or not found[2] or is_welcome(found[2]):
        return False
    return count_words(found[1]) <= 3 and count_words(found[2]) <= 8 and "," not in found[2]


def _named(text: str, *, anywhere: bool, wholly: bool = False) -> str | None:
    """The kind of part that `text` names: by its beginning, `wholly` by hardly more than that."""
    plain = _LEAD.sub("", folded(text))
    if is_welcome(text):
        # "Not required, but we'd be glad of it".
        return "nice"
    if (named := _by_titles(plain, wholly=wholly)) is not None:
        # "Skills that are desirable" begins like one that has to be had.
        return "nice" if named == "must" and _by_words(plain, wholly=False) == "nice" else named
    if anywhere:
        # "We'd be happy to have you if you have:" says it at its end.
        at_its_end = next((kind for kind, names in titles().items() if names.search(plain)), None)
        return _by_words(plain, wholly=False) if at_its_end is None else at_its_end
    return _by_words(plain, wholly=wholly)


def _by_titles(plain: str, *, wholly: bool = False) -> str | None:
    """The kind of part that a folded title names at its beginning, `wholly` with hardly more than that."""
    for kind, names in titles().items():
        found = names.match(plain)
        # "Experience with PostgreSQL" in a list without marks is an experience and no title.
        if found and not (wholly and count_words(plain[found.end() :]) > _MOST_MORE):
            return kind
    return None


def _kind_of(word: str) -> str | None:
    """The kind of part that a folded word tells, None where it tells none."""
    return next((kind for kind, known in words_of("title_words").items() if known.fullmatch(word)), None)


def _by_words(plain: str, *, wholly: bool) -> str | None:
    """The kind of part that the words of a folded title tell, None where none does.

    `wholly` asks that it has no other words: "Minimum education requirements and experience", but not
    "Experience with harbours", which is an item of a list without marks.
    """
    told: list[str] = []
    for word in _WORD.findall(plain):
        kind = _kind_of(word)
        if kind is not None:
            told.append(kind)
        elif wholly and word not in SMALL and not pattern("title_fillers").fullmatch(word):
            return None
    first = [kind for kind in ("nice", "other") if kind in told]
    return next(iter([*first, *told]), None)


def is_plain_title(text: str) -> bool:
    """Whether a line of text reads like a title that is none of ours: "What Success Looks Like", "Next?"."""
    words = text.split()
    capital = words[0][:1].isupper() and all(word[:1].isupper() or fold(word) in SMALL for word in words)
    return text.endswith("?") or (1 < len(words) <= _LONGEST_TITLE and capital and text[-1:].isalpha())


def _is_short(text: str) -> bool:
    """Whether a line of plain text may be a title: a few words, without the stop of a sentence."""
    return count_words(text) <= 6 and not text.endswith((*_STOPS, "!", "…"))
