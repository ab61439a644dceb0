"""What the evaluator holds an answer against, besides its own talking point."""

from __future__ import annotations

from domain.guide import TalkingPoint
from domain.interview import Question
from domain.values import Frozen


class Material(Frozen):
    """The candidate's own words that an answer is checked with.

    `facts` are the figures to remember, `red_flags` what not to say, `other_points` the talking points of
    other questions and stories (an answer to the wrong question is recognised by them, and what they say is
    no new claim). `guide_texts` is all that the guides say, one text a guide, so that nothing in them counts
    as a new claim. `earlier_answers` are the answers already given in this session, oldest first.
    """

    facts: tuple[TalkingPoint, ...] = ()
    red_flags: tuple[TalkingPoint, ...] = ()
    other_points: tuple[TalkingPoint, ...] = ()
    guide_texts: tuple[str, ...] = ()
    earlier_answers: tuple[str, ...] = ()

    def known_texts(self, question: Question, point: TalkingPoint) -> tuple[str, ...]:
        """Everything the candidate has written or said, and the question."""
        points = (point, *self.facts, *self.red_flags, *self.other_points)
        written = (f"{known.title}\n{known.text}\n{known.say_instead}" for known in points)
        return (question.text, *self.earlier_answers, *self.guide_texts, *written)
