"""What says that one does not know, what only tells that somebody says so, and what is said to fill."""

from __future__ import annotations

import pytest

from language.hesitating import fillers_in, knows_not
from language.tables import table
from language.words import LANGUAGES


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "I don't know, somewhere between two and three", True),
        ("en", "Well, no idea, but the pump was new", True),
        ("en", "idk, I'd ask the fitter", True),
        ("en", "It said I don't know, to him of all people", False),
        ("en", "The assistant may say 'I don't know'", False),
        ("en", "They put a form behind the I don't know", False),
        ("de", "Keine Ahnung, vielleicht drei", True),
        ("de", "Er sagte: keine Ahnung", False),
        ("de", "Der Automat antwortet mit „weiß ich nicht“", False),
        ("es", "No sé, unas tres semanas", True),
        ("es", "La máquina dice «no sé» y avisa", False),
        ("fr", "Je ne sais pas, trois semaines", True),
        ("fr", "Elle a dit « je ne sais pas » au patient", False),
    ],
)
def test_who_says_that_somebody_does_not_know_may_know_it(language: str, said: str, expected: bool) -> None:
    assert knows_not(said, language) is expected


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        ("en", "Ehm, yes, so I, ehm, rang the ward, and, ähm, we went in. Eh, that was it, euh, all.", 5),
        ("en", "The er, the, umm, thing was 12 mm wide, and he whatever.", 3),
        ("de", "Ähm, also, äh, das war um drei, und er hat, öhm, nichts gesagt.", 3),
        ("es", "Eh, pues, ehm, lo hice yo, o sea, con ella.", 3),
        ("fr", "Euh, alors, heu, on a, euh, tout refait, eh bien voilà.", 3),
        ("it", "Ehm, allora, eh, ho fatto tutto io, mmm, da solo.", 3),
        ("pt", "Hum, então, ehm, eu fiz isso, né, em casa.", 3),
        ("nl", "Eh, nou, uhm, er was niets, ehm, te doen.", 3),
        ("zh", "嗯，我们先看额度，呃，然后再说。", 2),
        ("en", "Ehhm, it was, uhhh, the eh the third one, erm, I'd hum it to you, euh.", 5),
        ("en", "Her aim was to err on the safe side, um, mostly, and the mm was millimetres, ehm.", 2),
        ("de", "Öh, er kam um vier, ähhm, und hm, dann, ehm, ging sie sozusagen mit.", 5),
        ("es", "Euh, no sé, em, digamos que sí, ehh, en el centro.", 4),
        ("fr", "Ehm, euuh, je dirais, hum, que oui, bah, au fond. Eh oui.", 4),
        ("it", "Uhm, ehmm, diciamo che è andata bene, eh, per me.", 4),
        ("pt", "Ahn, ehm, quer dizer, um dia, em março, hã, talvez.", 4),
        ("nl", "Uh, ähm, zeg maar, hij heeft er hmm twee, om acht uur.", 4),
        ("zh", "呃，这个金额，嗯，不大，那个，我们再看。", 3),
    ],
)
def test_what_is_said_to_fill_is_counted_and_words_and_units_are_not(
    language: str, said: str, expected: int
) -> None:
    assert len(fillers_in(said, language)) == expected


def test_every_language_has_its_sounds_and_its_fillers() -> None:
    assert set(table("hesitations")["sounds"]) == set(table("hesitations")["fillers"]) == {*LANGUAGES, "zh"}
