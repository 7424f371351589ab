"""The shape of a pack's worked examples: a member's year in short, and what must be found about it."""

from registers.rules.carried import FIGURES
from registers.shape import (
    BREAKS,
    COUNT,
    DAY,
    NUMBER,
    SHARED_CATEGORIES,
    STATUSES,
    TEXT,
    TEXTS,
    YES_NO,
    Kind,
    a_map,
    choice,
    many,
    maybe,
    unknown,
)

ACTIVITY = {
    "day": DAY,
    "until": maybe(unknown(DAY)),
    "kind": choice(*SHARED_CATEGORIES),
    "hours": maybe(NUMBER),
    "times": maybe(COUNT),
    "category": maybe(TEXT),
    "points": maybe(NUMBER),
    "planned": maybe(YES_NO),
    "was_planned": maybe(YES_NO),
    "practice": maybe(YES_NO),
    "users": maybe(YES_NO),
    "evidence": maybe(YES_NO),
    "sealed": maybe(YES_NO),
    "competences": maybe(TEXTS),
}
CIRCUMSTANCES = {
    "status": maybe(choice(*STATUSES)),
    "joined": maybe(DAY),
    "breaks": maybe(many({"reason": choice(*BREAKS), "start": DAY, "end": maybe(unknown(DAY))})),
    "exceptional_reason": maybe(TEXT),
    "plan": maybe(YES_NO),
    "evaluation": maybe(YES_NO),
    "statement": maybe(TEXT),
    "words": maybe(Kind(types=(dict,))),
    "surplus": maybe(a_map({"rule": choice(*FIGURES), "amount": NUMBER, "from": DAY, "to": DAY})),
    "today": maybe(DAY),
}
EXPECTED = {
    "rule": TEXT,
    "status": choice("met", "not_met", "advice", "body_decides", "none"),
    "says": maybe(TEXT),
    "counted": maybe(COUNT),
    "why_not": maybe(TEXT),
}
EXAMPLE = {
    "name": TEXT,
    "grade": TEXT,
    "from": DAY,
    "to": DAY,
    "member": maybe(a_map(CIRCUMSTANCES)),
    "activities": many(ACTIVITY),
    "expect": many(EXPECTED),
}
EXAMPLES = maybe(many(EXAMPLE))
