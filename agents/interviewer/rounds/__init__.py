"""What each round asks about, how far it digs, and who speaks: one file a round, and none of it is scored."""

from agents.interviewer.rounds.lacking import has_questions, lacking
from agents.interviewer.rounds.parts import PART_OF_WORK, part_of, phase_of_part, phase_of_work
from agents.interviewer.rounds.rules import RoundRules, rules_of

__all__ = [
    "PART_OF_WORK",
    "RoundRules",
    "has_questions",
    "lacking",
    "part_of",
    "phase_of_part",
    "phase_of_work",
    "rules_of",
]
