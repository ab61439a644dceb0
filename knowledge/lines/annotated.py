"""A line of a guide, or a part of one, with what it says by itself."""

from __future__ import annotations

from knowledge.inline import folded, is_quoted, without_emoji, without_marks, without_stray_quotes
from knowledge.lines.cues import cue
from knowledge.lines.labels import Label, Role, labels_of, may_be_a_quarter, numbered_question
from knowledge.lines.names import named, without_name
from knowledge.lines.once import Once
from knowledge.lines.topics import TITLES, Topic, is_numbered_title, is_what_they_ask, topic_named
from language.patterns import regex
from language.sentences import count_words, sentences

_NUMBER = regex(r"^\s*(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s+")
_BRACKETS_AT_END = regex(r"\s*[(（][^()（）]*[)）]\s*$")
# The last letters of the words that make a question in Japanese, Korean and Chinese.
_ASKING_LETTERS = frozenset("か까요가吗嗎呢")
_LONGEST_ENDING = 12
_UNFINISHED = regex(r"(?:\.\.\.|…)\s*[?？]$")
_MOST_WORDS_OF_A_PHRASE = 6
_LONGEST_OWN = 200
# What happened, and what is asked for.
_FEWEST_SENTENCES = 2
_FEWEST_WORDS_OF_A_CASE = 3
_ONE_WORD = regex(r"\w\W+\w|[\u3400-\u9fff]{3}")


def _without_brackets(text: str) -> str:
    """`text` without the brackets that it ends with, and the blanks around them."""
    return _BRACKETS_AT_END.sub("", text) if text.rstrip().endswith((")", "）")) else text


class Annotated:
    """A text, and what can be told from it alone: each is found out when it is first asked for, and kept.

    This is the one place that asks a line of a guide what it is. Readers match what stands here; a reader
    that needs to know something new about lines adds it here.
    """

    text: str
    told: Topic | None = None

    @Once
    def unmarked(self) -> str:
        """The text without emphasis, code ticks and links."""
        return without_marks(self.text)

    @Once
    def plain(self) -> str:
        """The text without marks, and without emoji at its ends."""
        return without_emoji(self.unmarked)

    @Once
    def clean(self) -> str:
        """The text as a person reads it."""
        return without_stray_quotes(self.plain)

    @Once
    def labels(self) -> tuple[Label, ...]:
        """Every label that the text may begin with."""
        return labels_of(self.text, self.plain)

    @Once
    def heading_labels(self) -> tuple[Label, ...]:
        """The labels of a heading: `#### Situation`, `### Situation: a slow import`."""
        return Phrase(f"**{self.plain}**").labels

    def label(self, *roles: Role) -> Label | None:
        """The label of one of `roles` that the text begins with."""
        # A loop, since every line is asked many times, and most begin with none.
        for label in self.labels:
            if label.role in roles:
                return label
        return None

    def heading_label(self, *roles: Role) -> Label | None:
        """The label of one of `roles` that the text, a heading, is or begins with."""
        return next((label for label in self.heading_labels if label.role in roles), None)

    @Once
    def behind_number(self) -> Annotated:
        """The text, a heading, without its number (`3.`, `1.2`); itself where it has none."""
        bare = _NUMBER.sub("", self.text)
        return self if bare == self.text else Phrase(bare)

    @Once
    def as_title(self) -> Annotated:
        """The text as a title: without number, quotes, emphasis and time."""
        return Phrase(named(self.text))

    @Once
    def behind_name(self) -> Annotated:
        """The text without a name like "Scenario 2:" before it; itself where it has none."""
        bare = without_name(self.text)
        return self if bare == self.text else Phrase(bare)

    @Once
    def question(self) -> str | None:
        """The question after `Q3:`, `Question 2 -`, `问题3：`; None where there is no such label."""
        numbered = numbered_question(self.plain)
        label = self.label(Role.QUESTION)
        if may_be_a_quarter(self.plain):
            asked = Phrase(numbered or (label.rest if label else ""))
            return asked.clean if asked.is_put_to_somebody else None
        if numbered:
            return Phrase(numbered).clean
        if label is None or (label.is_speaker and not label.speaks()):
            return None
        return Phrase(label.rest).clean

    @property
    def is_spoken_by_them(self) -> bool:
        """Does the text begin with the interviewer's name, as in a transcript?"""
        label = self.label(Role.QUESTION)
        return label is not None and label.is_speaker

    @Once
    def ends_as_question(self) -> bool:
        """Does the text end with a question mark, or a word for one, brackets and quotes aside?"""
        plain = _without_brackets(self.plain.rstrip()).rstrip(" \"'”“’‘»«」』*_.)。")
        if plain.endswith(("?", "？", "؟")):
            return True
        return plain[-1:] in _ASKING_LETTERS and bool(cue("asking_ending").search(plain[-_LONGEST_ENDING:]))

    @Once
    def asks(self) -> bool:
        """Does the text read like an interviewer's question, with or without a question mark?"""
        plain = folded(self.clean)
        if cue("list_words").match(plain):
            return False
        if self.tells_how and not self.ends_as_question:
            return False
        if self.ends_as_question or cue("asks").match(plain):
            return True
        named = ", " in plain or " - " in plain or " – " in plain
        return named and bool(cue("asks_behind_a_name").match(plain))

    @Once
    def tells_how(self) -> bool:
        """`Wie ich …`, `Cómo hablar de …`: does the text read like a title over advice?"""
        plain = folded(self.clean)
        return bool(cue("tells_how").match(plain) or cue("how_to").match(plain))

    @Once
    def requests(self) -> bool:
        """Does the text demand something: "Summarise …", "Nennen Sie …", "…を教えてください"?

        To-dos do, too, so that only what stands near makes a question of it.
        """
        plain = folded(self.clean)
        if cue("requests").match(plain):
            return True
        if cue("how_to").match(plain) and not cue("tells_how").match(plain):
            return True
        # Folding would take Korean syllables and Japanese voiced signs apart.
        return bool(cue("requests_at_the_end").search(self.clean.rstrip(" .。!！।")))

    @Once
    def names_a_theme(self) -> bool:
        """`A time you were wrong`, `Une réussite`: is it, as a title, what everybody is asked about?"""
        return any(cue("asked_about").match(text) for text in (folded(self.clean), self.clean))

    @Once
    def closes_with_a_request(self) -> bool:
        """Does the last of several sentences ask: `The till is short by forty. Walk me through it.`?"""
        said = sentences(self.clean)
        if len(said) < _FEWEST_SENTENCES or count_words(" ".join(said[:-1])) < _FEWEST_WORDS_OF_A_CASE:
            return False
        last = Phrase(said[-1])
        return last.asks or (last.requests and last.speaks_to_you)

    @Once
    def speaks_to_you(self) -> bool:
        """Does the text say "you", in the languages that guides are read in?"""
        return any(cue("speaks_to_you").search(text) for text in (folded(self.clean), self.clean))

    @Once
    def is_nobodys_question(self) -> bool:
        """Does a text that asks not ask the candidate: a guide's own question, one about them, a phrase?

        `Why is preparation so important?`, `Is the candidate able?`, `Do you mean ...?`.
        """
        if not self.asks:
            return False
        plain = self.clean[:_LONGEST_OWN]
        if _UNFINISHED.search(plain) and count_words(plain) <= _MOST_WORDS_OF_A_PHRASE:
            return True
        return any(cue("nobodys_question").match(held) for held in (folded(plain).lstrip("¿ "), plain))

    @property
    def is_put_to_somebody(self) -> bool:
        """Does the text ask or demand something, or stand in quotes?"""
        return self.asks or self.requests or self.stands_in_quotes

    @Once
    def stands_in_quotes(self) -> bool:
        """Is all of the text somebody's words in quotes?"""
        return is_quoted(_without_brackets(self.plain))

    @Once
    def praises(self) -> bool:
        """`Do:`, `Say instead`: the better half of a list of what not to say."""
        return bool(cue("praised").match(folded(self.clean).rstrip(" :：")))

    @Once
    def topic(self) -> Topic | None:
        """What the text announces where it is a title; None where it is only a name."""
        return self.told or topic_named(self.clean)

    @property
    def is_numbered_title(self) -> bool:
        """`SECTION 2: …`, `三、…`: a title whatever it is about."""
        return is_numbered_title(self.clean)

    @property
    def names_their_questions(self) -> bool:
        """Does the text, as a title, announce what the interviewer asks?"""
        return is_what_they_ask(self.clean) or bool(cue("their_questions").search(folded(self.clean)))

    @Once
    def names_a_list(self) -> bool:
        """Does the text, in bold, title a list of facts, red flags, questions to ask …?"""
        if self.is_numbered_title:
            return True
        if self.topic is Topic.QUESTIONS:
            return self.clean.rstrip("*_ ")[-1:] not in {":", "："}
        if cue("poor_answers").match(folded(self.clean).rstrip(" :：")):
            # In bold they stand below a question.
            return False
        # "**Metrics:**" is a part of many answers.
        bare = not _ONE_WORD.search(self.text)
        return self.topic in TITLES and not (bare and self.topic is Topic.FACTS and not self.text.isupper())


class Phrase(Annotated):
    """A part of a line, annotated as a line of its own."""

    def __init__(self, text: str) -> None:
        self.text = text
