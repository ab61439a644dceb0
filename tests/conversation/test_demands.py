"""A model's wording of a question demands no more than its draft does."""

from __future__ import annotations

import pytest

from agents.interviewer import refine as interviewer
from domain.refinement import Fault

# Language, draft, wording, and whether the wording demands more. Written before the check.
SEEN = [
    (
        "en",
        "How did you take over the bakery's early shift?",
        "How did you take over the bakery's early shift, including how you managed the suppliers?",
        True,
    ),
    (
        "en",
        "Tell me about a time you calmed a guest.",
        "Tell me about a time you calmed a guest, and what you learned from it.",
        True,
    ),
    (
        "en",
        "Why did you leave the museum?",
        "Why did you leave the museum? And what would you do differently?",
        True,
    ),
    (
        "en",
        "What did you build, and how did you test it?",
        "What was it that you built, and how did you test it?",
        False,
    ),
    (
        "en",
        "How do you plan the night shift?",
        "Let's turn to the night shift. How do you plan it?",
        False,
    ),
    (
        "en",
        "What did you do when the boiler failed?",
        "When the boiler failed, what was it that you did?",
        False,
    ),
    (
        "de",
        "Wie haben Sie die Lieferkette umgestellt?",
        "Wie haben Sie die Lieferkette umgestellt, einschließlich der Verhandlungen?",
        True,
    ),
    (
        "de",
        "Warum haben Sie die Werkstatt gewechselt?",
        "Warum haben Sie die Werkstatt gewechselt, und was haben Sie daraus gelernt?",
        True,
    ),
    (
        "de",
        "Wie planen Sie die Nachtschicht?",
        "Kommen wir zur Nachtschicht. Wie planen Sie die?",
        False,
    ),
    (
        "es",
        "¿Cómo organizó la mudanza del archivo?",
        "¿Cómo organizó la mudanza del archivo, incluido el presupuesto?",
        True,
    ),
    (
        "es",
        "¿Cómo organizó la mudanza del archivo?",
        "Cuénteme cómo organizó la mudanza del archivo.",
        False,
    ),
    (
        "fr",
        "Comment avez-vous formé les apprentis ?",
        "Comment avez-vous formé les apprentis, et pourquoi de cette façon ?",
        True,
    ),
    (
        "zh",
        "您是怎么安排夜班的？",
        "您是怎么安排夜班的，包括怎样处理病假？",
        True,
    ),
]
UNSEEN = [
    (
        "en",
        "Describe how you moved the archive.",
        "Could you describe how you moved the archive, as well as the risks you ran into?",
        True,
    ),
    (
        "en",
        "How do you check a weld?",
        "How do you check a weld, and could you give an example?",
        True,
    ),
    (
        "en",
        "What makes a good handover?",
        "What makes a good handover, particularly when the ward is full?",
        True,
    ),
    (
        "en",
        "How do you choose between rail and road?",
        "Rail or road: how do you choose between the two?",
        False,
    ),
    (
        "en",
        "Tell me how you found the leak and what you did about it.",
        "How did you find the leak, and what did you do about it?",
        False,
    ),
    (
        "de",
        "Beschreiben Sie, wie Sie eine Übergabe machen.",
        "Beschreiben Sie bitte, wie Sie eine Übergabe machen, und nennen Sie ein Beispiel.",
        True,
    ),
    (
        "de",
        "Was tun Sie, wenn die Pumpe ausfällt?",
        "Angenommen, die Pumpe fällt aus: Was tun Sie?",
        False,
    ),
    (
        "fr",
        "Comment préparez-vous une audience ?",
        "Comment préparez-vous une audience, notamment face à un client difficile ?",
        True,
    ),
    (
        "fr",
        "Comment préparez-vous une audience ?",
        "Une audience approche : comment la préparez-vous ?",
        False,
    ),
    (
        "it",
        "Come ha ridotto gli scarti?",
        "Come ha ridotto gli scarti e quali resistenze ha incontrato?",
        True,
    ),
    (
        "pt",
        "Como escolhe os fornecedores?",
        "Como escolhe os fornecedores, incluindo a negociação de preços?",
        True,
    ),
    (
        "nl",
        "Hoe plant u de route?",
        "Hoe plant u de route, en waarom juist zo?",
        True,
    ),
    (
        "es",
        "¿Por qué dejó la panadería?",
        "¿Por qué dejó la panadería y qué haría hoy de otra manera?",
        True,
    ),
]


@pytest.mark.parametrize(("language", "draft", "said", "more"), [*SEEN, *UNSEEN])
def test_a_wording_demands_no_more_than_its_draft(language: str, draft: str, said: str, more: bool) -> None:
    refused = interviewer.fault(said, interviewer.Situation(draft, language=language))

    assert (refused is not None and refused.fault is Fault.ASKED_MORE) is more
