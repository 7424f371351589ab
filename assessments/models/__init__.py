from assessments.models.library import Criterion, Template
from assessments.models.work import AssignedCriterion, Assignment, Submission, Transition

__all__ = ["AssignedCriterion", "Assignment", "Criterion", "Submission", "Template", "Transition"]
