"""What each round asks about, how far it digs, and who speaks: one file a round, and none of it is scored."""

from agents.interviewer.rounds.lacking import has_questions, lacking
from agents.interviewer.rounds.parts import part_of, phase_of_part
from agents.interviewer.rounds.rules import RoundRules, rules_of

__all__ = ["RoundRules", "has_questions", "lacking", "part_of", "phase_of_part", "rules_of"]
