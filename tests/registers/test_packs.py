"""The shipped packs, and what happens to a broken one."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from registers import packs
from registers.reading import PackError, read
from registers.shape import SHARED_CATEGORIES, TEXT, YES_NO, unknown

SOUND = (packs.DATA / "bsas.yaml").read_text()


def broken(tmp_path: Path, old: str, new: str, name: str = "bsas") -> Path:
    text = (packs.DATA / f"{name}.yaml").read_text()
    assert old in text
    path = tmp_path / f"{name}.yaml"
    path.write_text(text.replace(old, new, 1))
    return path


def test_all_sixteen_packs_load_with_dates_and_a_category_map():
    loaded = packs.load_all()

    assert len(loaded) == 16
    assert {name: len(one.editions) for name, one in loaded.items() if len(one.editions) > 1} == {
        "science-council": 2
    }
    for edition in (edition for one in loaded.values() for edition in one.editions):
        assert set(edition.category_map) == set(SHARED_CATEGORIES)
        assert {"valid_from", "valid_to"} <= edition.data.keys()
        assert str(edition) == f"{edition.id} {edition.version}"


def test_licensed_bodies_inherit_competences_and_return_fields():
    ist = packs.editions("ist")[0]

    assert ist.packs == ("ist", "science-council")
    assert {("science-council", "A1"), ("ist", "RP1")} <= {(one.pack, one.code) for one in ist.subunits}
    keys = [field.key for field in ist.return_fields]
    assert keys[0] == "declaration"
    assert keys[-2:] == ["professionally_active", "activities[]"]
    assert packs.editions("iom3")[0].packs == ("iom3", "engineering-council", "science-council")


def test_an_unknown_pack_is_refused_by_name():
    with pytest.raises(packs.UnknownPackError, match="There is no rule pack xyz; choose one of advance-he, "):
        packs.editions("xyz")


def test_the_edition_in_force_is_the_last_that_had_begun():
    old, new = packs.editions("science-council")

    assert packs.edition_on("science-council", date(2025, 8, 31)) is old
    assert packs.edition_on("science-council", date(2025, 9, 1)) is new
    assert packs.edition_on("science-council", date(2001, 1, 1)) is old
    assert packs.edition_on("bsas", date(1990, 1, 1)).id == "bsas"


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "line_says", "message"),
    [
        (
            "bsas",
            "measure: points",
            "measure: pints",
            "cpd_rules.measure",
            "measure:",
            "one of outcomes, hours",
        ),
        ("bsas", "  measure: points\n", "", "cpd_rules.measure", "cpd_rules:", "this field is missing"),
        (
            "bsas",
            "value: 50",
            "value: fifty",
            "cpd_rules.minimum.value",
            "minimum:",
            "a whole number or a number",
        ),
        (
            "bsas",
            "value: 50",
            "value: true",
            "cpd_rules.minimum.value",
            "minimum:",
            "or null when unknown; it is True",
        ),
        ("bsas", "value: 50", "value: -1", "cpd_rules.minimum.value", "minimum:", "0 or more"),
        ("bsas", "value: 50", "value: .inf", "cpd_rules.minimum.value", "minimum:", "it is inf"),
        ("bsas", "value: 50", "value: .nan", "cpd_rules.minimum.value", "minimum:", "it is nan"),
        (
            "rsb",
            "letters: RSciTech",
            "letters: 2nd",
            "grades[0].letters",
            "letters: 2nd",
            "beginning with a capital",
        ),
        (
            "rsb",
            "letters: RSciTech",
            'letters: ""',
            "grades[0].letters",
            'letters: ""',
            "leave the field out",
        ),
        ("rsb", "letters: RSciTech", "letters: 7", "grades[0].letters", "letters: 7", "this must be text"),
        ("bsas", "schema: cpd-scheme/1", "schema: cpd-scheme/2", "schema", "schema:", "one of cpd-scheme/1"),
        ("bsas", "id: bsas", "id: bsass", "id", "id:", "must equal the file name"),
        ("bsas", "standards: []", "standards: [x]", "cpd_rules.standards", "standards:", "a list of maps"),
        (
            "bsas",
            "notes: []",
            "notes: [1]",
            "competence_framework.notes",
            "competence_framework:",
            "a list of text",
        ),
        ("bsas", "standards: []", "standarts: []", "cpd_rules.standarts", "standarts:", "check its spelling"),
        (
            "bsas",
            "work_based: WBL",
            "work_based: XX",
            "category_map.work_based",
            "category_map:",
            "XX is not a category",
        ),
        (
            "bsas",
            "code: PA,",
            "code: WBL,",
            "cpd_rules.categories[1].code",
            "code: WBL, title: Prof",
            "given twice",
        ),
        (
            "bsas",
            "normal: 2",
            "normal: 7",
            "cpd_rules.min_categories.normal",
            "min_categories:",
            "5 are listed",
        ),
        (
            "bsas",
            "cap: {value: 20",
            "cap: {value: -2",
            "cpd_rules.categories[0].cap",
            "code: WBL",
            "a cap is 0 or more",
        ),
        (
            "bsas",
            "cap: {value: 20, unit: points",
            "cap: {value: 20, unit: hours",
            "cpd_rules.categories[0].cap",
            "code: WBL",
            "a cap is judged in points",
        ),
        (
            "bsas",
            "percent_of_minimum: 40}, min: null",
            "percent_of_minimum: 40}, min: 5",
            "cpd_rules.categories[0].min",
            "code: WBL",
            "an amount asked for in one category is not judged",
        ),
        (
            "bsas",
            "points_per_hour: null",
            "points_per_hour: -1",
            "cpd_rules.categories[0].points_per_hour",
            "code: WBL",
            "a rate",
        ),
        ("bsas", "valid_to: null", "valid_to: tomorrow", "valid_to", "valid_to:", "a date (YYYY-MM-DD)"),
        (
            "bsas",
            "end: 2021-12-31",
            "end: 2019-12-31",
            "cpd_rules.cycle.merged[0].end",
            "merged:",
            "before it starts",
        ),
        ("bsas", "valid_to: null", "valid_to: 2026-13-45", "valid_to", "valid_to:", "this value cannot be"),
        ("bsas", 'url: "https://bsas.org.uk"', "url: bsas.org.uk", "body.url", "body:", "begins with http"),
        ("bsas", "2026-11-22", "last week", "retrieved", "retrieved:", "a date"),
        (
            "bsas",
            "code: RTech-C",
            "code: RTech-A",
            "grades[1].code",
            "code: RTech-A, title: Technologist - C",
            "twice",
        ),
        (
            "bsas",
            "required: conditional",
            "required: 1",
            "renewal_return.fields[4].required",
            "evidence",
            "true or false or text",
        ),
        (
            "rsb",
            "{min: 1, max: 3}",
            "{min: 3, max: 1}",
            "cpd_rules.categories[1].points_per_hour",
            "code: ANY",
            "min not above max",
        ),
        (
            "rsb",
            "{min: 1, max: 3}",
            "{min: 1}",
            "cpd_rules.categories[1].points_per_hour",
            "code: ANY",
            "needs min and max",
        ),
        (
            "rsb",
            "inherits: science-council",
            "inherits: ase",
            "competence_framework.inherits",
            "competence_framework:",
            "no pack",
        ),
        (
            "rsc",
            "inherits_fields: science-council",
            "inherits_fields: ase",
            "renewal_return.inherits_fields",
            "inherits_fields:",
            "no pack",
        ),
        (
            "iet",
            "statuses: [retired,",
            "statuses: [asleep,",
            "cpd_rules.minimum.reduced[0].statuses",
            "value: 10",
            "asleep is none of",
        ),
        (
            "iet",
            "breaks: [illness]",
            "breaks: [ill]",
            "cpd_rules.exemptions[4].breaks",
            "long-term illness",
            "ill is none of",
        ),
        (
            "advance-he",
            "      AFHEA: {all_of",
            "      XFHEA: {all_of",
            "competence_framework.coverage_rules.by_grade.XFHEA",
            "XFHEA:",
            "not a grade",
        ),
        (
            "advance-he",
            "at_least: [{n: 2,",
            "at_leest: [{n: 2,",
            "competence_framework.coverage_rules.by_grade.AFHEA",
            "AFHEA: {all",
            "needs all_of",
        ),
        (
            "science-council",
            "{code: A2, grades: [RSciTech]",
            "{code: A1, grades: [RSciTech]",
            "competence_framework.units[0].subunits[1].code",
            "A1, grades: [RSciTech], statement: Interpret",
            "twice",
        ),
        (
            "science-council",
            "grades: [RSciTech]",
            "grades: [EngTech]",
            "competence_framework.units[0].subunits[0].grades",
            "EngTech",
            "not a grade",
        ),
        (
            "science-council",
            "valid_from: 2025-09-01  ",
            "valid_from: null  ",
            "competence_framework.valid_from",
            "valid_from: 2025-09-01",
            "give both one date",
        ),
        (
            "science-council",
            "valid_to: null",
            "valid_to: 2021-01-01",
            "valid_to",
            "valid_to:",
            "cannot end before",
        ),
        (
            "science-council",
            "  valid_from: 2025-09-01",
            "  valid_from: 2025-10-01",
            "competence_framework.valid_from",
            "valid_from: 2025-10-01",
            "give both one date",
        ),
        (
            "science-council",
            "valid_from: 2025-09-01  ",
            "valid_from: 2025-08-01  ",
            "competence_framework.valid_from",
            "valid_from: 2025-09-01",
            "give both one date",
        ),
        (
            "science-council",
            "{grade: RSci, code: D4, becomes: D3}",
            "{grade: RSci, code: D4, becomes: D9}",
            "competence_framework.changes[1].becomes",
            "becomes: D9",
            "D9 is not a competence of RSci",
        ),
        (
            "science-council",
            "{grade: RSci, code: D4, becomes: D3}",
            "{grade: RSai, code: D4, becomes: D3}",
            "competence_framework.changes[1].grade",
            "grade: RSai",
            "RSai is not a grade",
        ),
        (
            "science-council",
            'pack_version: "2025.09-r1"',
            'pack_version: "2022.01-r1"',
            "pack_version",
            "pack_version",
            "is version 2022.01-r1 already",
        ),
        (
            "bsas",
            "  categories:\n",
            "  category_changes: [{code: OLD, becomes: PA}]\n  categories:\n",
            "valid_from",
            "valid_from: null",
            "need the day this edition begins",
        ),
        (
            "ibms",
            "  categories:\n",
            "  category_changes: [{code: OLD, becomes: NEW}]\n  categories:\n",
            "cpd_rules.category_changes[0].becomes",
            "category_changes",
            "NEW is not a category",
        ),
        (
            "science-council",
            "year: 2025\n  valid",
            "year: 2025\n  year: 2024\n  valid",
            "competence_framework.year",
            "year: 2024",
            "given twice",
        ),
    ],
)
def test_a_broken_pack_names_file_line_and_field(tmp_path, name, old, new, field, line_says, message):
    path = broken(tmp_path, old, new, name)

    with pytest.raises(PackError) as caught:
        packs.check_file(path)

    problem = caught.value.problems[0]
    assert (problem.file, problem.field) == (str(path), field)
    assert message in problem.message
    assert line_says in path.read_text().splitlines()[problem.line - 1]
    assert str(problem) == f"{path}, line {problem.line}, field {field}: {problem.message}"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("id: [1, 2\nschema: x\n", 2, "not valid YAML"),
        ("schema: x\nid: \x00", 2, "not valid YAML"),
        ("- a\n", 1, "a pack is a map of fields"),
        ("", 1, "a pack is a map of fields"),
        ("a: !!python/name:os.system x\n", 1, "not valid YAML"),
    ],
)
def test_a_file_that_is_no_pack_is_refused(text, line, message):
    with pytest.raises(PackError) as caught:
        read(text, file="x.yaml")

    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (line, "(the whole file)")
    assert message in problem.message


def test_a_folder_with_broken_packs_names_every_one_and_loads_none(tmp_path):
    (tmp_path / "bsas.yaml").write_text(SOUND.replace("measure: points", "measure: pints"))
    (tmp_path / "iet.yaml").write_text("id: [")

    with pytest.raises(PackError) as caught:
        packs.load(tmp_path)

    assert {Path(problem.file).name for problem in caught.value.problems} == {"bsas.yaml", "iet.yaml"}


def test_a_sound_pack_passes_and_its_new_fields_are_optional(tmp_path):
    path = tmp_path / "bsas.yaml"
    rules = SOUND.partition("\nexamples:")[0]
    lines = [line for line in rules.splitlines() if not line.startswith(("valid_", "category_map"))]
    path.write_text("\n".join(lines))

    packs.check_file(path)


def test_the_kinds_are_named_as_people_would():
    assert unknown(YES_NO).words == "true or false, or null when unknown"
    assert TEXT.words == "text"


def test_packs_check_reports_soundness_and_faults(tmp_path):
    from django.core.management.base import CommandError

    from registers.management.commands.packs import Command

    said = StringIO()
    command = Command(stdout=said, no_color=True)
    command.handle(verb="check", file=packs.DATA / "iet.yaml")
    assert "is a sound rule pack" in said.getvalue()
    options = command.create_parser("manage.py", "packs").parse_args(["check", "x.yaml"])
    assert options.file == Path("x.yaml")
    with pytest.raises(CommandError, match="line 18, field cpd_rules.measure|field cpd_rules.measure"):
        command.handle(verb="check", file=broken(tmp_path, "measure: points", "measure: pints"))
    with pytest.raises(CommandError, match="cannot be read"):
        command.handle(verb="check", file=tmp_path / "missing.yaml")
