"""Words of the candidate that are said back are a whole piece that reads well, or none are."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.anchors import said_back
from agents.follow_up_prober.clauses import told

# Language, what was said, near which key point, and how it is said back ("" where nothing can be).
# Written before the code.
SEEN = [
    (
        "en",
        "I ran the ward for a year and a half and nobody left.",
        "ran the ward",
        "I ran the ward for a year and a half",
    ),
    (
        "en",
        "We took two and a half hours, and we checked it.",
        "took hours",
        "We took two and a half hours",
    ),
    ("en", "and on the serving side um", "serving", ""),
    ("en", "So, um, I put the keys on a board", "keys on a board", "I put the keys on a board"),
    (
        "en",
        "I talk to the nurses and the porters every morning.",
        "talk to nurses",
        "I talk to the nurses and the porters every morning",
    ),
    (
        "de",
        "Ich habe die Station ein Jahr und drei Monate geleitet, und dann bin ich gegangen.",
        "Station geleitet",
        "Ich habe die Station ein Jahr und drei Monate geleitet",
    ),
    ("de", "und, äh, auf der Seite mit den Lieferanten äh", "Lieferanten", ""),
    (
        "es",
        "Dirigí la cocina durante un año y medio y luego formé a dos ayudantes.",
        "dirigir la cocina",
        "Dirigí la cocina durante un año y medio",
    ),
    (
        "fr",
        "Euh, j'ai tenu la caisse pendant un an et demi et j'ai formé deux apprentis.",
        "tenir la caisse",
        "j'ai tenu la caisse pendant un an et demi",
    ),
]
UNSEEN = [
    (
        "en",
        "We moved the clinic in a month and a week and we lost no file.",
        "moved the clinic",
        "We moved the clinic in a month and a week",
    ),
    ("en", "but the uh bigger part of the", "bigger part", ""),
    (
        "en",
        "Well, you know, I label the boxes by weight, you know",
        "label the boxes",
        "I label the boxes by weight",
    ),
    (
        "en",
        "I check the brakes and the lights before every trip.",
        "check the brakes",
        "I check the brakes and the lights before every trip",
    ),
    (
        "de",
        "Ähm, ich prüfe die Bremsen und die Lichter vor jeder Fahrt, ne.",
        "Bremsen prüfen",
        "ich prüfe die Bremsen und die Lichter vor jeder Fahrt",
    ),
    (
        "it",
        "Ho gestito il magazzino per un anno e mezzo e ho formato due colleghi.",
        "gestito il magazzino",
        "Ho gestito il magazzino per un anno e mezzo",
    ),
    (
        "pt",
        "Cuidei da enfermaria durante um ano e meio e depois mudei de cidade.",
        "cuidar da enfermaria",
        "Cuidei da enfermaria durante um ano e meio",
    ),
    (
        "nl",
        "Eh, ik leidde de keuken twee en een half jaar en toen ging ik weg.",
        "keuken leiden",
        "ik leidde de keuken twee en een half jaar",
    ),
    ("fr", "et du côté de la livraison euh", "livraison", ""),
    ("es", "y por el lado de, eh, los", "lado", ""),
]


# What whole interviews showed: a list cut at its first comma, and a "not so" without what is so.
LISTS = [
    (
        "en",
        "I compared a rope, a chain and a strap.",
        "compared ropes",
        "I compared a rope, a chain and a strap",
    ),
    (
        "en",
        "We keep the keys at the desk, not in the safe.",
        "safe",
        "We keep the keys at the desk, not in the safe",
    ),
    (
        "de",
        "Ich habe Seile, Ketten und Gurte verglichen.",
        "Seile",
        "Ich habe Seile, Ketten und Gurte verglichen",
    ),
    ("es", "Comparé cuerdas, cadenas y correas.", "cuerdas", "Comparé cuerdas, cadenas y correas"),
]


@pytest.mark.parametrize(("language", "said", "near", "back"), [*SEEN, *UNSEEN, *LISTS])
def test_what_is_said_back_is_whole_and_reads_well(language: str, said: str, near: str, back: str) -> None:
    assert said_back(said, near, said, language) == back


def test_clauses_of_their_own_are_still_apart() -> None:
    said = "I built the index and then I moved the reports, and it was faster."
    clauses = [clause for sentence in told(said, "en") for clause in sentence.clauses]

    assert clauses == ["I built the index", "I moved the reports", "it was faster"]


def test_a_tools_name_with_a_list_behind_it_is_still_a_clause_of_its_own() -> None:
    said = "First I measured, then I moved the shelves, which took a week."
    clauses = [clause for sentence in told(said, "en") for clause in sentence.clauses]

    assert clauses[:2] == ["I measured", "I moved the shelves"]
