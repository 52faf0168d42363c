"""How large an answer may be: what is counted beforehand, and what is refused."""

from pathlib import Path

import pytest
from support import FEBRUARY, catalogue, has_no_traceback, parsed, run, working_days

from rrn_fees.catalogue import extent
from rrn_fees.comparison import Wanted, compare
from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.errors import OutputError
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.quote import Item

HEAD = """\
format: 1
currency: GBP
categories: {member: {label: Member}, non-member: {label: Non-member}}
sources: {page: {title: Page}}
qualifications:
  course:
    title: Course
    kind: training
    source: page
"""


def all_for_all(number: int) -> str:
    """So many intakes, and as many fee schedules, each of which holds for all of them."""
    runs = "".join(f"      run-{at}: {{starts_on: 2025-01-01}}\n" for at in range(number))
    fees = (
        f"      - {{valid_from: {2024 + at // 366}-01-01, vat: exempt, source: page, "
        'individual: {member: "10.00", non-member: "12.00"}}\n'
        for at in range(number)
    )
    return f"{HEAD}    intakes:\n{runs}    fees:\n{''.join(fees)}"


NAMES = ["shipped", "rules", "dates", "everything"]


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_has_more_rows_than_were_counted(name: str) -> None:
    of = catalogue(name)
    listed = price_list(of)
    rows = len([*listed.rows])
    assert rows + len([*listed.unpublished]) <= extent.listed_of(of)
    assert rows <= extent.prices_of(of)
    for qualification in of.qualifications:
        prices = listed.of(qualification)
        rows = len([*prices.rows, *prices.unpublished])
        assert rows <= extent.listed_of(of, [qualification])
        deadlines = deadlines_of(of, working_days(), FEBRUARY, qualifications=[qualification])
        assert len(deadlines.deadlines) <= extent.events_of(of, [qualification])
    everything = deadlines_of(of, working_days(), FEBRUARY)
    assert len(everything.deadlines) <= extent.events_of(of)
    first = next(iter(of.qualifications))
    sizes = compare(of, Wanted(items=(Item(first),), on=FEBRUARY, sizes=(1, 3))).sizes
    assert sum(len(size.options) for size in sizes) <= extent.options_of(of, 3)


def test_prices_are_counted_by_intake_schedule_category_and_basis() -> None:
    of = parsed(all_for_all(20))
    assert len([*price_list(of).rows]) == 20 * 20 * 2
    assert extent.prices_of(of) == 20 * 20 * 2
    assert extent.listed_of(of) == 20 * 20 * 2 + 2 * 2


def test_a_row_with_a_long_title_counts_for_several() -> None:
    long = parsed(all_for_all(20).replace("title: Course", f"title: {'x' * 450}"))
    assert extent.prices_of(long) == 5 * extent.prices_of(parsed(all_for_all(20)))


def test_the_most_is_written_and_one_more_is_refused() -> None:
    extent.refuse_beyond(10, 10, "The list", "Ask for less.")
    with pytest.raises(OutputError, match=r"up to 11 rows, and at most 10 .* Ask for less\."):
        extent.refuse_beyond(10, 11, "The list", "Ask for less.")


COMMANDS = {
    "list": ["list", "-f", "json"],
    "list as a document": ["list", "-f", "html"],
    "show": ["show", "course", "-f", "csv"],
    "deadlines": ["deadlines", "-f", "json", "--on", "2024-02-01"],
    "compare": ["compare", "course", "-n", "1..200", "--on", "2024-02-01"],
}


@pytest.mark.parametrize("name", [*COMMANDS, "diff"])
def test_an_answer_that_is_too_large_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(extent, "_MOST_ROWS", 50)
    monkeypatch.setattr(extent, "_MOST_ROWS_OF", {})
    monkeypatch.setattr(extent, "_MOST_COMPARED", 50)
    monkeypatch.setattr(extent, "_MOST_OPTIONS", 50)
    file = tmp_path / "fees.yaml"
    file.write_text(all_for_all(12), encoding="utf-8")
    arguments = COMMANDS.get(name, ["catalogue", "diff", str(file)])
    done = run(*arguments, *([str(file)] if name == "diff" else ["--catalogue", str(file)]))
    assert (done.code, done.out) == (3, "")
    assert "rows, and at most 50 can be written" in done.err
    assert has_no_traceback(done.err)


def test_a_quote_is_given_however_many_prices_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extent, "_MOST_ROWS", 50)
    monkeypatch.setattr(extent, "_MOST_ROWS_OF", {})
    file = tmp_path / "fees.yaml"
    in_turn = (
        f"valid_from: 2024-01-{at:02}, valid_through: 2024-01-{at:02}" for at in range(1, 13)
    )
    text = all_for_all(12)
    for days in in_turn:
        text = text.replace("valid_from: 2024-01-01, vat", f"{days}, vat", 1)
    file.write_text(text, encoding="utf-8")
    done = run("quote", "course", "--as", "member", "--on", "2024-01-05", "--catalogue", str(file))
    assert done.code == 0, done.err
