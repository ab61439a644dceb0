"""What a follow-up is made from: what was asked and answered, and how this one is to be worded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from agents.follow_up_prober import cues
from agents.follow_up_prober.anchors import Anchor
from agents.follow_up_prober.clauses import bare
from agents.follow_up_prober.senses import LAST_TIME, asks_for
from agents.follow_up_prober.topics import reveals
from agents.follow_up_prober.wording import Choice, unquoted
from agents.sayings import options, spoken, wordings
from domain.interview import Phase
from language.sentences import sentences

_ALL_OF_IT = 0.8
"""Words that are so much of a sentence's letters are all that it says."""


@dataclass(frozen=True, slots=True)
class Said:
    """The question, the answers to it, and how the follow-up is worded.

    `begun` says that the answer holds something of what the guide does, `ordered` that the guide tells a way
    to do something; `anchors` are words that a question for what is missing can begin with. `secret` is the
    key point that is asked for and must not be said. `ended` says that the answer tells how a story ended,
    `is_project` that what is asked about is something the candidate made, `is_settled` that enough was told
    and asked for nothing but something in particular to be worth another question, `is_full` that all of the
    answer is to be taken further, `is_doubted` that what is open was perhaps denied.
    """

    question: str
    answer: str
    language: str
    phase: Phase
    begun: bool
    choice: Choice
    seed: object
    anchors: Sequence[Anchor] = ()
    ordered: bool = False
    earlier: Sequence[str] = ()
    secret: str = ""
    ended: bool = False
    is_project: bool = False
    is_settled: bool = False
    is_full: bool = False
    is_doubted: bool = False

    @property
    def keys(self) -> Collection[str]:
        """What there are wordings for."""
        return wordings("follow_up_prober", spoken(self.language)).keys()

    def is_new(self, words: str) -> bool:
        """Whether `words` of the answer were not said back to this question yet."""
        return not any(words and words in before for before in self.earlier)

    @property
    def known(self) -> str:
        return f"{self.question}\n{self.answer}"

    def about(self, words: str, wording: str, ask: str = "") -> str:
        """`wording`, put to `words` of the answer; these are not said back where they have just been said."""
        if self._was_just_said(words):
            return ask or unquoted(wording)
        return wording.format(quote=words, ask=ask)

    def _was_just_said(self, words: str) -> bool:
        """Whether the answer ended with `words`, and with nothing else: then "that" says it."""
        lasts = sentences(self.answer)[-1:]
        return any(
            len(bare(words)) >= _ALL_OF_IT * len(bare(last)) and bare(words) in bare(last) for last in lasts
        )

    def options(self, key: str, about: str = "") -> tuple[str, ...]:
        """The wordings of `key`, without those that have a word of the secret, where others are left.

        What they are put to, `about`, may be so all the time: then it has no last time.
        """
        known = options("follow_up_prober", self.language, key)
        lasting = bool(about) and cues.pattern(self.language, "lasting").search(about) is not None
        if lasting or self.is_assuring or self.has_no_episode:
            known = tuple(each for each in known if not asks_for(LAST_TIME, each, self.language)) or known
        kept = tuple(each for each in known if not reveals(each, self.secret, self.known, self.language))
        return kept or known

    @property
    def is_assuring(self) -> bool:
        """Whether it was asked how something is made sure of: that is so all the time, and not once."""
        return cues.pattern(self.language, "assuring").search(self.question) is not None

    @property
    def has_no_episode(self) -> bool:
        """Whether it was asked for a rule, a view or what is so all the time: nothing of it happened once."""
        asked = self.question.strip()
        return any(cues.pattern(self.language, each).search(asked) for each in ("no_episode", "of_a_thing"))

    def of(self, key: str, about: str = "") -> str:
        return self.choice.of(self.options(key, about))
