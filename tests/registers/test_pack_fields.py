"""Every field of every shipped pack is accounted for: judged, shown, used for a return or an application, or kept.

A field that a pack begins to use must be entered in one of the lists, by whoever reads it. `*` stands for a key that is a
code of the pack (a grade, a text of the return). The worked examples are tests themselves and are left out.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from registers import packs

# The engine calculates or decides with these (registers/building.py hands them over; registers/rules/ reads them).
JUDGED = """
valid_from valid_to
category_map.work_based category_map.professional category_map.formal category_map.self_directed category_map.other
competence_framework.valid_from competence_framework.inherits competence_framework.changes.grade
competence_framework.changes.code competence_framework.changes.becomes
competence_framework.units.subunits.code competence_framework.units.subunits.grades
competence_framework.coverage_rules.by_grade.*.all_of competence_framework.coverage_rules.by_grade.*.at_least
competence_framework.coverage_rules.by_grade.*.at_least.n competence_framework.coverage_rules.by_grade.*.at_least.of
cpd_rules.cycle.basis cpd_rules.cycle.start cpd_rules.cycle.length_months cpd_rules.cycle.due
cpd_rules.cycle.merged.start cpd_rules.cycle.merged.end
cpd_rules.minimum.value cpd_rules.minimum.unit cpd_rules.minimum.status
cpd_rules.minimum.reduced.value cpd_rules.minimum.reduced.statuses
cpd_rules.suggested_split.hours cpd_rules.suggested_split.at_least
cpd_rules.carry_over.allowed
cpd_rules.categories.code cpd_rules.categories.points_per_hour cpd_rules.categories.points_per_hour.min
cpd_rules.categories.points_per_hour.max cpd_rules.categories.cap cpd_rules.categories.cap.value
cpd_rules.categories.cap.percent_of_minimum
cpd_rules.min_categories.normal cpd_rules.min_categories.exceptional
cpd_rules.min_categories.exceptional_needs_reason cpd_rules.min_categories.confidence
cpd_rules.reflection_required.per_entry cpd_rules.reflection_required.benefit_to_practice
cpd_rules.reflection_required.benefit_to_users cpd_rules.reflection_required.plan
cpd_rules.reflection_required.evaluate_against_plan
cpd_rules.evidence_required.with_record cpd_rules.evidence_required.on_request
cpd_rules.exemptions cpd_rules.exemptions.breaks cpd_rules.exemptions.statuses cpd_rules.exemptions.waives
cpd_rules.exemptions.max_months cpd_rules.exemptions.first_months cpd_rules.exemptions.longer_than_months
cpd_rules.audit.basis cpd_rules.audit.sample_percent cpd_rules.audit.response_days
renewal_return.kind renewal_return.fields.required renewal_return.fields.max_words renewal_return.fields.holds
renewal_return.fields.options.needs_record
renewal_return.limits.activities_listed.advised_min renewal_return.limits.activities_listed.advised_max
renewal_return.limits.activities_discussed.advised_min renewal_return.limits.activities_discussed.advised_max
"""
# Said to people: in findings, on the pages of a register and its sources, in the checklist of a mock audit.
SHOWN = """
id pack_version retrieved confidence unknowns source_urls.url source_urls.what source_urls.confidence
body.name body.short body.url
grades.code grades.title grades.letters
cpd_rules.cycle.due_meaning cpd_rules.minimum.reduced.for cpd_rules.categories.title cpd_rules.min_categories.note
cpd_rules.exemptions.effect cpd_rules.standards cpd_rules.standards.code cpd_rules.standards.statement
cpd_rules.audit.sanctions cpd_rules.audit.review_criteria
"""
# What a return, a pack or a first application is made of.
USED = """
cpd_rules.measure competence_framework.units.code
renewal_return.name renewal_return.inherits_fields renewal_return.fields renewal_return.fields.key
renewal_return.fields.label renewal_return.fields.type renewal_return.fields.options.code
renewal_return.fields.options.label renewal_return.limits.words renewal_return.limits.words.*
grades.level grades.equivalence
competence_framework.name competence_framework.edition competence_framework.source competence_framework.notes
competence_framework.units competence_framework.units.title competence_framework.units.statement
competence_framework.units.subunits competence_framework.units.subunits.statement
competence_framework.units.subunits.confidence competence_framework.units.subunits.note
competence_framework.coverage_rules competence_framework.coverage_rules.confidence
competence_framework.coverage_rules.by_grade.*.criteria competence_framework.coverage_rules.by_grade.*.confidence
competence_framework.coverage_rules.evidence_recency_years
competence_framework.coverage_rules.evidence_recency_years.typical
competence_framework.coverage_rules.evidence_recency_years.outer
competence_framework.coverage_rules.first_person_required competence_framework.coverage_rules.reuse_condition
competence_framework.coverage_rules.stand_ins
competence_framework.application_report competence_framework.application_report.structure
competence_framework.application_report.attachments competence_framework.application_report.format
competence_framework.application_report.note competence_framework.application_report.common_faults
competence_framework.application_report.turnaround_weeks
competence_framework.application_report.total_words_guide competence_framework.application_report.total_words_guide.*
competence_framework.application_report.words_per_subunit
competence_framework.application_report.words_per_subunit.*
competence_framework.application_report.supporters.count
competence_framework.application_report.supporters.count.*
competence_framework.application_report.supporters.role
competence_framework.application_report.checklist.by competence_framework.application_report.checklist.code
competence_framework.application_report.checklist.confidence
competence_framework.application_report.checklist.grades
competence_framework.application_report.checklist.recency_months
competence_framework.application_report.checklist.statement
competence_framework.application_report.checklist.title
competence_framework.application_report.routes.all_of competence_framework.application_report.routes.besides
competence_framework.application_report.routes.confidence competence_framework.application_report.routes.grades
competence_framework.application_report.routes.name competence_framework.application_report.routes.note
competence_framework.application_report.routes.rule
"""
# Read by `packs check` and by whoever edits or compares a pack (its editions page lists every field that changed), and by
# nothing else; each with why that is enough.
KEPT = {
    "schema": "tells the shape of the file; `packs check` refuses another",
    "body.role body.parent body.also_licensed_by body.delegates_to": "who licenses whom; rules are inherited by id",
    "body.licensees.count body.licensees.as_of body.licensees.other_figure body.licensees.current "
    "body.licensees.confidence": ("no present figure was found in public, and none is to be printed"),
    "why_included grades_note source_urls.year": "for whoever edits the pack",
    "grades.experience_years grades.application_fee_gbp_2025 grades.note grades.confidence": (
        "what admission takes and costs: figures of one year, given by the body itself"
    ),
    "competence_framework.year competence_framework.confidence competence_framework.units.confidence": (
        "the edition names the year; each competence carries a confidence of its own"
    ),
    "competence_framework.coverage_rules.every_subunit_required competence_framework.coverage_rules.same_example_reusable "
    "competence_framework.coverage_rules.note": (
        "applications ask for every part and let one example serve several, which is what every pack that knows says"
    ),
    "competence_framework.application_report.apprenticeship_route competence_framework.application_report.resubmission "
    "competence_framework.application_report.confidence competence_framework.application_report.supporters.comments "
    "competence_framework.application_report.supporters.note": "what the body does with an application, in words only",
    "cpd_rules.edition cpd_rules.year cpd_rules.superseded cpd_rules.timeline.date cpd_rules.timeline.event": (
        "history: what holds is said by `valid_from` and `valid_to`"
    ),
    "cpd_rules.cycle.note cpd_rules.cycle.confidence cpd_rules.cycle.merged.reason cpd_rules.minimum.note "
    "cpd_rules.minimum.confidence cpd_rules.minimum.reduced.confidence cpd_rules.carry_over.note "
    "cpd_rules.carry_over.confidence cpd_rules.categories.note cpd_rules.categories.confidence "
    "cpd_rules.exemptions.reason cpd_rules.exemptions.note cpd_rules.exemptions.confidence "
    "cpd_rules.reflection_required.note cpd_rules.evidence_required.note cpd_rules.audit.note cpd_rules.audit.confidence "
    "renewal_return.note renewal_return.confidence": "how sure a statement is, for whoever edits the pack",
    "cpd_rules.suggested_split.title": "a log tells planned hours, not soft from technical ones",
    "cpd_rules.categories cpd_rules.categories.examples": "examples of a kind of learning, in the body's words",
    "cpd_rules.categories.min": "null in every pack: `packs check` refuses what is not judged",
    "cpd_rules.categories.cap.unit": "points: `packs check` refuses another, which is not judged",
    "cpd_rules.reflection_required.model cpd_rules.reflection_required.negative_outcome_acceptable": (
        "only that something is written is judged, so “it did not help” passes everywhere"
    ),
    "cpd_rules.evidence_required.examples cpd_rules.evidence_required.confidential_work": "advice on what to attach",
    "cpd_rules.audit.run_by cpd_rules.audit.period_months cpd_rules.audit.sample_note cpd_rules.audit.response_note "
    "cpd_rules.audit.notice cpd_rules.audit.support cpd_rules.audit.outcomes cpd_rules.audit.includes_retired": (
        "how the body runs its sample: nothing in a member's record depends on it"
    ),
    "renewal_return.period renewal_return.format": "free text: the cycle says the period, the packs come in every format",
    "renewal_return.system_example.name renewal_return.system_example.export renewal_return.system_example.fields "
    "renewal_return.system_example.review renewal_return.system_example.confidence": "another tool, for editors",
}
LISTS = [JUDGED.split(), SHOWN.split(), USED.split(), " ".join(KEPT).split()]
# Maps whose keys are codes.
CODED = (
    "competence_framework.coverage_rules.by_grade",
    "competence_framework.application_report.total_words_guide",
    "competence_framework.application_report.words_per_subunit",
    "competence_framework.application_report.supporters.count",
    "renewal_return.limits.words",
)


def paths(value: Any, path: str = "") -> Iterator[str]:
    """The path of every value, of the items of a list without their numbers."""
    if isinstance(value, dict):
        for key, inner in value.items():
            name = "*" if path in CODED else str(key)
            yield from paths(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list) and value:
        for inner in value:
            yield from paths(inner, path)
    else:
        yield path


def used() -> set[str]:
    found = (paths({**one.data, "examples": []}) for one in packs.shipped())
    return {path for each in found for path in each} - {"examples"}


def test_every_field_in_use_stands_in_exactly_one_list():
    times = Counter(name for each in LISTS for name in each)

    assert {name for name, number in times.items() if number > 1} == set()
    assert used() - set(times) == set(), "enter each of these in the list of who reads it"
    assert set(times) - used() == set(), "no shipped pack uses these any more"


def test_every_field_that_is_kept_only_has_its_reason():
    assert all(len(reason.split()) >= 4 for reason in KEPT.values())
