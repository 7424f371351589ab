"""Webfolios of the demo: one open to everybody, one to the institution, some to supervisors, some still in draft."""

from home.seeds.cast import Part
from home.seeds.disciplines import DISCIPLINES, words_of
from home.seeds.folios import AIMS, PROFILES, QUALIFICATIONS, SECTION_TITLES, SKILLS
from home.seeds.stage import Stage, new_uid
from home.seeds.wording import choose_slots, fill
from portfolios import actions
from portfolios.editing import Box

# story -> audience of the published webfolio; None keeps it a draft.
SHOWN: dict[str, str | None] = {
    "rscitech": "supervisors",
    "engtech": None,
    "supervisor": "institution",
    "public_folio": "public",
    "returned": "supervisors",
    "passed": "only_me",
    "declared": "supervisors",
    "reopened": None,
}
NUMBERS = ["three", "four", "six", "seven", "nine", "eleven", "fourteen"]


def write_folios(stage: Stage) -> None:
    for part in stage.technicians():
        if part.story in SHOWN:
            write_folio(stage, part, SHOWN[part.story])


def write_folio(stage: Stage, part: Part, audience: str | None) -> None:
    owner = stage.people[part.key]
    pages = [actions.webfolio_of(owner=owner)]
    for title in SECTION_TITLES[1:]:
        pages.append(actions.add_section(webfolio=pages[0], title=title, actor=owner))
    for page, boxes in zip(pages, contents(part), strict=True):
        saved = actions.save_draft(
            page=page, actor=owner, title=page.title, blocks=boxes, changed=page.changed_token
        )
        if audience is not None:
            actions.publish(page=saved, actor=owner)
    if audience is not None:
        actions.set_audience(webfolio=pages[0], audience=audience, actor=owner)


def contents(part: Part) -> list[list[Box]]:
    """The boxes of each page, in the order of SECTION_TITLES."""
    rng = part.rng("folio")
    words = words_of(part.discipline) | {"years": NUMBERS, "unit": DISCIPLINES[part.discipline]["unit"]}
    slots = choose_slots(words, rng)

    def say(text: str) -> str:
        return fill(text, slots, rng)

    def box(kind: str, text: str) -> Box:
        return Box(str(new_uid(rng)), kind, {"text": text})

    def bullets(lines: list[str]) -> str:
        return "\n".join(f"- {say(line)}" for line in lines)

    return [
        [box("heading", "About me"), box("text", say(rng.choice(PROFILES)))],
        [box("heading", "What I can do"), box("text", bullets(rng.choice(SKILLS)))],
        [box("heading", "What I hold"), box("text", bullets(rng.choice(QUALIFICATIONS)))],
        [box("heading", "This year"), box("text", say(rng.choice(AIMS)))],
    ]
