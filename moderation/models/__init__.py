from moderation.models.calibration import CalibrationSet, Exemplar, NumberedCriterion, Rating
from moderation.models.marks import SecondMark
from moderation.models.shares import Share

__all__ = ["CalibrationSet", "Exemplar", "NumberedCriterion", "Rating", "SecondMark", "Share"]
