"""Facts of believable packs for the tests of the pack files."""

import uuid

from registers.packfiles.facts import add_up

CATEGORIES = ("work_based", "professional", "formal", "self_directed", "other")
ODD_TEXTS = {
    "markup": '#eval("1") $x$ *bold* _it_ @ref // c /* c */ `raw` <label> = head \\ [x] #{ #panic()',
    "formula": '=HYPERLINK("http://bad.example","x")',
    "right to left": "שלום עולם مرحبا بالعالم and back",
    "emoji": "🔬👩🏽‍🔬🏳️‍🌈🇬🇧1️⃣❤️",
    "marks": "e\u0301 a\u0336 x\u0308\u0336 Z\u0351\u036b" + "a" + "\u0300" * 60,
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg",
    "private use": "\ue000\U000f0000",
    "control": "a\x07b\x85c\u2028d",
    "no glyph": "𒀀 𓀀 \uffff",
    "many scripts": "张伟 東京 한국어 नमस्ते தமிழ் ไทย አማርኛ Ελλάς Київ Ŵyn",
    "endless word": "x" * 3000,
    "bidi controls": "\u202eabc\u202c \u2066x\u2069",
    "mathematics": "∑∫√ ² ₂ µ Å °C α → ≤ 𝑥 ﬁ",
}


def make_activity(number: int, **changes) -> dict:
    activity = {
        "uid": str(uuid.UUID(int=number)),
        "title": f"Confocal induction no. {number}",
        "provider": "Royal Microscopical Society",
        "start_date": "2026-03-01",
        "end_date": "2026-03-14",
        "minutes": 90,
        "category": CATEGORIES[number % 5],
        "body_category": "S2.1",
        "description": f"Planned and ran induction {number} for six new users.\n\nTwo had used it before.",
        "benefit_practice": "Interlocks now come first, because two people had missed them.",
        "benefit_users": "=Calls to the bench fell from five a week to one.",
        "points": "1.5",
        "verified_by": "Sam Ellis",
        "verified_on": "2026-11-02",
        "evidence": [
            {
                "uid": str(uuid.UUID(int=9000 + number)),
                "title": "Certificate",
                "kind": "file",
                "sha256": "ab" * 32,
            },
            {
                "uid": str(uuid.UUID(int=8000 + number)),
                "title": "Programme",
                "kind": "link",
                "sha256": None,
                "url": "https://example.org/",
            },
        ],
        "sealed": False,
        "was_planned": number % 2 == 0,
        "competences": ["science-council/RSciTech/A1"],
    }
    return activity | changes


def make_finding(**changes) -> dict:
    finding = {
        "rule": "min-categories",
        "title": "At least three kinds of learning",
        "status": "met",
        "reason": "Five kinds where three are asked.",
        "figures": {"categories": 5, "asked": 3},
        "counted": [],
        "not_counted": [],
    }
    return finding | changes


def make_layout() -> dict:
    fields = (
        ("declaration", "I have complied with the CPD standards this year", "boolean"),
        ("summary", "Summary of practice", "text"),
        ("activities[].date", "Date or period", "date"),
        ("activities[].category", "One of S2.1-S2.5", "enum"),
        ("activities[].description", "What you did", "text"),
        ("activities[].benefit_practice", "Effect on own practice (S3)", "text"),
        ("activities[].benefit_users", "Effect on users of your work (S4)", "text"),
        ("activities[].skill_type", "Technical or soft", "enum"),
        ("activities[].evidence", "Evidence reference", "file_ref"),
        ("category_exception_reason", "Reason if only two categories", "text"),
    )
    return {
        "name": "Annual CPD declaration",
        "kind": "declaration_plus_sampled_record",
        "fields": [
            {"key": key, "label": label, "type": kind, "required": "yes"} for key, label, kind in fields
        ],
        "categories": [
            {"code": "S2.1", "title": "Work-based learning"},
            {"code": "S2.2", "title": "Professional activity"},
        ],
    }


def make_facts(activities: list[dict] | None = None, **changes) -> dict:
    listed = [make_activity(number) for number in range(1, 7)] if activities is None else activities
    uids = [activity["uid"] for activity in listed]
    facts = {
        "schema": "aspirecpd-pack/1",
        "institution": "University of Northmoor",
        "holder": {
            "name": "Megan Okafor",
            "job_title": "Senior bioimaging technician",
            "membership_number": "00123456",
            "show_name": True,
        },
        "register": {
            "pack": "science-council",
            "version": "2022.1",
            "body": "Science Council",
            "grade": "RSciTech",
            "grade_title": "Registered Science Technician",
        },
        "period": {"from": "2026-01-01", "to": "2026-12-31"},
        "declared_on": "2026-11-22",
        "declaration": "I have met the standards this year and remain professionally active.",
        "exceptional_reason": "Long leave from May to August.",
        "statements": [
            {"key": "summary", "label": "Summary of practice", "text": "I look after two microscopes."}
        ],
        "findings": [
            make_finding(counted=uids[1:], not_counted=[{"uid": uid, "why": "ongoing"} for uid in uids[:1]]),
            make_finding(rule="users", title="Benefit to users", status="not_met", reason="Missing on one."),
            make_finding(rule="hours", title="Hours", status="advice", reason="29.5 of 30 hours."),
            make_finding(rule="carry", title="Carry over", status="body_decides", reason="Ask the body."),
        ],
        "activities": listed,
        "totals": add_up(listed),
        "code": "NM-7K4Q-2M9X",
        "verify_url": "https://northmoor.example/verify/NM-7K4Q-2M9X/",
        "rules_source": [{"url": "https://sciencecouncil.org/cpd", "what": "CPD standards, 2022"}],
        "layout": make_layout(),
    }
    return facts | changes


def make_draft() -> dict:
    return make_facts(declared_on=None, code=None, verify_url=None)
