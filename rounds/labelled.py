"""What a key point's label makes of it among the findings on a piece of work."""

from __future__ import annotations

from domain.verdict import Label
from domain.work import FindingKind, Mark

AS_FOUND = {
    Label.COVERED: (FindingKind.TOLD, Mark.MET),
    Label.PARTLY: (FindingKind.PARTLY, Mark.MET),
    Label.UNSURE: (FindingKind.UNSURE, Mark.OPEN),
    Label.MISSING: (FindingKind.UNTOLD, Mark.MISSED),
    Label.CONTRADICTED: (FindingKind.DENIED, Mark.MISSED),
}
