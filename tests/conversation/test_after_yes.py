"""A bare "yes" has answered no question for a story, nor for how something is done."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.listening import agrees
from agents.follow_up_prober.policy import Target
from agents.sayings import SPOKEN, options
from domain.interview import Phase
from tests.conversation.test_not_caught import POINT, unheard
from tests.support.talking import question

YES = {
    "en": ("yes", "Yes, I have.", "yeah, sure", "of course", "yep"),
    "de": ("ja", "Ja, klar.", "ja natürlich", "doch"),
    "es": ("sí", "Sí, claro.", "por supuesto"),
    "fr": ("oui", "Oui, bien sûr.", "ben oui"),
    "it": ("sì", "Sì, certo.", "certamente"),
    "pt": ("sim", "Sim, claro.", "com certeza"),
    "nl": ("ja", "Ja, zeker.", "natuurlijk"),
    "zh": ("是的", "有", "有过。", "当然"),
}
NO_YES = {
    "en": ("no", "not really", "yes, in May I led the night shift", "I guess not", "sure it was the pump"),
    "de": ("nein", "eigentlich nicht", "ja, im Mai habe ich die Nachtschicht geleitet"),
    "es": ("no", "la verdad que no", "sí, en mayo llevé el turno de noche"),
    "fr": ("non", "pas vraiment", "oui, en mai j'ai mené l'équipe de nuit"),
    "it": ("no", "direi di no", "sì, a maggio ho guidato il turno di notte"),
    "pt": ("não", "acho que não", "sim, em maio conduzi o turno da noite"),
    "nl": ("nee", "eigenlijk niet", "ja, in mei leidde ik de nachtdienst"),
    "zh": ("没有", "不是", "有，五月我带过夜班"),
}


@pytest.mark.parametrize(("language", "said"), [(code, said) for code in SPOKEN for said in YES[code]])
def test_a_bare_yes_is_asked_for_the_case_itself(language: str, said: str) -> None:
    for phase, kind in ((Phase.STORY, "story"), (Phase.TECHNICAL, "any")):
        asked = question("Have you ever closed a shop?", POINT.id, phase).model_copy(
            update={"language": language}
        )
        found = aim(unheard(), asked, (), answers=[said], point=POINT)
        assert found is not None and found.target is Target.EASIER_WAY_IN
        words = draft.follow_up(
            found, question=asked.text, answer=said, quote="", point=POINT, earlier=(), phase=phase,
            language=language, seed=1,
        )  # fmt: skip
        assert words in options("follow_up_prober", language, f"after_yes.{kind}")


@pytest.mark.parametrize(("language", "said"), [(code, said) for code in SPOKEN for said in NO_YES[code]])
def test_a_no_and_an_answer_are_no_bare_yes(language: str, said: str) -> None:
    assert not agrees(said, language)
