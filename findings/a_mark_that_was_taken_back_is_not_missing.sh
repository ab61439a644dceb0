#!/usr/bin/env bash
# Which answers have no mark yet? The query finds those that never had one, and not those whose mark was taken back, or set to
# None when they were made; and they are counted among the marked. Read, both are None.
#
# Library: sqlalchemy 2.1.9 (a JSON column that may be empty, SQLite), as its guide to mapped classes has it.
# Guess, written down before the run: None is NULL in every column, so is_(None) finds all of them.
# Behaviour: in a column of JSON, None has a sign of its own in JSON, which is what is written: the word null, a text of four
# letters. A field that was not mentioned is NULL. Both are read as None, both are sent on as null; is_(None), "== None" and
# count() keep them apart. To make it the same, the column has to say none_as_null=True, or one writes sqlalchemy.null(). In a
# column of text or numbers the same lines do what they say. The documentation tells it, at the type and not at the column.
# Output seen (1 made with None, 2 made without, 3 made with a mark that is taken back, 4 has a mark):
#   read as None:          1 2 3
#   is_(None):             2
#   counted as marked:     3 of 4
#   a column of numbers:   1 2 3
#   none_as_null=True:     1 2 3
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "sqlalchemy==2.1.9"
cat >"$here/try.py" <<'PYTHON'
import sys

from sqlalchemy import JSON, Integer, create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    pass


class Answer(Base):
    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[dict | None] = mapped_column(JSON)
    points: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
full = {"mark": {"points": 7}, "points": 7, "note": {"points": 7}}
with Session(engine) as session:
    nothing = dict.fromkeys(full)
    session.add_all([Answer(id=1, **nothing), Answer(id=2), Answer(id=3, **full), Answer(id=4, **full)])
    session.commit()
    third = session.get(Answer, 3)
    third.mark = third.points = third.note = None
    session.commit()

    def missing(column):
        return list(session.scalars(select(Answer.id).where(column.is_(None)).order_by(Answer.id)))

    seen = {
        "read as None:": [one.id for one in session.scalars(select(Answer).order_by(Answer.id)) if one.mark is None],
        "is_(None):": missing(Answer.mark),
        "counted as marked:": [session.scalar(select(func.count(Answer.mark)))],
        "a column of numbers:": missing(Answer.points),
        "none_as_null=True:": missing(Answer.note),
    }
for name, ids in seen.items():
    print(f"{name:22} {' '.join(map(str, ids))}" + (" of 4" if name.startswith("counted") else ""))
sys.exit(list(seen.values()) != [[1, 2, 3], [2], [3], [1, 2, 3], [1, 2, 3]])
PYTHON
"$here/venv/bin/python" "$here/try.py"
