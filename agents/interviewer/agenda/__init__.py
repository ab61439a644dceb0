"""Which questions, in which order, in the time there is."""

from agents.interviewer.agenda.filling import item_of
from agents.interviewer.agenda.planning import plan
from agents.interviewer.agenda.repeats import askable_once, without_repeats
from agents.interviewer.agenda.requirements import bare_requirements

__all__ = ["askable_once", "bare_requirements", "item_of", "plan", "without_repeats"]
