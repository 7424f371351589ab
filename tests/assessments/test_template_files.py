"""Templates as files: what goes out comes back, the schema says the same as the reader, and forged files are refused."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assessments
from assessments import contents, template_files
from assessments.contents import Content, CriterionText, PromptText
from assessments.template_files import BadFile
from tests.assessments.test_totals import CONTENT, weights

SIGNS = 'ab1é€\N{GRINNING FACE}\N{NO-BREAK SPACE} "\\/|:,{}'
words = st.text(SIGNS, max_size=12).map(str.strip)
named = words.filter(bool)


@st.composite
def criterion_texts(draw):
    most = draw(st.integers(1, 1000))
    return CriterionText(
        title=draw(named),
        maximum=most,
        guidance=draw(st.text(f"{SIGNS}\n\t", max_size=12)),
        levels=draw(
            st.lists(st.tuples(named.map(lambda word: word[:7].strip()), named).map(list), max_size=3)
        ),
        section=draw(words),
        weight=draw(weights),
        minimum=draw(st.none() | st.integers(0, most)),
        evidence_required=draw(st.booleans()),
        competences=draw(st.lists(st.just("science-council/RSciTech/A1"), max_size=1)),
    )


all_contents = st.builds(
    Content,
    title=named,
    criteria=st.lists(criterion_texts(), min_size=1, max_size=4),
    guidance=words,
    prompts=st.lists(st.builds(PromptText, named, words), max_size=3),
    tags=st.lists(named.filter(lambda word: "," not in word and ";" not in word), max_size=3),
    pass_kind=st.just(""),
    attempts=st.integers(1, 20),
)


@settings(deadline=None)
@given(all_contents)
def test_file_that_goes_out_comes_back_the_same(content):
    text = template_files.write(content)

    assert template_files.read(text.encode()) == content
    jsonschema.validate(json.loads(text), template_files.published())


def test_pass_marks_and_weights_come_back_exactly():
    assert template_files.read(template_files.write(CONTENT).encode()) == CONTENT


def test_published_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(template_files.published())


def test_every_file_that_ships_is_read_and_can_be_passed():
    files = sorted((Path(assessments.__file__).parent / "shipped").glob("*.json"))
    assert len(files) >= 5

    for file in files:
        content = template_files.read(file.read_bytes())
        assert content.rule.needed(content.maximum) < content.maximum, file.stem
        assert all(one.guidance for one in content.criteria), file.stem
        jsonschema.validate(json.loads(file.read_text()), template_files.published())


def filed(**values):
    """A good file, with these fields changed; None takes one out."""
    said = json.loads(template_files.write(CONTENT)) | values
    return json.dumps({name: value for name, value in said.items() if value is not None}, indent=1).encode()


def criteria(**values):
    said = json.loads(template_files.write(CONTENT))["criteria"]
    return {"criteria": [said[0], said[1] | values]}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"title": ""}, "title: Write something here."),
        ({"title": "x" * 161}, "title: Shorten this to 160 characters."),
        ({"title": ["x"]}, "title: This has to be text."),
        ({"title": "a\x00b"}, "title: This text holds a sign"),
        ({"owner": "admin"}, "owner: There is no such field"),
        ({"criteria": None}, "criteria: This field is missing."),
        ({"criteria": []}, "criteria: Write at least one."),
        ({"criteria": [{}] * 41}, "criteria: There are too many: keep 40."),
        ({"attempts": 21}, "attempts: Write a number up to 20."),
        ({"attempts": 0}, "attempts: Write a number from 1."),
        ({"attempts": "3"}, "attempts: This has to be a whole number."),
        ({"pass_kind": "half"}, "pass kind: Write one of"),
        ({"pass_kind": ""}, "pass kind: Say whether the pass mark is points or per cent."),
        ({"pass_mark": None}, "pass mark: Give the pass mark"),
        ({"pass_mark": 100.5}, "pass mark: A pass mark in per cent is at most 100."),
        ({"pass_kind": "points", "pass_mark": 8.51}, "pass mark: Nobody could pass"),
        ({"tags": ["a,b"]}, "tag 1: This text holds a sign"),
        ({"prompts": [{"hint": "x"}]}, "prompt 1, label: This field is missing."),
        (criteria(maximum=0), "criterion 2, maximum: Write a number from 1."),
        (criteria(maximum=1.5), "criterion 2, maximum: This has to be a whole number."),
        (criteria(maximum=True), "criterion 2, maximum: This has to be a whole number."),
        (criteria(weight=0), "criterion 2, weight: Write a number above 0."),
        (criteria(weight=1.005), "criterion 2, weight: Write it with two decimal places at most."),
        (criteria(weight="1e3"), "criterion 2, weight: Write a number up to 100."),
        (criteria(minimum=2), "criterion 2, minimum: The least that passes is above the highest score"),
        (criteria(evidence_required="yes"), "criterion 2, evidence required: This has to be true or false."),
        (criteria(levels=[{"score": "5"}]), "criterion 2, level 1, means: This field is missing."),
        (criteria(competences=["A1"]), "criterion 2, competences 1: This text holds a sign"),
    ],
)
def test_mistake_is_told_with_its_line_and_field(values, told):
    content = filed(**values)

    with pytest.raises(BadFile) as refused:
        template_files.read(content)

    (problem,) = refused.value.problems
    assert told in str(problem)


def test_mistakes_are_told_in_the_order_of_their_lines():
    content = b"""{
 "format": "aspirecpd-assessment-template/1",
 "title": "",
 "criteria": [
  {"title": "Load it", "maximum": 5},
  {"title": "Log it",
   "maximum": "ten"}
 ],
 "attempts": 0
}"""

    with pytest.raises(BadFile) as refused:
        template_files.read(content)

    assert [(one.line, one.field) for one in refused.value.problems] == [
        (3, "title"),
        (7, "criterion 2, maximum"),
        (9, "attempts"),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "A value is missing"),
        (b"\xff\xfe", "UTF-8"),
        (b"PK\x03\x04", "A value is missing"),
        (b"[]", "no assessment template"),
        (b'{"format": "aspirecpd-assessment-template/2"}', "no assessment template"),
        (b"[" * 200_000, "nested too deep"),
        (b" " * (template_files.LARGEST + 1), "up to 300 KB"),
        (b'{"format": "\\ud800"}', "half a sign"),
    ],
)
def test_forged_and_huge_files_are_refused(content, told):
    with pytest.raises(BadFile, match=told):
        template_files.read(content)


def test_a_file_full_of_mistakes_tells_the_first_of_them():
    content = filed(**{f"x{number}": 1 for number in range(5_000)})

    with pytest.raises(BadFile) as refused:
        template_files.read(content)

    assert len(refused.value.problems) == template_files.MOST_PROBLEMS


def test_file_name_is_made_of_plain_letters():
    assert template_files.file_name(CONTENT) == "autoclave.json"
    assert template_files.file_name(Content(title="../\r\nž ", criteria=[])) == "z.json"
    assert template_files.file_name(Content(title="…", criteria=[])) == "assessment.json"


def test_prompts_are_read_and_written_back():
    found = contents.read_prompts("Why?\n\n How? | One case \n")

    assert found == [PromptText("Why?"), PromptText("How?", "One case")]
    assert contents.read_prompts(contents.write_prompts(found)) == found


@pytest.mark.parametrize("text", ["x" * 201, f"Why? | {'x' * 301}", "| hint", "Why?\n" * 11])
def test_prompts_that_do_not_fit_are_refused(text):
    with pytest.raises(ValueError, match=r"^Line |^Ask up to"):
        contents.read_prompts(text)
