from content.drills.models.drill import Drill
from content.drills.models.evaluation import Evaluation, Score
from content.drills.models.evidence import Evidence
from content.drills.models.improvement import Improvement
from content.drills.models.reopening import Reopening
from content.drills.models.sheet import Sheet, SheetLine

__all__ = [
    "Drill",
    "Evaluation",
    "Evidence",
    "Improvement",
    "Reopening",
    "Score",
    "Sheet",
    "SheetLine",
]
