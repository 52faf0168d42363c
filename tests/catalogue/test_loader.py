"""Catalogue files that are at fault: every fault at once, each with its place and what to do."""

import zoneinfo
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import SHIPPED, TESTS, parsed, run

from rrn_fees.catalogue import loader
from rrn_fees.catalogue import yaml as placed
from rrn_fees.catalogue.draft import draft_of
from rrn_fees.catalogue.loader import SHIPPED_PATH, find, load_catalogue, parse_catalogue
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.catalogue.reading import MOST_KEPT, Reading, node_below
from rrn_fees.catalogue.structure import reader_of
from rrn_fees.errors import CatalogueError, Fault, Place, no_such, odd_character

SOUND = """\
format: 1
currency: GBP
categories: {member: {label: Member}}
sources: {page: {title: Page}}
vat: {rates: {standard: [{valid_from: 2011-01-04, percent: "20", source: page}]}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {2024-05: {starts_on: 2024-05-07}}
    fees:
      - {intakes: [2024-05], vat: standard, individual: {member: "10.00"}, source: page}
"""


def faults_of(text: str | bytes) -> tuple[Fault, ...]:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(CatalogueError) as caught:
        parse_catalogue(content, "fees.yaml")
    return caught.value.faults


def only_fault(text: str | bytes) -> Fault:
    [fault] = faults_of(text)
    return fault


def with_change(old: str, new: str) -> str:
    assert SOUND.count(old) == 1, old
    return SOUND.replace(old, new)


def test_the_sound_catalogue_is_sound() -> None:
    assert list(parsed(SOUND).qualifications) == ["course"]


ONE_FAULT = [
    # id, what to replace, by what, kind, line:column, path, what the sentence says
    ("a misspelt key", "title: Course", "titel: Course", "unknown-key", "8:5",
     "qualifications.course.titel", 'unknown key "titel" (did you mean "title"?)'),
    ("a duplicate key", "kind: training", "kind: training\n    kind: training", "duplicate-key",
     "10:5", "qualifications.course.kind", "it was given in line 9"),
    ("a missing key", "    kind: training\n", "", "missing-key", "8:5", "qualifications.course",
     'the key "kind" is missing'),
    ("an unknown source", "source: page\n    intakes", "source: pgae\n    intakes",
     "unknown-reference", "10:13", "qualifications.course.source", 'did you mean "page"?'),
    ("an unknown intake", "[2024-05]", "[2024-06]", "unknown-reference", "13:20",
     "qualifications.course.fees[0].intakes[0]", 'did you mean "2024-05"?'),
    ("an unknown category", '{member: "10.00"}', '{memebr: "10.00"}', "unknown-reference", "13:58",
     "qualifications.course.fees[0].individual.memebr", 'did you mean "member"?'),
    ("an unknown VAT code", "vat: standard", "vat: standrad", "unknown-reference", "13:35",
     "qualifications.course.fees[0].vat", 'did you mean "standard"?'),
    ("a bad choice", "kind: training", "kind: trainnig", "wrong-choice", "9:11",
     "qualifications.course.kind", 'did you mean "training"?'),
    ("another currency", "GBP", "EUR", "wrong-choice", "2:11", "currency",
     'expected GBP, found "EUR"'),
    ("another format", "format: 1", "format: 2", "format", "1:9", "format",
     "this version reads format 1"),
    ("money as a float", '"10.00"', "10.00", "money", "13:66",
     "qualifications.course.fees[0].individual.member", 'write "10.00"'),
    ("money with three decimals", '"10.00"', '"10.005"', "money", "13:66",
     "qualifications.course.fees[0].individual.member", "two decimals, not 3"),
    ("negative money", '"10.00"', '"-10.00"', "money", "13:66",
     "qualifications.course.fees[0].individual.member", "cannot be negative"),
    ("money with an exponent", '"10.00"', '"1e1"', "money", "13:66",
     "qualifications.course.fees[0].individual.member", "exponent"),
    ("money that is a list", '"10.00"', "[10]", "wrong-type", "13:66",
     "qualifications.course.fees[0].individual.member", "expected an amount, found a list"),
    ("a date that does not exist", "2011-01-04", "2011-02-30", "date", "5:39",
     "vat.rates.standard[0].valid_from", "February 2011 has no day 30"),
    ("a date written another way", "2011-01-04", "4/1/2011", "date", "5:39",
     "vat.rates.standard[0].valid_from", "like 2024-05-07"),
    ("a misspelt gap", "{starts_on: 2024-05-07}", "{starts_on: not-anounced}", "date", "11:36",
     "qualifications.course.intakes.2024-05.starts_on", 'did you mean "not-announced"?'),
    ("a date that might also be a gap", "{starts_on: 2024-05-07}", "{starts_on: soon}", "date",
     "11:36", "qualifications.course.intakes.2024-05.starts_on", "or write not-announced or"),
    ("a bad identifier", "course:", "Course One:", "identifier", "7:3",
     "qualifications.Course One", "lower-case letters, digits and hyphens"),
    ("text that is a number", "title: Course", "title: 2024", "wrong-type", "8:12",
     "qualifications.course.title", 'write it in quotes: "2024"'),
    ("text over several lines", "title: Course", 'title: "a\\nb"', "wrong-type", "8:12",
     "qualifications.course.title", "expected one line of text, found several"),
    ("an empty value", "title: Course", "title:", "empty-value", "8:11",
     "qualifications.course.title", "found nothing"),
    ("a null", "title: Course", "title: null", "empty-value", "8:12",
     "qualifications.course.title", "leave out a key"),
    ("a tag", "title: Course", "title: !!str Course", "tag", "8:12",
     "qualifications.course.title", "has no place in a catalogue"),
    ("a tag on a mapping", "{member: {label: Member}}", "!!map {member: {label: Member}}", "tag",
     "3:13", "categories", "has no place in a catalogue"),
    ("a key that is a list", "title: Course", "title: Course\n    [a, b]: c", "wrong-type", "9:5",
     "qualifications.course", "a key is a plain name"),
    ("a whole number in quotes", "kind: training", 'kind: training\n    level: "4"', "wrong-type",
     "10:12", "qualifications.course.level", "digits alone, without quotes"),
    ("a number with a zero before it", "kind: training", "kind: training\n    level: 04",
     "wrong-type", "10:12", "qualifications.course.level", 'expected a whole number, found "04"'),
    ("a count of nothing", "kind: training", "kind: training\n    credits: 0", "zero",
     "10:14", "qualifications.course.credits", "from 1, found 0"),
    ("a truth that is a yes", "vat: standard,", "vat: standard, prices_include_vat: yes,",
     "wrong-type", "13:65", "qualifications.course.fees[0].prices_include_vat", "true or false"),
    ("a rate as a number", '"20"', "20", "percent", "5:60", "vat.rates.standard[0].percent",
     'write "20"'),
    ("a rate over a hundred", '"20"', '"120"', "percent", "5:60", "vat.rates.standard[0].percent",
     "at most 100"),
    ("a mapping that is a list", "{page: {title: Page}}", "[page]", "wrong-type", "4:10", "sources",
     "expected a mapping of names, found a list"),
    ("a list that is a text", "[2024-05]", "2024-05", "wrong-type", "13:19",
     "qualifications.course.fees[0].intakes", 'expected a list, found the text "2024-05"'),
    ("a list that is nothing", "[2024-05]", "", "wrong-type", "13:19",
     "qualifications.course.fees[0].intakes", "expected a list, found nothing"),
    ("a list that is a mapping", "[2024-05]", "{a: b}", "wrong-type", "13:19",
     "qualifications.course.fees[0].intakes", "expected a list, found a mapping"),
    ("prices for nobody", '{member: "10.00"}', "{}", "incomplete", "13:9",
     "qualifications.course.fees[0]", "has prices: individual, cohort or both"),
    ("a schedule without a time", "intakes: [2024-05], ", "", "incomplete", "13:9",
     "qualifications.course.fees[0]", "says when it holds"),
    ("a window that ends before it begins", "vat: standard,",
     "vat: standard, valid_from: 2024-02-01, valid_through: 2024-01-31,", "date-order", "13:84",
     "qualifications.course.fees[0].valid_through", "before the first, 2024-02-01"),
    ("a cohort of one", "vat: standard,",
     'vat: standard, cohort: {size: 1, prices: {member: "1.00"}},', "out-of-bounds", "13:60",
     "qualifications.course.fees[0].cohort.size", "at least 2 learners"),
    ("an early bird without a price", "vat: standard,",
     "vat: standard, early_bird: {until: not-announced},", "incomplete", "13:57",
     "qualifications.course.fees[0].early_bird", "has prices (individual, cohort) or a percent"),
    ("an early bird for a cohort that is not sold", "vat: standard,",
     'vat: standard, early_bird: {until: not-announced, cohort: {member: "1.00"}},',
     "incomplete", "13:97", "qualifications.course.fees[0].early_bird.cohort.member",
     "needs the standard price that it lowers: member"),
    ("an early bird whose deadline is a riddle", "vat: standard,",
     'vat: standard, early_bird: {until: {days: 3}, percent: "10"},', "missing-key", "13:65",
     "qualifications.course.fees[0].early_bird.until", '"weeks_before_start" is missing'),
    ("a rate that is called exempt", "rates: {standard:", "rates: {exempt: [], standard:",
     "reserved-name", "5:15", "vat.rates.exempt", "has a meaning of its own"),
    ("a timezone that is none", "currency: GBP", "currency: GBP\ntimezone: Europe/Lodnon",
     "timezone", "3:11", "timezone", 'did you mean "Europe/London"?'),
    ("a line for the terminal that is long", "kind: training",
     f"kind: training\n    notices: [{{about: a, text: T, short: {'x' * 71}, source: page}}]",
     "out-of-bounds", "10:42", "qualifications.course.notices[0].short",
     "a line for the terminal has at most 70 characters, not 71 (the whole text stands"),
    ("an account code with a space", "kind: training",
     "kind: training\n    account_code: 4000 UK", "wrong-type", "10:19",
     "qualifications.course.account_code",
     '"4000 UK" is not an account code (letters, digits, hyphens, dots and slashes'),
    ("an account code that a spreadsheet takes for a formula", "kind: training",
     "kind: training\n    account_code: -4000/UK", "wrong-type", "10:19",
     "qualifications.course.account_code", "with a letter or digit first"),
    ("an account code that is a number", "kind: training",
     "kind: training\n    account_code: 4000", "wrong-type", "10:19",
     "qualifications.course.account_code", 'write it in quotes: "4000"'),
    ("an account code that is long", "kind: training",
     f'kind: training\n    account_code: "{"4" * 31}"', "out-of-bounds", "10:19",
     "qualifications.course.account_code", "an account code has at most 30 characters, not 31"),
    ("an account code that is a list", "kind: training",
     "kind: training\n    account_code: [a]", "wrong-type", "10:19",
     "qualifications.course.account_code", "expected an account code, found a list"),
    ("a day of reading that is none", "{title: Page}", "{title: Page, read_on: 2026-11-31}",
     "date", "4:40", "sources.page.read_on", "November 2026 has no day 31"),
    ("joining that is free in so many words", "{label: Member}",
     "{label: Member, joining: {fee: free, source: page}}", "money", "3:53",
     "categories.member.joining.fee", "or write not-published"),
    ("joining without a source", "{label: Member}", '{label: Member, joining: {fee: "0.00"}}',
     "no-source", "3:47", "categories.member.joining", 'the key "source" is missing'),
    ("joining with a source that nobody declares", "{label: Member}",
     '{label: Member, joining: {fee: "0.00", source: pgae}}', "unknown-reference", "3:69",
     "categories.member.joining.source", 'did you mean "page"?'),
    ("a way to apply without a text", "kind: training",
     "kind: training\n    how_to_apply: {email: a@example.org, source: page}", "missing-key",
     "10:19", "qualifications.course.how_to_apply", 'the key "text" is missing'),
    ("an exempt schedule is no reference", "vat: standard,", "vat: exemptt,", "unknown-reference",
     "13:35", "qualifications.course.fees[0].vat", 'did you mean "exempt"?'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kind", "place", "path", "says"),
    [pytest.param(*row[1:], id=row[0]) for row in ONE_FAULT],
)
def test_a_fault_is_told_with_its_place_and_its_remedy(  # noqa: PLR0913, PLR0917
    old: str, new: str, kind: str, place: str, path: str, says: str
) -> None:
    faults = [fault for fault in faults_of(with_change(old, new)) if fault.kind == kind]
    assert len(faults) == 1, faults
    [fault] = faults
    assert fault.place is not None
    assert f"{fault.place.line}:{fault.place.column}" == place
    assert fault.path == path
    assert says in str(fault)
    assert str(fault).startswith(f"fees.yaml:{place}: ")


def test_every_fault_of_a_file_is_reported_at_once_and_in_its_order() -> None:
    text = SOUND.replace("title: Course", "titel: 5").replace("GBP", "EUR")
    text = text.replace('"10.00"', "10.0").replace("[2024-05]", "[2024-06]")
    text = text.replace("source: page}]", "source: nowhere}]")
    faults = faults_of(text)
    assert [(fault.kind, fault.place.line if fault.place else 0) for fault in faults] == [
        ("wrong-choice", 2),
        ("unknown-reference", 5),
        ("unknown-key", 8),
        ("missing-key", 8),
        ("unknown-reference", 13),
        ("money", 13),
    ]


def test_five_hundred_faults_are_five_hundred_faults() -> None:
    text = SOUND + "".join(f"unknown-{at}: 1\n" for at in range(500))
    assert len(faults_of(text)) == 500


def test_a_broken_record_does_not_hide_the_contradictions_beside_it() -> None:
    text = with_change(
        "vat: standard,",
        "vat: 5 5, valid_from: 2024-02-01, valid_through: 2024-01-31, prices_include_vat: maybe,",
    )
    assert {fault.kind for fault in faults_of(text)} == {
        "identifier",
        "wrong-type",
        "date-order",
    }


def test_names_cannot_be_checked_where_what_declares_them_is_at_fault() -> None:
    without = with_change("sources: {page: {title: Page}}\n", "")
    assert only_fault(without).message == 'the key "sources" is missing'
    assert only_fault(with_change("{page: {title: Page}}", "nothing")).path == "sources"


def test_names_of_something_that_is_never_declared_are_faults() -> None:
    text = with_change("    intakes: {2024-05: {starts_on: 2024-05-07}}\n", "")
    assert "there is none" in str(only_fault(text))
    no_rates = SOUND.replace(SOUND.splitlines()[4] + "\n", "")
    assert "choose from exempt, outside-scope" in str(only_fault(no_rates))


def test_escapes_cannot_bring_in_what_the_text_itself_may_not_hold() -> None:
    for escape, character in (
        ("\\e", "U+001B"),
        ("\\u202e", "U+202E"),
        ("\\0", "U+0000"),
        ("\\N", "U+0085"),
        ("\\L", "U+2028"),
        ("\\u2029", "U+2029"),
    ):
        fault = only_fault(with_change("title: Course", f'title: "a{escape}b"'))
        assert (fault.kind, character in fault.message) == ("character", True)


def test_a_key_with_escapes_is_shown_harmless() -> None:
    fault = only_fault(with_change("title: Course", 'title: Course\n    "\\e[2J\\n": 1'))
    assert str(fault).isprintable()
    assert fault.path == "qualifications.course.\\x1b[2J\\n"


def test_a_file_name_with_escapes_is_shown_harmless() -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue("\x1b[31m")
    assert str(caught.value).isprintable()


def test_text_of_spaces_is_nothing() -> None:
    assert only_fault(with_change("title: Course", 'title: "  "')).kind == "empty-value"


@pytest.mark.parametrize("name", ["{member: {label: M}, [a]: {label: N}}", "{{a: b}: {label: N}}"])
def test_a_name_that_is_no_text_is_a_fault(name: str) -> None:
    faults = faults_of(with_change("{member: {label: Member}}", name))
    assert "a key is a plain name" in [fault.message for fault in faults]


def test_a_deadline_before_anyone_was_born_is_a_fault() -> None:
    early = 'early_bird: {percent: "1", until: {weeks_before_start: 999999999}}'
    fault = only_fault(with_change("vat: standard,", f"vat: standard, {early},"))
    assert "at most 520 weeks" in fault.message
    assert fault.path.endswith("until.weeks_before_start")


def test_a_tag_that_is_no_text_is_a_fault() -> None:
    assert only_fault("format: !%ED%A0%80 1\n").message == "a tag in this file is not text"


def test_every_contradiction_of_a_record_is_told_at_once() -> None:
    early = (
        'early_bird: {until: 2024-01-01, individual: {member: "11.00"}, cohort: {member: "70.00"}}'
    )
    text = with_change(
        "vat: standard,",
        f'vat: standard, cohort: {{size: 6, prices: {{member: "60.00"}}}}, {early},',
    )
    assert [fault.kind for fault in faults_of(text)] == ["early-bird-not-lower"] * 2
    applications = "applications: {opens_on: 2024-06-01, closes_on: 2024-01-01}"
    within = faults_of(
        with_change("{starts_on: 2024-05-07}", f"{{starts_on: 2024-05-07, {applications}}}")
    )
    assert len(within) == 2


@pytest.mark.parametrize("text", ["a\\rb", "a\\r\\nb", "a\\nb"])
def test_a_line_of_text_has_no_line_break_of_any_kind(text: str) -> None:
    assert "several" in only_fault(with_change("title: Course", f'title: "{text}"')).message


def test_prices_for_nobody_and_a_cohort_beyond_all_bounds_are_faults() -> None:
    fee = 'individual: {member: "10.00"}'
    assert "has prices" in only_fault(with_change(fee, "cohort: {size: 6, prices: {}}")).message
    vast = 'cohort: {size: 200000, prices: {member: "1.00"}}'
    assert "at most 100,000" in only_fault(with_change(fee, vast)).message


def test_two_rates_that_begin_on_one_day_are_a_fault() -> None:
    rate = '{valid_from: 2011-01-04, percent: "20", source: page}'
    other = '{valid_from: 2011-01-04, percent: "5", source: page}'
    fault = only_fault(with_change(f"[{rate}]", f"[{rate}, {other}]"))
    assert fault.message == 'two rates of "standard" begin on 2011-01-04'


@pytest.mark.parametrize("end", ["final_payment_on: 2024-02-10", "starts_on: 2024-02-10"])
def test_applications_that_open_when_all_is_over_are_a_fault(end: str) -> None:
    intake = f"{{{end}, applications: {{opens_on: 2024-02-20}}}}"
    fault = only_fault(with_change("{starts_on: 2024-05-07}", intake))
    assert "applications open on 2024-02-20, " in fault.message
    assert fault.path.endswith("2024-05.applications.opens_on")


def test_what_stands_under_a_repeated_key_is_read_too() -> None:
    text = with_change(
        "    source: page\n    intakes", "    source: page\n    source: pgae\n    intakes"
    )
    assert [fault.kind for fault in faults_of(text)] == ["duplicate-key", "unknown-reference"]


def test_what_an_alias_repeats_is_at_fault_once() -> None:
    text = SOUND + "  more: &more {title: 5, kind: training, source: page}\n  same: *more\n"
    assert only_fault(text).path == "qualifications.more.title"


def test_thousands_of_slips_do_not_take_forever() -> None:
    sources = ", ".join(f"source-{at}: {{title: S}}" for at in range(1000))
    units = "".join(
        f"  course-{at}: {{title: Course, kind: training, source: sourec-{at}}}\n"
        for at in range(1000)
    )
    text = SOUND.replace("{page: {title: Page}}", f"{{page: {{title: Page}}, {sources}}}") + units
    faults = faults_of(text)
    assert len(faults) == 1000
    assert "did you mean" in str(faults[0])


def slips(number: int) -> str:
    return SOUND + "".join(f"slip-{at}: 1\n" for at in range(number))


def error_of(text: str) -> CatalogueError:
    with pytest.raises(CatalogueError) as raised:
        parsed(text)
    return raised.value


def test_a_thousand_faults_are_told_and_all_are_counted() -> None:
    error = error_of(slips(MOST_KEPT + 500))
    assert len(error.faults) == 1000
    assert error.count == MOST_KEPT + 500
    assert str(error).splitlines()[-1] == f"and {MOST_KEPT + 500 - 1000:,} more"
    assert error_of(slips(1000)).more == 0
    assert "more" not in str(error_of(slips(1000))).splitlines()[-1]


def test_a_command_says_how_many_faults_there_are_besides(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(slips(1200), encoding="utf-8")
    done = run("list", "--catalogue", "a.yaml", cwd=tmp_path)
    assert done.code == 3
    assert done.err.startswith("Error: the catalogue cannot be used, it has 1,200 faults:\n")
    assert done.err.endswith("\nand 200 more\n")
    both = run("catalogue", "diff", "a.yaml", "b.yaml", cwd=tmp_path)
    assert both.err.startswith("Error: the catalogue cannot be used, it has 2,400 faults:\n")
    assert both.err.endswith("\nand 1,400 more\n")


def test_what_is_not_kept_is_counted_once_though_an_alias_repeats_it() -> None:
    units = ", ".join("[]" for _ in range(MOST_KEPT + 100))
    text = SOUND + (
        f"  more: &more {{title: More, kind: training, source: page, units: [{units}]}}\n"
        "  same: *more\n"
    )
    draft = draft_of(text.encode(), "catalogue.yaml")
    assert len(draft.reading.noted) == MOST_KEPT
    assert draft.reading.beyond == {"wrong-type": 100}


class OnlyParts(list[Any]):
    """A list of which parts may be looked at; to go through all of it is an error."""

    def __iter__(self) -> Iterator[Any]:
        raise AssertionError("every record goes through the references of all before it")


def test_a_record_looks_at_its_own_references_alone() -> None:
    reading = Reading("fees.yaml")
    reading.references = OnlyParts()
    assert reader_of(Catalogue)(placed.compose(SOUND, "fees.yaml"), reading)
    assert len(reading.references) > 5


def test_a_hint_names_ten() -> None:
    sources = ", ".join(f"source-{at:03}: {{title: S}}" for at in range(100))
    text = SOUND.replace("{page: {title: Page}}", f"{{page: {{title: Page}}, {sources}}}")
    text += "  course-2: {title: Course, kind: training, source: zzz}\n"
    hint = only_fault(text).hint or ""
    assert hint.startswith("choose from page, source-000, source-001")
    assert hint.endswith("source-008 and 91 more")


def test_of_thousands_of_bad_references_none_lists_every_name() -> None:
    sources = ", ".join(f"source-{at}: {{title: S}}" for at in range(2000))
    units = "".join(
        f"  course-{at}: {{title: Course, kind: training, source: zzz-{at}}}\n"
        for at in range(2000)
    )
    text = SOUND.replace("{page: {title: Page}}", f"{{page: {{title: Page}}, {sources}}}") + units
    error = error_of(text)
    assert error.count == 2000
    assert len(str(error)) < 400 * 1000


def test_a_path_through_a_very_long_name_is_not_repeated_whole() -> None:
    text = SOUND + f"  {'q' * 5000}: {{title: Q, kind: training, source: page, slip: 1}}\n"
    assert all(len(str(fault)) < 400 for fault in faults_of(text))


TOO_LONG = [
    ("an identifier", SOUND + f"  {'q' * 101}: {{title: Q, kind: training, source: page}}\n", 100),
    ("a line of text", SOUND.replace("title: Course", f"title: {'x' * 501}"), 500),
    (
        "a text",
        SOUND.replace(
            "title: Course",
            f"title: Course\n    remarks: [{{source: page, text: {'x' * 20_001}}}]",
        ),
        20_000,
    ),
]


@pytest.mark.parametrize(("what", "text", "most"), TOO_LONG, ids=lambda value: str(value)[:20])
def test_a_text_has_a_length(what: str, text: str, most: int) -> None:
    fault = only_fault(text)
    assert fault.message == f"{what} has at most {most:,} characters, not {most + 1:,}"
    longest = text.replace("qq", "q", 1) if what == "an identifier" else text.replace("xx", "x", 1)
    assert parsed(longest).qualifications


def test_a_very_long_slip_is_not_repeated_whole() -> None:
    assert len(str(only_fault(with_change("format: 1", f"format: {'x' * 100_000}")))) < 300


BROKEN_FILES = [
    ("empty", b"", "empty", "the file is empty"),
    ("only a comment", b"# nothing\n", "empty", "the file is empty"),
    ("binary", bytes(range(256)), "encoding", "byte 0x80 is not UTF-8"),
    ("not UTF-8", "title: caf\xe9\n".encode("latin-1"), "encoding", "byte 0xe9 is not UTF-8"),
    ("UTF-16", "format: 1".encode("utf-16"), "encoding", "byte 0xff is not UTF-8"),
    ("a null character", b"a: \0b\n", "encoding", "U+0000"),
    ("an escape character", b"a: \x1b[31mred\n", "encoding", "U+001B"),
    ("text that runs backwards", "a: \u202eevil\n".encode(), "encoding", "U+202E"),
    ("a next line", "a: b # c\x85d: e\n".encode(), "encoding", "U+0085"),
    ("a line separator", "a: b # c\u2028d: e\n".encode(), "encoding", "U+2028"),
    ("a paragraph separator", "a: b # c\u2029d: e\n".encode(), "encoding", "U+2029"),
    ("a carriage return alone", b"a: b # c\rd: e\n", "encoding", "U+000D"),
    ("two carriage returns", b"a: b\r\r\nd: e\r\n", "encoding", "U+000D"),
    ("a carriage return at the end", b"a: b\r", "encoding", "U+000D"),
    ("no YAML", b"a: [1, 2\n", "syntax", "is not closed"),
    ("a tab", b"a:\n\tb: 1\n", "syntax", "a tab"),
    ("two documents", b"a: 1\n---\nb: 2\n", "several-documents", "a second document begins here"),
    ("an alias to nothing", b"a: *nowhere\n", "alias", "this alias stands for nothing"),
    ("nested flow", b"[" * 10_000 + b"]" * 10_000, "depth", "nested deeper than"),
    ("nested flow and a fault that is read ahead", b"[" * 33 + b"@", "depth", "nested deeper than"),
    ("nested flow and an open quote", b"[" * 33 + b'"open', "depth", "nested deeper than"),
    ("a fault within the nesting allowed", b"[" * 32 + b"@", "syntax", "cannot begin"),
    (
        "an alias to nothing before nested flow",
        b"{*nowhere , " + b"[" * 1_500,
        "alias",
        "stands for nothing",
    ),
    ("nested flow in mappings", b"{a: " * 10_000, "depth", "nested deeper than"),
    ("nested keys", b"{? " * 10_000, "depth", "nested deeper than"),
    ("nested flow, a line each", b"[\n" * 10_000, "depth", "nested deeper than"),
    (
        "nested mappings, a line each",
        b"".join(b" " * at + b"a:\n" for at in range(2_000)),
        "depth",
        "nested deeper than",
    ),
    ("nested blocks", b"- " * 10_000 + b"a", "depth", "nested deeper than"),
    ("a list", b"- 1\n", "wrong-type", "expected a mapping with format"),
    ("a word", b"hello\n", "wrong-type", "expected a mapping with format"),
]


@pytest.mark.parametrize(
    ("content", "kind", "says"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN_FILES]
)
def test_a_file_that_is_no_catalogue_is_one_clear_fault(
    content: bytes, kind: str, says: str
) -> None:
    fault = only_fault(content)
    assert fault.kind == kind
    assert says in fault.message


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\r"])
def test_a_comment_cannot_hide_a_key_behind_a_line_break_that_an_editor_does_not_show(
    character: str,
) -> None:
    for ending in ("\n", "\r\n"):
        hidden = with_change(
            "    kind: ", f"    # as printed{character}    credits: 40\n    kind: "
        )
        fault = only_fault(hidden.replace("\n", ending))
        line, column = next(
            (number, text.index(character) + 1)
            for number, text in enumerate(hidden.split("\n"), start=1)
            if character in text
        )
        assert fault.place is not None
        assert (fault.kind, fault.place.line, fault.place.column) == ("encoding", line, column)
        assert "put a line break in its place" in (fault.hint or "")


@pytest.mark.parametrize("before", ["\x1b", "\u202e"])
def test_the_first_character_that_does_not_belong_is_the_one_told(before: str) -> None:
    assert f"U+{ord(before):04X}" in only_fault(f"a: {before}\r b\n").message
    assert "U+000D" in only_fault(f"a: \r{before} b\n").message


@pytest.mark.parametrize("ending", ["]" * 10_000, "", "@", '"open'])
def test_nesting_too_deep_is_told_at_the_deepest_value_allowed(ending: str) -> None:
    fault = only_fault("é: " + "[" * 10_000 + ending)
    place = Place(line=1, column=3 + 31, end_line=1, end_column=3 + 31)  # below the mapping
    assert (fault.kind, fault.place) == ("depth", place)


def test_the_place_of_a_bad_byte_counts_characters() -> None:
    assert only_fault(
        "title: é\nab\xa3".encode("latin-1").replace(b"\xe9", "é".encode())
    ).place == (Place(line=2, column=3, end_line=2, end_column=4))


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    assert parsed("\ufeff" + SOUND.replace("\n", "\r\n")).qualifications


def test_accents_are_no_fault() -> None:
    assert parsed(SOUND.replace("title: Course", "title: Café £5")).qualifications


def test_a_billion_laughs_are_stopped_at_the_first_score() -> None:
    bomb = 'a: &a ["lol","lol"]\n' + "".join(
        f"{chr(98 + at)}: &{chr(98 + at)} [{', '.join(['*' + chr(97 + at)] * 9)}]\n"
        for at in range(9)
    )
    assert "more than 20 aliases" in only_fault(bomb).message


def test_twenty_aliases_are_no_bomb() -> None:
    units = ", ".join(["*unit"] * 19)
    text = with_change("title: Course", f"title: Course\n    units: [&unit Unit, {units}]")
    assert len(parsed(text).qualifications["course"].units) == 20
    over = with_change(
        "title: Course", f"title: Course\n    units: [&unit Unit, {units}, *unit, *unit]"
    )
    assert only_fault(over).kind == "alias"


def test_a_file_of_exactly_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed, "MAX_BYTES", len(SOUND.encode()))
    assert parsed(SOUND).qualifications
    assert only_fault(SOUND + "#").kind == "size"


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(CatalogueError, match="larger than 24 MiB"):
        load_catalogue("/dev/zero")


def test_nesting_to_the_limit_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    deepest = 6  # catalogue, qualifications, course, fees, schedule, individual: and its values
    monkeypatch.setattr(placed, "MAX_DEPTH", deepest + 1)
    assert parsed(SOUND).qualifications
    monkeypatch.setattr(placed, "MAX_DEPTH", deepest)
    assert only_fault(SOUND).kind == "depth"


@pytest.mark.parametrize("kind", ["a directory", "a broken link"])
def test_what_stands_in_the_place_of_the_nearest_catalogue_is_not_passed_over(
    tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "data" / "qualifications.yaml"
    place.parent.mkdir()
    if kind == "a directory":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(CatalogueError, match=r"data/qualifications\.yaml: "):
        loader.load(find(None, tmp_path))


def test_early_birds_that_are_not_lower_are_a_fault() -> None:
    for price, per_cent, says in (
        ("10.00", "", "is not below the standard price, £10.00"),
        ("10.01", ', percent: "10"', "is not below the standard price, £10.00"),
    ):
        early = f'early_bird: {{until: 2024-05-01, individual: {{member: "{price}"}}{per_cent}}}'
        assert says in only_fault(with_change("vat: standard,", f"vat: standard, {early},")).message
    agreeing = 'early_bird: {until: 2024-05-01, individual: {member: "9.00"}, percent: "10"}'
    text = with_change("vat: standard,", f"vat: standard, {agreeing},")
    assert parsed(text).qualifications


def test_an_alias_of_itself_ends() -> None:
    fault = only_fault("a: &a {b: *a}\n")
    assert (fault.kind, fault.message) == ("alias", "an alias stands for what it is part of")


def test_aliases_within_each_other_are_counted_as_they_are_written_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    units = ", ".join("Unit" for _ in range(100))
    text = SOUND + f"  more: {{title: M, kind: training, source: page, units: &units [{units}]}}\n"
    text += "".join(
        f"  more-{at}: {{title: M, kind: training, source: page, units: *units}}\n"
        for at in range(20)
    )
    assert len(parsed(text).qualifications["more-19"].units) == 100
    monkeypatch.setattr(placed, "MAX_NODES", 2000)
    fault = only_fault(text)
    assert (fault.kind, fault.message) == ("size", "too large with its aliases written out")
    monkeypatch.setattr(placed, "MAX_NODES", 3000)
    assert parsed(text).qualifications
    monkeypatch.setattr(placed, "MAX_BYTES", len(text) + 1000)
    assert only_fault(text).kind == "size"


def test_a_few_aliases_are_read_as_what_they_stand_for() -> None:
    text = SOUND.replace('individual: {member: "10.00"}', "individual: &fee {member: '10.00'}")
    text += "      - {valid_from: 2025-01-01, vat: standard, individual: *fee, source: page}\n"
    fees = parsed(text).qualifications["course"].fees
    assert fees[0].individual == fees[1].individual == {"member": 1000}


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed, "MAX_NODES", 10)
    fault = only_fault(SOUND)
    assert (fault.kind, fault.message) == ("size", "more than 10 values")


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(CatalogueError, match="larger than 24 MiB"):
        load_catalogue(large)


def test_a_missing_file_a_directory_and_an_impossible_name_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="there is no such file"):
        load_catalogue(tmp_path / "none.yaml")
    with pytest.raises(CatalogueError, match="this is a directory"):
        load_catalogue(tmp_path)
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue("a\0b")
    with pytest.raises(CatalogueError, match="cannot be read: File name too long"):
        load_catalogue("x" * 5000)


def test_which_catalogue_is_found(tmp_path: Path) -> None:
    here = tmp_path / "a" / "b"
    here.mkdir(parents=True)
    assert find("named.yaml", here).shown == "named.yaml"
    assert find(None, here).shown == SHIPPED_PATH
    nearest = tmp_path / "data" / "qualifications.yaml"
    nearest.parent.mkdir()
    nearest.write_text(SOUND, encoding="utf-8")
    assert find(None, here) == (nearest, "../../data/qualifications.yaml", False)
    assert find(None, tmp_path).shown == "data/qualifications.yaml"


def test_a_nearer_catalogue_that_cannot_be_looked_at_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_file(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", is_file)
    with pytest.raises(CatalogueError, match="cannot be read: Permission denied"):
        find(None, tmp_path)


def test_without_a_working_directory_the_shipped_catalogue_is_found() -> None:
    assert find(None, None).shown == SHIPPED_PATH


def test_the_shipped_catalogue_is_the_one_of_the_repository_or_its_copy() -> None:
    assert loader.shipped().path.read_bytes() == SHIPPED.read_bytes()


def test_the_shipped_catalogue_is_found_inside_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "rrn_fees"
    inside = package / "data" / "qualifications.yaml"
    inside.parent.mkdir(parents=True)
    inside.touch()
    monkeypatch.setattr(loader, "__file__", str(package / "catalogue" / "loader.py"))
    assert loader.shipped() == (inside, SHIPPED_PATH, True)


def test_the_digest_is_that_of_the_bytes() -> None:
    from hashlib import sha256

    origin = parsed(SOUND).origin
    assert origin.sha256 == sha256(SOUND.encode()).hexdigest()
    assert origin.path == "catalogue.yaml"


def test_only_the_shipped_catalogue_is_called_so(tmp_path: Path) -> None:
    copy = tmp_path / SHIPPED_PATH
    copy.parent.mkdir(parents=True)
    copy.write_bytes(SHIPPED.read_bytes())
    assert not load_catalogue(copy).origin.shipped
    assert load_catalogue().origin.shipped


def test_a_catalogue_cannot_be_changed() -> None:
    catalogue = parsed(SOUND)
    with pytest.raises(AttributeError):
        catalogue.currency = "EUR"  # type: ignore[misc,assignment]
    with pytest.raises(TypeError):
        catalogue.qualifications["other"] = None  # type: ignore[index]


def test_a_contract_of_another_place_has_its_own_day() -> None:
    assert parsed("timezone: Pacific/Auckland\n" + SOUND).timezone == "Pacific/Auckland"


def test_the_made_up_catalogues_are_sound() -> None:
    for file in (TESTS / "catalogues").glob("*.yaml"):
        assert load_catalogue(file).qualifications


def test_the_first_thousand_slips_get_a_suggestion_and_no_more() -> None:
    reading = Reading("fees.yaml")
    twenty = [f"source-{at:02}" for at in range(20)]
    suggested = [reading.nearest("source-10x", twenty) for _ in range(1001)]
    assert suggested == ["source-10"] * 1000 + [None]


def test_a_node_is_found_below_another_as_far_as_there_is_one() -> None:
    root = placed.compose("{a: {b: 1, b: {c: 2}}, d: [3, {e: 4}]}", "fees.yaml")

    def found(*below: str | int, at_key: bool = False) -> object:
        return node_below(root, below, at_key=at_key).value

    assert found("a", "b", "c") == "2"
    assert found("a", "b", "c", at_key=True) == "c"
    assert found("d", 1, "e") == "4"
    assert found("d", 0, at_key=True) == "3"
    for at_key in (False, True):
        assert node_below(root, ("d", 2), at_key=at_key) is node_below(root, ("d",))
        assert node_below(root, ("a", "b", "x"), at_key=at_key) is node_below(root, ("a", "b"))
        assert node_below(root, (), at_key=at_key) is root
    last_b = node_below(root, ("a", "b"), at_key=True)
    assert last_b.start_mark.column == 11


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("coursе", 'it holds Cyrillic "е" (U+0435), which looks like "e"'),
        ("cοurse", 'it holds Greek "ο" (U+03BF), which looks like "o"'),
        ("a‑course", 'it holds "‑" (U+2011), which looks like "-"'),
        ("ｃourse", 'it holds Fullwidth Latin "ｃ" (U+FF43), which looks like "c"'),
        ("café", 'it holds Latin "é" (U+00E9), which looks like "e"'),
        ("cou\u200brse", 'it holds "\\u200b" (U+200B)'),
    ],
)
def test_a_letter_that_looks_like_another_is_named(name: str, says: str) -> None:
    fault = only_fault(with_change("course:", f"{name}:"))
    assert fault.kind == "identifier"
    assert says in fault.message
    fault = only_fault(with_change("title: Course", f"title: Course\n    {name}: 1"))
    assert fault.kind == "unknown-key"
    assert says in fault.message
    assert says.removeprefix("it") in no_such("qualification", name, ["course"])


def test_a_name_in_latin_letters_is_not_called_odd() -> None:
    assert odd_character("Course_1 ::") is None
    assert "holds" not in no_such("qualification", "Course", ["course"])


@pytest.mark.parametrize(
    "name",
    ["localtime", "Factory", "posixrules", "leapseconds", "posix/Europe/London",
     "right/Europe/London", "tzdata.zi", "Europe", "europe/london", "/etc/localtime", "../x"],
)  # fmt: skip
def test_what_only_a_machine_calls_a_timezone_is_none(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zoneinfo, "available_timezones", lambda: {name, "Europe/London"})
    fault = only_fault(("timezone: " + name + "\n" + SOUND).encode())
    assert fault.kind == "timezone"


def test_every_timezone_of_iana_is_one() -> None:
    for name in ("UTC", "GMT", "Etc/GMT+5", "America/Argentina/ComodRivadavia", "EST5EDT"):
        assert parsed(f"timezone: {name}\n{SOUND}").timezone == name
        assert zoneinfo.ZoneInfo(name).key == name
