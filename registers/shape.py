"""The shape of a pack, `cpd-scheme/1`: which fields each map has, of which type, and which values are
allowed.

A shape maps a field's name to a `Kind`; a nested shape describes a map, and `many(shape)` a list of maps.
Every field must be there (it may hold null where the kind allows it) unless the kind is optional; a field
that is not listed is refused as a slip of the pen.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

SCHEMA = "cpd-scheme/1"


@dataclass(frozen=True)
class Kind:
    """What a field may hold. `inside` is the shape of a map, or of each item where `listed`."""

    types: tuple[type, ...] = ()
    choices: tuple[str, ...] = ()
    inside: dict[str, "Kind"] | None = None
    listed: bool = False
    nullable: bool = False
    optional: bool = False

    @property
    def words(self) -> str:
        """The kind as a person would say it, for the sentence about a wrong value."""
        names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
        names |= {date: "a date (YYYY-MM-DD)", list: "a list", dict: "a map"}
        if self.choices:
            said = "one of " + ", ".join(self.choices)
        elif self.listed:
            said = "a list of maps" if self.inside else "a list of text"
        else:
            said = " or ".join(names[one] for one in self.types or (dict,))
        return said + (", or null when unknown" if self.nullable else "")


def maybe(kind: Kind) -> Kind:
    return replace(kind, optional=True)


def unknown(kind: Kind) -> Kind:
    return replace(kind, nullable=True)


def choice(*values: str) -> Kind:
    return Kind(types=(str,), choices=values)


def a_map(inside: dict[str, Kind]) -> Kind:
    return Kind(inside=inside)


def many(inside: dict[str, Kind]) -> Kind:
    return Kind(inside=inside, listed=True)


TEXT = Kind(types=(str,))
NUMBER = Kind(types=(int, float))
COUNT = Kind(types=(int,))
YES_NO = Kind(types=(bool,))
DAY = Kind(types=(date,))
TEXTS = Kind(listed=True)
CONFIDENCE = choice("read", "inferred")
NOTE = maybe(TEXT)
ANY: Any = Kind(types=(str, int, float, dict), nullable=True)

SHARED_CATEGORIES = ("work_based", "professional", "formal", "self_directed", "other")
STATUSES = ("active", "partly_active", "semi_retired", "retired", "not_active")
BREAKS = (
    *("parental_leave", "illness", "caring", "sabbatical", "travel"),
    *("unemployed", "outside_field", "career_break", "other"),
)

BODY = {
    "name": TEXT,
    "short": TEXT,
    "url": TEXT,
    "role": choice("standards_owner", "licensed_body", "awarding_body", "statutory_regulator"),
    "parent": unknown(TEXT),
    "delegates_to": TEXTS,
    "also_licensed_by": maybe(TEXTS),
    "licensees": maybe(Kind(types=(dict,))),
}
GRADE = {
    "code": TEXT,
    "letters": maybe(TEXT),
    "title": TEXT,
    "level": unknown(TEXT),
    "experience_years": unknown(Kind(types=(int, str))),
    "equivalence": unknown(TEXT),
    "application_fee_gbp_2025": maybe(unknown(NUMBER)),
    "confidence": CONFIDENCE,
    "note": NOTE,
}
SUBUNIT = {"code": TEXT, "grades": TEXTS, "statement": unknown(TEXT), "confidence": CONFIDENCE, "note": NOTE}
UNIT = {
    "code": TEXT,
    "title": unknown(TEXT),
    "statement": unknown(TEXT),
    "confidence": CONFIDENCE,
    "subunits": many(SUBUNIT),
}
FRAMEWORK = {
    "name": unknown(TEXT),
    "edition": unknown(TEXT),
    "year": unknown(COUNT),
    "valid_from": maybe(unknown(DAY)),
    "changes": maybe(many({"grade": TEXT, "code": TEXT, "becomes": unknown(TEXT)})),
    "source": unknown(TEXT),
    "inherits": maybe(Kind(types=(str, list))),
    "confidence": CONFIDENCE,
    "notes": TEXTS,
    "units": many(UNIT),
    "coverage_rules": unknown(Kind(types=(dict,))),
    "application_report": unknown(Kind(types=(dict,))),
}
CYCLE = {
    "basis": choice(
        *("annual", "calendar", "fixed", "institution", "member_anniversary", "member_start"),
        *("membership_year", "none", "on_request", "profession_renewal", "rolling"),
    ),
    "start": unknown(TEXT),
    "length_months": unknown(COUNT),
    "due": unknown(TEXT),
    "due_meaning": maybe(TEXT),
    "merged": maybe(many({"start": DAY, "end": DAY, "reason": TEXT})),
    "confidence": CONFIDENCE,
    "note": NOTE,
}
MINIMUM = {
    "value": unknown(NUMBER),
    "unit": unknown(choice("hours", "points", "activities")),
    "status": choice("none", "guideline", "recommended", "expected", "mandatory", "for CPD Diploma"),
    "reduced": maybe(
        many({"for": TEXT, "value": NUMBER, "statuses": maybe(TEXTS), "confidence": CONFIDENCE})
    ),
    "confidence": CONFIDENCE,
    "note": NOTE,
}
CATEGORY = {
    "code": unknown(TEXT),
    "title": TEXT,
    "examples": TEXTS,
    "points_per_hour": unknown(Kind(types=(int, float, dict))),
    "cap": unknown(
        a_map({"value": unknown(NUMBER), "unit": TEXT, "percent_of_minimum": maybe(unknown(NUMBER))})
    ),
    "min": unknown(NUMBER),
    "confidence": CONFIDENCE,
    "note": NOTE,
}
EXEMPTION = {
    "reason": TEXT,
    "effect": TEXT,
    "max_months": unknown(COUNT),
    "first_months": maybe(COUNT),
    "longer_than_months": maybe(COUNT),
    "breaks": maybe(TEXTS),
    "statuses": maybe(TEXTS),
    "waives": maybe(choice("record", "record_if_any", "declaration", "body", "nothing")),
    "confidence": CONFIDENCE,
    "note": NOTE,
}
AUDIT = {
    "run_by": unknown(TEXT),
    "basis": unknown(TEXT),
    "sample_percent": unknown(NUMBER),
    "period_months": unknown(COUNT),
    "response_days": unknown(COUNT),
    "sanctions": unknown(TEXT),
    "confidence": CONFIDENCE,
    **dict.fromkeys(("sample_note", "response_note", "support", "notice", "note"), NOTE),
    **{key: maybe(TEXTS) for key in ("review_criteria", "outcomes")},
    "includes_retired": maybe(YES_NO),
}
CPD_RULES = {
    "edition": unknown(TEXT),
    "year": unknown(COUNT),
    "standards": many({"code": TEXT, "statement": TEXT}),
    "superseded": maybe(TEXT),
    "timeline": maybe(many({"date": TEXT, "event": TEXT})),
    "cycle": a_map(CYCLE),
    "measure": choice("outcomes", "hours", "points", "activities"),
    "minimum": a_map(MINIMUM),
    "suggested_split": maybe(many({"title": TEXT, "hours": NUMBER, "at_least": maybe(YES_NO)})),
    "carry_over": a_map(
        {
            "allowed": unknown(YES_NO),
            "most": maybe(unknown(NUMBER)),
            "confidence": maybe(CONFIDENCE),
            "note": NOTE,
        }
    ),
    "categories": many(CATEGORY),
    "category_changes": maybe(many({"code": TEXT, "becomes": unknown(TEXT)})),
    "min_categories": a_map(
        {
            "normal": unknown(COUNT),
            "exceptional": unknown(COUNT),
            "exceptional_needs_reason": maybe(YES_NO),
            "confidence": maybe(CONFIDENCE),
            "note": NOTE,
        }
    ),
    "reflection_required": a_map(
        {
            **{key: unknown(YES_NO) for key in ("per_entry", "benefit_to_practice", "benefit_to_users")},
            **{key: unknown(YES_NO) for key in ("plan", "evaluate_against_plan")},
            "model": maybe(TEXTS),
            "negative_outcome_acceptable": maybe(YES_NO),
            "note": NOTE,
        }
    ),
    "evidence_required": a_map(
        {
            **{key: unknown(YES_NO) for key in ("with_record", "on_request")},
            "examples": TEXTS,
            "confidential_work": maybe(TEXT),
            "note": NOTE,
        }
    ),
    "exemptions": many(EXEMPTION),
    "audit": a_map(AUDIT),
}
ADVISED = maybe(a_map({"advised_min": COUNT, "advised_max": COUNT}))
FIELD = {
    "key": TEXT,
    "label": TEXT,
    "type": choice("text", "date", "number", "boolean", "enum", "multi_enum", "file_ref", "table", "list"),
    "required": Kind(types=(bool, str)),
    "max_words": maybe(COUNT),
    "holds": maybe(choice("plan", "evaluation")),
    "options": maybe(many({"code": TEXT, "label": TEXT, "needs_record": YES_NO})),
}
RETURN = {
    "name": unknown(TEXT),
    "kind": choice("declaration_plus_sampled_record", "sampled_record", "full_record", "none", "unknown"),
    "period": unknown(TEXT),
    "format": unknown(TEXT),
    "limits": a_map(
        {"words": unknown(Kind(types=(dict,))), "activities_listed": ADVISED, "activities_discussed": ADVISED}
    ),
    "inherits_fields": maybe(TEXT),
    "fields": many(FIELD),
    "system_example": maybe(Kind(types=(dict,))),
    "confidence": CONFIDENCE,
    "note": NOTE,
}
PACK = {
    "schema": choice(SCHEMA),
    "id": TEXT,
    "pack_version": TEXT,
    "retrieved": Kind(types=(str, date)),
    "valid_from": maybe(unknown(DAY)),
    "valid_to": maybe(unknown(DAY)),
    "category_map": maybe(a_map({key: unknown(TEXT) for key in SHARED_CATEGORIES})),
    "body": a_map(BODY),
    "why_included": maybe(TEXT),
    "grades": many(GRADE),
    "grades_note": maybe(TEXT),
    "competence_framework": a_map(FRAMEWORK),
    "cpd_rules": a_map(CPD_RULES),
    "renewal_return": a_map(RETURN),
    "source_urls": many({"url": TEXT, "what": TEXT, "year": unknown(COUNT), "confidence": CONFIDENCE}),
    "confidence": CONFIDENCE,
    "unknowns": TEXTS,
}
