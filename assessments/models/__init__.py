from assessments.models.extending import Extension
from assessments.models.library import Criterion, PassRule, Template, TemplateVersion
from assessments.models.records import Submission, Transition
from assessments.models.scorers import Scorer
from assessments.models.work import AssignedCriterion, AssignedPrompt, Assignment

__all__ = [
    "AssignedCriterion",
    "AssignedPrompt",
    "Assignment",
    "Criterion",
    "Extension",
    "PassRule",
    "Scorer",
    "Submission",
    "Template",
    "TemplateVersion",
    "Transition",
]
