"""The one place that wires things."""

from app.bootstrap.graphs import compile_drill, compile_interview
from app.bootstrap.guides import (
    check_askable,
    checked,
    find_contradictions,
    guide_lines,
    progress_of,
    read_guides,
)
from app.bootstrap.index import Notify, OnProgress, count_savings, doubts, embedder, local_model, open_index
from app.bootstrap.memory import (
    Memory,
    check_writing,
    eviction_warning,
    forget,
    forget_all,
    locked,
    new_session_id,
    now,
    open_memory,
    session_or_last,
    unsent,
)
from app.bootstrap.models import (
    account,
    judge_of,
    language_models,
    limits,
    model_chains,
    need_recognisers,
    open_models,
)
from app.bootstrap.whereabouts import contents, guides_of, places

__all__ = [
    "Memory",
    "Notify",
    "OnProgress",
    "account",
    "check_askable",
    "check_writing",
    "checked",
    "compile_drill",
    "compile_interview",
    "contents",
    "count_savings",
    "doubts",
    "embedder",
    "eviction_warning",
    "find_contradictions",
    "forget",
    "forget_all",
    "guide_lines",
    "guides_of",
    "judge_of",
    "language_models",
    "limits",
    "local_model",
    "locked",
    "model_chains",
    "need_recognisers",
    "new_session_id",
    "now",
    "open_index",
    "open_memory",
    "open_models",
    "places",
    "progress_of",
    "read_guides",
    "session_or_last",
    "unsent",
]
