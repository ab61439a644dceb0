"""A line to copy for each command: what `--help` of it ends with."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "start": "start --guides ~/notes --minutes 20",
    "resume": "resume",
    "web": "web --guides ~/notes",
    "demo": "demo --guides ~/notes --minutes 10",
    "sessions": "sessions --status open",
    "report": "report x5km",
    "replay": "replay x5km",
    "forget": "forget x5km",
    "fork": "fork x5km --question 3",
    "compare": "compare x5km k3f9",
    "rescore": "rescore x5km",
    "export": "export x5km --format html --out interview.html",
    "import": "import x5km.json",
    "debrief": "debrief call.vtt --me Anna",
    "drill": "drill --kind facts --limit 3",
    "warm-up": "warm-up --guides ~/notes",
    "progress": "progress --guides ~/notes",
    "plan": "plan --date 2026-12-03 --minutes-a-day 25",
    "one-pager": "one-pager --out today.md",
    "anki": "anki --out cards.apkg",
    "talking-points": "talking-points --unparsed ~/notes/prep.md",
    "questions": "questions ~/notes",
    "ask": 'ask "how long was the outage"',
    "check": "check --guides ~/notes",
    "match": "match --job posting.md",
    "index": "index --guides ~/notes --watch",
    "code": "code --guides ~/notes",
    "review": "review --guides ~/notes",
    "design": "design --guides ~/notes",
    "evaluate": "evaluate --jsonl < answers.jsonl",
    "setup": "setup",
    "doctor": "doctor",
    "prompts": "prompts",
    "practise": 'practise "Why do you want to leave?"',
}
"""What is typed behind `interview`; sessions are called as the README's are."""
