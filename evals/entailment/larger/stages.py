"""The stages of the larger encoder's training."""

from __future__ import annotations

from evals.entailment.stages import Stage

# Some of all that was written and composed for the small encoder; then what was written last.
STAGES = (
    Stage(
        epochs=1,
        rate=3e-4,
        share=0.75,
        composed=1,
        statements=0.4,
        denials=0.8,
        pupils=0.35,
        pairs=700,
        together=500,
        few=1200,
        notes=0.4,
        passing=1000,
        listed=300,
        decisive=400,
        exchanged=1500,
        in_part=600,
        noted=0.12,
        nearly=900,
        flat=0.08,
    ),
    Stage(
        epochs=1,
        rate=2e-4,
        share=0.2,
        composed=0,
        statements=0.12,
        denials=0.8,
        pupils=0.1,
        hard=0.08,
        pairs=150,
        together=150,
        few=250,
        notes=0.1,
        passing=250,
        listed=80,
        decisive=100,
        exchanged=250,
        in_part=150,
        noted=0.1,
        newest=2,
        written_for="said_freely",
        nearly=200,
        flat=0.08,
    ),
)
