"""The return itself: a statement to choose (IMechE's five) and hard word limits (HCPC 500 and 1,500, ICE
200).
"""

import re
from collections.abc import Mapping
from typing import Any

from registers.facts import Finding, Fix, Status
from registers.rules.case import Case
from registers.wording import listed, many


def options(case: Case) -> tuple[Mapping[str, Any], ...]:
    """The statements a member chooses one of: (code, label, needs_record); none in most packs."""
    return next((one.options for one in case.edition.return_fields if one.options), ())


def judge_statement(case: Case) -> list[Finding]:
    choices = options(case)
    if not choices:
        return []
    chosen = chosen_option(case)
    if chosen is None:
        codes = listed([one["code"] for one in choices])
        status, reason = Status.NOT_MET, f"Choose one of the statements {codes}."
    elif chosen["needs_record"]:
        status, reason = Status.MET, f"Statement {chosen['code']}: {chosen['label']}."
    else:
        status = Status.MET
        reason = f"Statement {chosen['code']}: {chosen['label']}. It needs no activities."
    return [
        Finding(
            rule="statement",
            title="Statement",
            status=status,
            reason=reason,
            figures={"chosen": chosen["code"] if chosen else None},
            fix=Fix.NOTHING if chosen else Fix.CHOOSE_STATEMENT,
        )
    ]


def chosen_option(case: Case) -> Mapping[str, Any] | None:
    code = case.circumstances.declaration_statement
    return next((one for one in options(case) if one["code"] == code), None)


def count_words(text: str) -> int:
    """Words as a word processor counts them: runs of anything that is not white space."""
    return len(re.findall(r"\S+", text))


def judge_words(case: Case) -> list[Finding]:
    """Only hard limits can fail; a text not yet written is within its limit."""
    found = []
    for field in case.edition.return_fields:
        if field.max_words is None:
            continue
        words = count_words(case.circumstances.answers.get(field.key, ""))
        over = words - field.max_words
        said = f"{many(words, 'word')} of at most {field.max_words}"
        found.append(
            Finding(
                rule=f"words_{field.key}",
                title=f"Length: {field.label}",
                status=Status.NOT_MET if over > 0 else Status.MET,
                reason=f"{said}: {over} too many." if over > 0 else f"{said}.",
                figures={"words": words, "max_words": field.max_words},
                fix=Fix.SHORTEN_TEXT if over > 0 else Fix.NOTHING,
            )
        )
    return found
