"""Notes of a guide, as one can say them aloud."""

from __future__ import annotations

import pytest

from agents.coach.spoken import spoken


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Result: Cut the bill by a third", "I cut the bill by a third."),
        ("Project 2: Migrated nine million records.", "I migrated nine million records."),
        ("Latency: 800 ms → 120 ms", "Latency went from 800 ms to 120 ms."),
        ("Reduced latency 800 ms → 120 ms by caching", "I reduced latency from 800 ms to 120 ms by caching."),
        ("Cut cost from $4,000 -> $900 a month", "I cut cost from $4,000 to $900 a month."),
        ("Pipeline: chunk → embed → index", "As for pipeline, chunk, then embed, then index."),
        ("Repair time: 4+ hours → <5 minutes", "Repair time went from 4+ hours to under 5 minutes."),
        ("Never let them sign in a hurry", "I would never let them sign in a hurry."),
        ("Have seen the books, never kept them", "I have seen the books, never kept them."),
        ("They left. two years later one came back", "They left. Two years later one came back."),
        ("Ensure context is passed on", "I would ensure context is passed on."),
        ("Trade-off: We gave up strict ordering.", "We gave up strict ordering."),
        ("Query latency: <100ms", "As for query latency, under 100ms."),
        ("**Count** the children at the gate", "I would count the children at the gate."),
        ("Mention that you led a team of five", "I led a team of five."),
        (
            "Prevention Layer: 3. Data Masking: names and numbers",
            "As for data masking, names and numbers.",
        ),
        ("Baseline: Start with proven models", "On baseline, I would start with proven models."),
        ("Failure drill: lose a region", "On failure drill, I would lose a region."),
        ("Domain: Fine-tune on our own letters", "On domain, I would fine-tune on our own letters."),
        ("First month: carry the pager as a shadow", "I would carry the pager as a shadow."),
        ("Use cases: search and summaries", "As for use cases, search and summaries."),
        ("Key learnings: Smaller vectors help", "As for key learnings, smaller vectors help."),
        ("Canary deploy: 1% of the traffic", "As for canary deploy, 1% of the traffic."),
        ("Databases: Postgres and Redis", "As for databases, Postgres and Redis."),
        ("Fixed: alarms and a log", "I fixed it: alarms and a log."),
        ("Yield: counted by row", "As for yield, counted by row."),
        (
            "Asked to build something for the night shift",
            "I was asked to build something for the night shift.",
        ),
        ("Tasked with the winter menu for 90 guests", "I was tasked with the winter menu for 90 guests."),
        ("Quality: Implemented layer checking: Ranges", "I implemented layer checking ranges."),
        ("Three rules of the class", "I would also say: three rules of the class."),
        ("The old job stays as a fallback.", "The old job stays as a fallback."),
        (
            "Load tests: Simulate high traffic; Find breaking points",
            "On load tests, I would simulate high traffic and find breaking points.",
        ),
        (
            "In production, you'd add: A/B tests; Gradual rollout with alerts",
            "In production, I'd add A/B tests and gradual rollout with alerts.",
        ),
    ],
)
def test_a_note_becomes_a_sentence_that_says_no_more(note: str, said: str) -> None:
    assert spoken(note, "en") == said


def test_what_follows_from_something_is_no_change_of_it() -> None:
    assert spoken("Ovens: 2,500 loaves a night across 8 ovens → 600 trays an oven", "en") is None


@pytest.mark.parametrize(
    "note",
    [
        "Serving: 2,500 tokens/sec across 8 GPUs → 600 requests/sec per instance",
        "| Postgres | ACID |",
        "## Security",
        "total = len(rows)",
        "Explain how you would scale it",
        "Tip: smile",
        "How do you monitor it?",
        "See https://example.com/x",
    ],
)
def test_what_only_an_eye_can_read_is_not_said(note: str) -> None:
    assert spoken(note, "en") is None


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        ("de", "Ergebnis: Die Suche dauert drei Minuten.", "Die Suche dauert drei Minuten."),
        ("de", "Kosten: 40 % → 25 %", "Was Kosten angeht, ging es von 40 % auf 25 %."),
        (
            "de",
            "Metriken: Laufzeiten; Fehlerquoten",
            "Was Metriken angeht: Laufzeiten, Fehlerquoten.",
        ),
        ("es", "Limpieza: medir el cloro", "Sobre Limpieza diría esto: lo que hago es medir el cloro."),
        ("fr", "Stocks : deux mois", "Côté Stocks, deux mois."),
        ("fr", "- **Résultat :** J'ai réduit les délais de moitié.", "J'ai réduit les délais de moitié."),
        ("es", "Tablas de colores", "Además diría lo siguiente: Tablas de colores."),
        ("de", "Den Arzt nach dem Schema informieren", "Ich würde den Arzt nach dem Schema informieren."),
        ("de", "Geplante Besuche verschieben", "Ich würde geplante Besuche verschieben."),
        ("de", "Überstunden nie verlangen", "Ich würde Überstunden nie verlangen."),
        (
            "de",
            "Keine Prognosen geben, das ist Sache des Arztes.",
            "Ich würde keine Prognosen geben, das ist Sache des Arztes.",
        ),
        ("de", "Die Werte liegen", "Dazu würde ich noch sagen: Die Werte liegen."),
        ("es", "Medir el cloro dos veces", "Lo que hago es medir el cloro dos veces."),
        ("fr", "Appeler le médecin de garde", "Ce que je fais, c'est appeler le médecin de garde."),
        ("nl", "De dokter meteen bellen", "Ik zou de dokter meteen bellen."),
        ("zh", "延迟：800毫秒 → 120毫秒", "延迟从800毫秒变成了120毫秒。"),
    ],
)
def test_a_note_is_said_in_its_own_language(language: str, note: str, said: str) -> None:
    assert spoken(note, language) == said
