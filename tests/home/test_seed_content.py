"""What the demo is written from: enough of it, varied, and every slot known to every discipline."""

import io
import random

import pytest

from evidence.inspection import inspect
from home.seeds import activities, disciplines, entries, folios, names, pictures, templates, wording
from journals.furnishing import TEMPLATES
from journals.reflecting import taken_apart


def all_patterns():
    return [pattern for patterns in activities.PATTERNS.values() for pattern in patterns]


@pytest.mark.parametrize("discipline", disciplines.DISCIPLINES)
def test_seed_activities_fill_in_every_discipline(discipline):
    rng = random.Random(1)

    for pattern in all_patterns():
        slots = wording.choose_slots(disciplines.words_of(discipline), rng)
        texts = [
            wording.fill(text, slots, rng)
            for text in (
                pattern.title,
                pattern.provider,
                pattern.description,
                pattern.practice,
                pattern.users,
            )
        ]
        assert all(texts)
        assert not set("{}[]|") & set("".join(texts))
        assert len(texts[0]) <= 200


def test_seed_activities_cover_every_category():
    counts = {category: len(patterns) for category, patterns in activities.PATTERNS.items()}

    assert set(counts) == {"work_based", "professional", "formal", "self_directed", "other"}
    assert sum(counts.values()) >= 120
    assert min(counts.values()) >= 15


@pytest.mark.parametrize("discipline", ["bioimaging", "computing", "theatre"])
def test_seed_entries_are_prose_of_sixty_to_two_hundred_words(discipline):
    rng = random.Random(2)
    slots = wording.choose_slots(disciplines.words_of(discipline), rng)

    lengths = [len(wording.fill(entry.body, slots, rng).split()) for entry in entries.ENTRIES]

    assert len(lengths) >= 60
    assert all(60 <= length <= 200 for length in lengths)


def test_seed_entries_answer_the_prompts_of_the_template_they_name():
    headings = {name: [heading for heading, _ in prompts] for name, _, prompts in TEMPLATES}
    written = [entry for entry in entries.ENTRIES if entry.reflection]

    assert {entry.reflection for entry in written} == set(headings)
    for entry in written:
        rest, answers = taken_apart(entry.body, headings[entry.reflection])
        assert rest == ""
        assert all(answers.values())


def test_seed_templates_have_criteria_with_levels_and_answers_of_three_qualities():
    assert len(templates.TEMPLATES) >= 9
    for template in templates.TEMPLATES:
        assert 3 <= len(template.criteria) <= 5
        for criterion in template.criteria:
            assert criterion.guidance
            assert criterion.levels
            strong, fair, thin = criterion.answers
            assert len(strong) > max(len(fair), len(thin)) > 0


def test_seed_folios_fill():
    rng = random.Random(3)
    slots = wording.choose_slots(disciplines.words_of("glass"), rng) | {
        "years": "six",
        "unit": "Glassblowing",
        "authors": "Someone",
        "other_kit": "annealing oven",
    }
    told = [*sum(folios.QUALIFICATIONS + folios.POSTS, []), *folios.PAPERS]

    for text in [*folios.PROFILES, *folios.AIMS, folios.KIT_TABLE, *sum(folios.SKILLS, []), *sum(told, ())]:
        filled = wording.fill(text, slots, rng)
        assert filled
        assert text == folios.KIT_TABLE or not set("{}[]|") & set(filled)


def test_seed_names_never_repeat():
    people = names.pairings(5000)

    assert len(set(people)) == 5000


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Certificate of attendance", "document"),
        ("Chart of faults by week", "image"),
        ("Cycle chart", "image"),
        ("Inspection sheet", "image"),
        ("PSF measurements", "image"),
        ("Photograph of the jig in use", "image"),
        ("Tile board", "image"),
    ],
)
def test_seed_evidence_passes_inspection(title, kind):
    name, content = pictures.evidence_file(title, "Carrick Instruments, 3 May 2026", random.Random(4))

    assert inspect(io.BytesIO(content), name).kind == kind
    assert len(content) < 60_000


def test_seed_wording_is_the_same_for_the_same_seed():
    first, second = (
        [
            wording.fill(pattern.description, slots, rng)
            for rng in [random.Random(5)]
            for slots in [wording.choose_slots(disciplines.words_of("field"), rng)]
            for pattern in all_patterns()
        ]
        for _ in range(2)
    )

    assert first == second
