"""The JSON Schema of a catalogue says what the loader says, as far as an editor can see it."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from support import FEBRUARY, REPOSITORY, SHIPPED, TESTS, examples, parsed, working_days
from test_documents import DOCUMENTS, YAML
from test_loader import BROKEN_FILES, ONE_FAULT, SOUND, with_change

from rrn_fees.catalogue import json_schema, model, scalars
from rrn_fees.catalogue.contradictions import CONTRADICTIONS
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.catalogue.loader import SCHEMA_NAME, parse_catalogue, shipped_schema, starter
from rrn_fees.catalogue.yaml import not_text
from rrn_fees.checks.check import Check, Family
from rrn_fees.checks.examples import whole_file
from rrn_fees.checks.registry import CHECKS, codes_of
from rrn_fees.checks.report import checked
from rrn_fees.errors import CatalogueError, FaultKind
from rrn_fees.money import Pence, Percent, parse_percent, parse_pounds

PUBLISHED = REPOSITORY / "data" / SCHEMA_NAME
SCHEMA: dict[str, Any] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
EDITOR = Draft7Validator(SCHEMA)

# How an editor reads YAML: the core schema of YAML 1.2, which knows no dates ---------------------

INTEGER = re.compile(r"[-+]?[0-9]+")
OCTAL, HEXADECIMAL = re.compile(r"0o[0-7]+"), re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NO_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
WORDS = {"": None, "~": None} | {
    spelt: value
    for word, value in (("null", None), ("true", True), ("false", False))
    for spelt in (word, word.capitalize(), word.upper())
}


def core(text: str) -> Any:
    """Return what a scalar without quotes stands for."""
    if text in WORDS:
        return WORDS[text]
    if INTEGER.fullmatch(text):
        return int(text)
    if OCTAL.fullmatch(text) or HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if FLOAT.fullmatch(text) or NO_FLOAT.fullmatch(text):
        return float(text.replace(".i", "i").replace(".I", "I").replace(".n", "n"))
    return text


def value_of(node: yaml.Node | None) -> Any:
    match node:
        case yaml.MappingNode():
            return {
                key.value
                if isinstance(key, yaml.ScalarNode)
                else "a key that is no text": value_of(value)
                for key, value in node.value
            }
        case yaml.SequenceNode():
            return [value_of(item) for item in node.value]
        case yaml.ScalarNode():
            return node.value if node.style else core(node.value)
        case _:
            return None


def editor_accepts(content: str | bytes) -> bool:
    """Whether an editor underlines nothing: what is no YAML, it underlines by itself."""
    try:
        root = yaml.compose(content, Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return False
    return EDITOR.is_valid(value_of(root))


def kinds_of(content: str | bytes) -> set[FaultKind]:
    """Return which rules the loader finds broken: none if it accepts."""
    try:
        parse_catalogue(content if isinstance(content, bytes) else content.encode(), "fees.yaml")
    except CatalogueError as error:
        return {fault.kind for fault in error.faults}
    return set()


def test_the_reading_of_an_editor_is_that_of_yaml_1_2() -> None:
    text = (
        '[1, 0x1F, 0o17, 1.5, .inf, true, FALSE, ~, Null, yes, 2024-05-07, 2024-05, 1_0, "1", 04]'
    )
    assert value_of(yaml.compose(text, Loader=yaml.CBaseLoader)) == [
        1, 31, 15, 1.5, float("inf"), True, False, None, None, "yes", "2024-05-07", "2024-05",
        "1_0", "1", 4,
    ]  # fmt: skip


# The schema itself ------------------------------------------------------------------------------


def test_the_published_schema_is_that_of_the_model() -> None:
    assert json_schema.json_schema() == SCHEMA, "run tools/write_schemas.py"
    assert PUBLISHED.read_bytes() == shipped_schema() == json_schema.schema_text().encode()
    Draft7Validator.check_schema(SCHEMA)


def test_the_shipped_catalogue_names_its_schema_in_its_first_line() -> None:
    first, _, _ = SHIPPED.read_text(encoding="utf-8").partition("\n")
    assert first == f"# yaml-language-server: $schema={SCHEMA_NAME}"


def test_every_scalar_that_is_read_has_a_schema() -> None:
    assert json_schema.SCALARS.keys() == scalars.SCALARS.keys()


def test_bounds_and_shapes_are_of_records_that_may_contradict_themselves() -> None:
    assert (json_schema.BOUNDS.keys() | json_schema.SHAPES.keys()) <= CONTRADICTIONS.keys()
    for record, bounds in json_schema.BOUNDS.items():
        read = {name for contradiction in CONTRADICTIONS[record] for name in contradiction.reads}
        assert bounds.keys() <= read


def records() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Catalogue", SCHEMA
    yield from SCHEMA["definitions"].items()


PROPERTIES = [
    (f"{name}.{key}", schema)
    for name, record in records()
    for key, schema in record["properties"].items()
]


def test_every_record_of_the_model_is_in_the_schema_with_its_keys() -> None:
    in_model = {
        name: [field.name for field in fields(record) if field.metadata.get("in_file", True)]
        for name, record in vars(model).items()
        if is_dataclass(record) and record is not model.Origin
    }
    assert {name: [*record["properties"]] for name, record in records()} == in_model


def test_every_record_is_closed_and_described() -> None:
    for name, record in records():
        assert record["additionalProperties"] is False, name
        assert record["description"].endswith("."), name


@pytest.mark.parametrize(("name", "schema"), PROPERTIES, ids=[name for name, _ in PROPERTIES])
def test_every_key_is_described_and_its_examples_are_sound(
    name: str, schema: dict[str, Any]
) -> None:
    description = schema["description"]
    assert len(description) >= 20, name
    assert description[0].isupper()
    assert description.endswith((".", "?"))
    assert "`" not in description
    of_key = Draft7Validator({**schema, "definitions": SCHEMA["definitions"]})
    for example in schema.get("examples", []):
        of_key.validate(example)
    if "default" in schema:
        of_key.validate(schema["default"])


def is_of_text_or_figures(schema: dict[str, Any]) -> bool:
    parts = (schema, *schema.get("anyOf", []))
    return any(part.get("type") not in (None, "object", "array") for part in parts)


def test_every_text_and_every_figure_has_an_example() -> None:
    with_example = {name for name, schema in PROPERTIES if schema.get("examples")}
    assert with_example >= {name for name, of in PROPERTIES if is_of_text_or_figures(of)}


def test_a_wrong_figure_is_told_in_words() -> None:
    for name, schema in PROPERTIES:
        for part in (schema, *schema.get("anyOf", [])):
            assert ("pattern" in part) == ("patternErrorMessage" in part), name


# What the loader accepts -------------------------------------------------------------------------

ASIDE = re.compile(r"^( *)# (.*\n)", re.MULTILINE)
STARTER = starter().decode("ascii")
HEADER, BODY = STARTER.split("\n", 1)


def asides() -> list[str]:
    """Return each example of the starter: lines in a row that begin with one mark."""
    return re.findall(r"(?m)(?:^ *# .*\n)+", BODY)


def used(text: str) -> str:
    """Return *text* with the marks of its examples taken away."""
    return ASIDE.sub(r"\1\2", text)


def document_catalogues() -> Iterator[tuple[str, str]]:
    for document in DOCUMENTS:
        for at, block in enumerate(YAML.findall(document.read_text(encoding="utf-8"))):
            if block.startswith("format: 1\n") and "\nqualifications:" in block:
                yield f"{document.name}-{at}", block


GOOD = [
    ("shipped", SHIPPED.read_text(encoding="utf-8")),
    *((file.name, file.read_text(encoding="utf-8")) for file in TESTS.glob("catalogues/*.yaml")),
    *document_catalogues(),
    ("starter", STARTER),
    ("starter with every example used", HEADER + "\n" + used(BODY)),
    ("sound", SOUND),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in GOOD])
def test_every_catalogue_of_the_project_is_sound_in_an_editor(text: str) -> None:
    assert kinds_of(text) == set()
    EDITOR.validate(value_of(yaml.compose(text, Loader=yaml.CBaseLoader)))


MEANT = {
    # A rate to come that is made up.
    "everything.yaml": {"F701"},
    # Deadlines around a weekend, and beyond the known bank holidays.
    "dates.yaml": {"F709"},
    # Cohorts by which one learner more pays less, and courses that start on the first of a month.
    "rules.yaml": {"F702", "F705", "F709"},
}


@pytest.mark.parametrize(("name", "text"), [pytest.param(*each, id=each[0]) for each in GOOD])
def test_no_catalogue_of_the_project_has_an_implausible_value_that_is_not_meant(
    name: str, text: str
) -> None:
    draft = draft_of(text.encode(), name)
    found = checked(draft, working_days, as_at=FEBRUARY, selected=codes_of(["plausibility"]))
    assert {each.check.code for each in found.findings} == MEANT.get(name, set())


OF_COURSE, OF_FEES, WINDOW = "kind: training", "vat: standard,", "2011-01-04"
DECLARED = "categories: {member: {label: Member}}"


def to_course(key: str) -> tuple[str, str]:
    return OF_COURSE, f"{OF_COURSE}\n    {key}"


def to_fees(key: str) -> tuple[str, str]:
    return OF_FEES, f"{OF_FEES} {key},"


def to_catalogue(key: str) -> tuple[str, str]:
    return DECLARED, f"{DECLARED}\n{key}"


def rule(more: str) -> str:
    stated = "statement: S, applies_from: 2024-01-01, weight: expected, source: page"
    rules = f"{{one: {{{stated}, {more}}}}}"
    return f"requirements: {{asked: {{title: T, satisfied_by: B, rules: {rules}, source: page}}}}"


MORE_GOOD = [
    ("the fewest of a cohort", *to_fees('cohort: {size: 2, prices: {member: "1.00"}}')),
    ("the most of a cohort", *to_fees('cohort: {size: 100000, prices: {member: "1.00"}}')),
    ("a cohort without prices", *to_fees("cohort: {size: 6, prices: {}}")),
    ("ten years before the start",
     *to_fees('early_bird: {percent: "1", until: {weeks_before_start: 520}}')),
    ("an early bird by a penny", *to_fees('early_bird: {percent: "0.1", until: 2024-01-01}')),
    ("an early bird with nothing beside its percent",
     *to_fees('early_bird: {percent: "5", individual: {}, cohort: {}, until: 2024-01-01}')),
    ("fifty years", *to_course("duration_months: 600")),
    ("nobody knows how long", *to_course("duration_months: not-published")),
    ("a gap in quotes", *to_course('level: "not-published"')),
    ("a text that looks like a gap", *to_course("award: not-publishd")),
    ("a title that is a yes", "title: Course", "title: yes"),
    ("a title that is a date", "title: Course", "title: 2024-05-07"),
    ("a title that is a quoted truth", "title: Course", 'title: "true"'),
    ("a title over two lines of the file", "title: Course", "title: A\n      course"),
    ("a title as a block", "title: Course", "title: |\n      Course\n"),
    ("a title with room around it", "title: Course", 'title: "\\n Course \\n"'),
    ("the largest amount", '"10.00"', '"999999999.99"'),
    ("nothing to pay", '"10.00"', '"0.00"'),
    ("all of it", '"20"', '"100.00"'),
    ("a tenth of a percent", '"20"', '"0.1"'),
    ("the first day", WINDOW, "1990-01-01"),
    ("the last day", WINDOW, "2100-12-31"),
    ("a leap day in quotes", WINDOW, '"2024-02-29"'),
    ("another place", *to_catalogue("timezone: America/Argentina/ComodRivadavia")),
    ("a place without a continent", *to_catalogue("timezone: GMT+0")),
    ("the longest line for a terminal",
     *to_course(f"notices: [{{about: a, text: T, short: {'x' * 70}, source: page}}]")),
    ("the longest account code", *to_course(f"account_code: {'A' * 30}")),
    ("an account code of every character", *to_course("account_code: 4000-Train/UK.1")),
    ("joining for nothing", "{label: Member}",
     '{label: Member, joining: {fee: "0.00", source: page}}'),
    ("joining for nobody knows what", "{label: Member}",
     "{label: Member, joining: {fee: not-published, source: page}}"),
    ("a fact", *to_catalogue("facts: {other-verified: {question: Q}}")),
    ("a rule that facts satisfy", *to_catalogue(
        f"facts: {{a: {{question: Q}}}}\n{rule('satisfied_when: {any: [a], all: []}')}")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"), [pytest.param(*change, id=name) for name, *change in MORE_GOOD]
)
def test_what_the_loader_just_accepts_an_editor_accepts(old: str, new: str) -> None:
    text = with_change(old, new)
    assert kinds_of(text) == set()
    assert editor_accepts(text)


def test_a_name_may_be_a_number() -> None:
    text = SOUND.replace("2024-05:", "2024:").replace("[2024-05]", "[2024]")
    assert kinds_of(text) == set()
    assert editor_accepts(text)


# What the loader refuses -------------------------------------------------------------------------

MORE_BAD = [
    ("a truth for a text", "title: Course", "title: true"),
    ("a capital truth for a text", "title: Course", "title: False"),
    ("no number for a text", "title: Course", "title: .inf"),
    ("nothing of a number for a text", "title: Course", "title: .nan"),
    ("a number to the base of sixteen for a text", "title: Course", "title: 0x1F"),
    ("a number to the base of eight for a text", "title: Course", "title: 0o17"),
    ("text of spaces", "title: Course", 'title: "  "'),
    ("text of a line break", "title: Course", 'title: "\\N"'),
    ("a line break of another kind", "title: Course", 'title: "a\\Lb"'),
    ("a number for prose", *to_course("remarks: [{text: 5, source: page}]")),
    ("a truth for prose", *to_course("remarks: [{text: true, source: page}]")),
    ("prose of spaces", *to_course('remarks: [{text: " ", source: page}]')),
    ("a truth for a name", *to_course("notices: [{about: true, text: T, source: page}]")),
    ("a name below nothing", *to_course("notices: [{about: -1, text: T, source: page}]")),
    ("a name of two words", *to_course("notices: [{about: a b, text: T, source: page}]")),
    ("a name with an end too many", *to_course("notices: [{about: a-, text: T, source: page}]")),
    ("a cohort of too many", *to_fees('cohort: {size: 100001, prices: {member: "1.00"}}')),
    ("a cohort of half a learner", *to_fees('cohort: {size: 6.5, prices: {member: "1.00"}}')),
    ("a cohort of nobody", *to_fees('cohort: {size: 0, prices: {member: "1.00"}}')),
    ("a cohort that is nothing", *to_fees("cohort: null")),
    ("more than ten years before the start",
     *to_fees('early_bird: {percent: "1", until: {weeks_before_start: 521}}')),
    ("an early bird by nothing", *to_fees('early_bird: {percent: "0.00", until: 2024-01-01}')),
    ("more than fifty years", *to_course("duration_months: 601")),
    ("a number too large", *to_course("credits: 1000000000")),
    ("an amount too large", '"10.00"', '"1000000000.00"'),
    ("an amount with zeros before it", '"10.00"', '"010.00"'),
    ("an amount with a sign", '"10.00"', '"£10.00"'),
    ("a percent too large", '"20"', '"100.01"'),
    ("a percent too fine", '"20"', '"0.001"'),
    ("a percent with a sign", '"20"', '"20%"'),
    ("the year before the first", WINDOW, "1989-12-31"),
    ("the year after the last", WINDOW, "2101-01-01"),
    ("a month that is none", WINDOW, "2024-13-01"),
    ("a day that is none", WINDOW, "2024-04-31"),
    ("a day with a time", WINDOW, "2024-04-30T00:00"),
    ("a timezone with a space", *to_catalogue("timezone: Europe/ London")),
    ("a holiday of nowhere", *to_catalogue("bank_holidays: wales")),
    ("a fact with a meaning of its own", *to_catalogue("facts: {same-intake: {question: Q}}")),
    ("a rule that no fact satisfies", *to_catalogue(rule("satisfied_when: {all: []}"))),
    ("a publisher that is nobody", *to_catalogue("publisher:")),
    ("a file's own origin", *to_catalogue("origin: {path: a, sha256: b}")),
    ("prices for a cohort of nobody", 'individual: {member: "10.00"}',
     "cohort: {size: 6, prices: {}}"),
    ("a category without a name",
     *to_fees('early_bird: {individual: {"": "1.00"}, until: 2024-01-01}')),
    ("a leap day of another year", WINDOW, "2023-02-29"),
    ("a whole number with a point", *to_course("level: 4.0")),
    ("a truth in capitals", *to_fees("prices_include_vat: TRUE")),
    ("a number with underscores for a text", "title: Course", "title: 1_000"),
    ("a character that does not print", "title: Course", 'title: "a\\eb"'),
    ("a fact that is a category's own", *to_catalogue("facts: {member-verified: {question: Q}}")),
    ("a qualification that is a requirement",
     *to_catalogue(rule("satisfied_by: S").replace("asked", "course"))),
    ("two rates on one day", 'percent: "20", source: page}]',
     'percent: "20", source: page}, {valid_from: 2011-01-04, percent: "5", source: page}]'),
    ("an early bird that is not lower",
     *to_fees('early_bird: {individual: {member: "10.00"}, until: 2024-01-01}')),
    ("an early bird for another category",
     *to_fees('early_bird: {individual: {other: "1.00"}, until: 2024-01-01}')),
    ("applications that open too late", "{starts_on: 2024-05-07}",
     "{starts_on: 2024-05-07, applications: {opens_on: 2024-06-01}}"),
    ("twenty-one aliases", *to_course(f"units: [&unit Unit{', *unit' * 21}]")),
    ("a name too long", "{page: {title: Page}}",
     f"{{page: {{title: Page}}, {'p' * 101}: {{title: P}}}}"),
    ("a line too long", "title: Course", f"title: {'x' * 501}"),
    ("a line too long for a terminal",
     *to_course(f"notices: [{{about: a, text: T, short: {'x' * 71}, source: page}}]")),
    ("a line for a terminal that is two",
     *to_course('notices: [{about: a, text: T, short: "a\\nb", source: page}]')),
    ("an account code with a letter of another script", *to_course("account_code: Аccount")),
    ("an account code with an underscore", *to_course("account_code: a_b")),
    ("a text too long",
     *to_course(f"remarks: [{{source: page, text: {'x' * 20_001}}}]")),
]  # fmt: skip

ONLY_THE_LOADER_SEES = {
    # what depends on another part of the file
    "an unknown source", "an unknown intake", "an unknown category", "an unknown VAT code",
    "joining with a source that nobody declares",
    "an exempt schedule is no reference", "a window that ends before it begins",
    "a fact that is a category's own", "a qualification that is a requirement",
    "two rates on one day", "an early bird that is not lower",
    "an early bird for another category", "applications that open too late",
    # how a value is spelt, which is gone once YAML is read
    "a duplicate key", "a tag", "a tag on a mapping", "a number with a zero before it",
    "a whole number with a point", "a truth in capitals", "a number with underscores for a text",
    "twenty-one aliases",
    # what takes a calendar, or a list of places
    "a leap day of another year", "a timezone that is none",
}  # fmt: skip

BAD = {row[0]: with_change(row[1], row[2]) for row in ONE_FAULT}
BAD |= {name: with_change(old, new) for name, old, new in MORE_BAD}


@pytest.mark.parametrize("name", BAD)
def test_an_editor_rejects_what_the_loader_refuses_but_for_what_only_that_sees(name: str) -> None:
    assert kinds_of(BAD[name])
    assert editor_accepts(BAD[name]) == (name in ONLY_THE_LOADER_SEES)


def test_what_only_the_loader_sees_is_among_what_is_tried() -> None:
    assert BAD.keys() >= ONLY_THE_LOADER_SEES


@pytest.mark.parametrize(
    "content",
    # An editor's own reader falls over what is nested a thousand deep.
    [pytest.param(row[1], id=row[0]) for row in BROKEN_FILES if row[2] != "depth"],
)
def test_an_editor_rejects_what_is_no_catalogue(content: bytes) -> None:
    assert not editor_accepts(content)


# Laws --------------------------------------------------------------------------------------------

SEEN_BY_AN_EDITOR = {
    FaultKind.UNKNOWN_KEY, FaultKind.MISSING_KEY, FaultKind.NO_SOURCE, FaultKind.EMPTY_VALUE,
    FaultKind.WRONG_TYPE, FaultKind.WRONG_CHOICE, FaultKind.IDENTIFIER, FaultKind.MONEY,
    FaultKind.PERCENT, FaultKind.DATE, FaultKind.FORMAT, FaultKind.OUT_OF_BOUNDS, FaultKind.ZERO,
}  # fmt: skip

OTHERS = [
    *("5", "0", "-1", "1.5", "2000000000", "true", "null", "text", "Two Words", "2024-05-07"),
    *('"5"', '"10.00"', '"10.001"', '"17.5"', '"a\\nb"', '""', '"true"', "not-published"),
    *("[]", "{}", "[text]", "{text: text}", "[{}]"),
]


def mappings_and_values(root: yaml.Node) -> Iterator[tuple[yaml.CollectionNode, int]]:
    """Yield every entry and item below *root*, as what holds it and its index there."""
    if isinstance(root, yaml.CollectionNode):
        for at, entry in enumerate(root.value):
            yield root, at
            yield from mappings_and_values(
                entry[1] if isinstance(root, yaml.MappingNode) else entry
            )


def changed(text: str, where: int, how: str) -> str:
    """Return a catalogue with one thing in it changed: dropped, added beside, or replaced."""
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert root is not None
    entries = [*mappings_and_values(root)]
    holder, at = entries[where % len(entries)]
    if how == "drop":
        del holder.value[at]
    elif how == "add":
        pair = yaml.compose("unknown: 1", Loader=yaml.CBaseLoader)
        assert isinstance(pair, yaml.MappingNode)
        holder.value.insert(at, pair.value[0] if isinstance(holder, yaml.MappingNode) else pair)
    else:
        other = yaml.compose(how, Loader=yaml.CBaseLoader)
        holder.value[at] = (
            (holder.value[at][0], other) if isinstance(holder, yaml.MappingNode) else other
        )
    written = yaml.serialize(root, Dumper=yaml.CBaseDumper, allow_unicode=True)
    assert isinstance(written, str)
    return written


def assert_alike(content: str | bytes) -> None:
    """Assert that an editor accepts what the loader does, and rejects what is of another shape."""
    kinds, accepted = kinds_of(content), editor_accepts(content)
    if kinds & SEEN_BY_AN_EDITOR:
        assert not accepted
    if not kinds:
        assert accepted


@pytest.mark.parametrize(
    "check", [c for c in CHECKS if c.family is not Family.FILE], ids=lambda check: check.code
)
def test_the_examples_of_every_check_are_to_both_alike(check: Check) -> None:
    assert_alike(whole_file(check.bad))
    assert editor_accepts(whole_file(check.good))
    if check.family is Family.SHAPE:
        only_the_loader_sees = check.code == "F111"  # timezones
        assert editor_accepts(whole_file(check.bad)) == only_the_loader_sees


@given(
    st.sampled_from(GOOD[:3]).map(lambda named: named[1]),
    st.integers(0, 2000),
    st.sampled_from(["drop", "add", *OTHERS]),
)
@settings(max_examples=examples(80))
def test_a_catalogue_with_a_change_is_to_both_alike(text: str, where: int, how: str) -> None:
    assert_alike(changed(text, where, how))


FIGURES = st.one_of(
    st.text("0123456789.-+eE,£%", max_size=14), st.integers(0, 12000).map(lambda n: f"{n / 100}")
)


@pytest.mark.parametrize(
    ("of", "parse"), [pytest.param(Pence, parse_pounds, id="pounds"),
                      pytest.param(Percent, parse_percent, id="percent")]
)  # fmt: skip
def test_a_figure_is_one_to_both_alike(of: object, parse: Any) -> None:
    matches = Draft7Validator(json_schema.SCALARS[of]).is_valid

    @given(st.one_of(FIGURES, st.from_regex(json_schema.SCALARS[of]["pattern"], fullmatch=True)))
    def alike(text: str) -> None:
        try:
            parse(text)
        except ValueError:
            assert not matches(text)
        else:
            assert matches(text)

    alike()


@given(st.dates(date(1980, 1, 1), date(2110, 12, 31)))
def test_a_day_is_one_to_an_editor_if_its_year_is_plausible(day: date) -> None:
    of_date = Draft7Validator(json_schema.SCALARS[date])
    assert of_date.is_valid(day.isoformat()) == (1990 <= day.year <= 2100)


# The starter -------------------------------------------------------------------------------------


def test_the_starter_names_its_schema_and_is_plain_text() -> None:
    assert HEADER.removeprefix("# yaml-language-server: $schema=") == SCHEMA_NAME
    assert max(map(len, STARTER.splitlines())) <= 100
    assert parsed(STARTER).qualifications["first-course"].fees


def test_the_starter_has_no_day_on_which_it_has_run_out() -> None:
    [course] = parsed(STARTER).qualifications.values()
    assert not course.intakes
    assert all(schedule.valid_through is None for schedule in course.fees)


def test_every_key_of_the_format_is_in_the_starter() -> None:
    keys = set(re.findall(r"[a-z_]+(?=:)", STARTER))
    assert {name.partition(".")[2] for name, _ in PROPERTIES} <= keys


def test_the_starter_has_examples() -> None:
    assert len(asides()) >= 15


@pytest.mark.parametrize("example", asides(), ids=lambda example: example.split()[1])
def test_each_example_of_the_starter_can_be_used(example: str) -> None:
    facts = next(aside for aside in asides() if aside.startswith("# facts:"))
    text = BODY.replace(example, used(example))
    if example != facts:  # criteria and requirements name facts
        text = text.replace(facts, used(facts))
    assert text != BODY
    parsed(text)
    assert editor_accepts(text)


# Texts at random ---------------------------------------------------------------------------------

ODD = (
    "\n\r\t\v\f\x00\x07\x1c\x1f\x7f\x85\x9f\xa0\u061c\u1680\u180e\u2000\u200a\u200b\u200d\u200e\u2028"
    "\u2029\u202a\u202e\u202f\u205f\u2060\u2066\u2069\u206a\u3000\ufeff\ufffd\ufffe\uffff"
)
"""Ends of lines, spaces, marks that are not seen, and what is no character."""
TEXTS = st.text(st.sampled_from(ODD) | st.sampled_from("a \U0001f600"), min_size=1, max_size=6)


@settings(max_examples=examples(1_500))
@given(TEXTS, st.sampled_from(["line", "prose"]))
def test_an_editor_and_the_loader_agree_on_every_text(text: str, kind: str) -> None:
    # All in escapes: so every character is in the text, and none in the file.
    written = '"' + "".join(f"\\U{ord(each):08X}" for each in text) + '"'
    notice = f"notices: [{{about: x, text: {written}, source: page}}]"
    place = ("title: Course", f"title: {written}") if kind == "line" else to_course(notice)
    content = with_change(*place)
    assert editor_accepts(content) == (not kinds_of(content)), written


def test_a_text_of_letters_is_one_in_either_place() -> None:
    for place in (
        ("title: Course", 'title: "a"'),
        to_course('notices: [{about: x, text: "a", source: page}]'),
    ):
        assert kinds_of(with_change(*place)) == set()


def test_every_single_character_is_text_to_an_editor_where_it_is_to_the_loader() -> None:
    one_line = re.compile(json_schema.SCALARS[str]["pattern"])
    prose = re.compile(json_schema.SCALARS[model.Prose]["pattern"])
    for code in (*range(0xD800), *range(0xE000, 0x11000)):
        text = f"a{chr(code)}b"
        is_text = not_text(text) is None
        assert (prose.search(text) is not None) is is_text, hex(code)
        assert (one_line.search(text) is not None) is (is_text and text[1] not in "\n\r"), hex(code)
