"""A quote as it is sent: its reference, the days it holds, what stands on it, and where it goes."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pexpect
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from support import (
    COMMAND,
    FEBRUARY,
    SHIPPED,
    Outcome,
    catalogue,
    environment,
    has_no_traceback,
    parsed,
    quoted,
    run,
    sent,
    written,
)

from rrn_fees import Quote
from rrn_fees.catalogue.model import Catalogue
from rrn_fees.documents.blocks import shown
from rrn_fees.errors import RequestError
from rrn_fees.formats import PAGES, Format, render
from rrn_fees.pricing.quote import Status
from rrn_fees.printable import printable

RULES = catalogue("rules")
IN_FEBRUARY = ("--as", "member", "--on", "2024-02-01")
A_DAY = timedelta(days=1)


def reference(quote: Quote, of: Catalogue, **addressed: object) -> str:
    return sent(quote, of, **addressed).reference


# The reference


def test_the_same_quote_has_the_same_reference() -> None:
    first = reference(quoted("certificate:7", of=catalogue()), catalogue(), customer="Trust")
    assert (
        reference(quoted("certificate:7", of=catalogue()), catalogue(), customer="Trust") == first
    )
    again = parsed(SHIPPED.read_text(encoding="utf-8"))
    assert reference(quoted("certificate:7", of=again), again, customer="Trust") == first
    day, _, digest = first.partition("-")
    assert day == "Q20240201"
    assert len(digest) == 8


def changed(old: str, new: str) -> Catalogue:
    """Return a small catalogue in which *new* stands for *old*."""
    text = """
format: 1
currency: GBP
categories: {member: {label: Member}, other: {label: Other}}
sources: {page: {title: Page}, other: {title: Other}, law: {title: Law}}
vat:
  rates:
    standard: [{valid_from: 2020-01-01, percent: "20", source: law}]
    other: [{valid_from: 2020-01-01, percent: "20", source: law}]
qualifications:
  course:
    title: Course
    kind: training
    source: page
    intakes: {spring: {starts_on: 2024-05-07, final_payment_on: 2024-04-30}}
    fees:
      - intakes: [spring]
        vat: standard
        individual: {member: "10.00", other: "10.00"}
        cohort: {size: 2, prices: {member: "20.00"}}
        source: page
"""
    assert old in text
    return parsed(text.replace(old, new))


DIFFERENCES: list[tuple[str, str, str]] = [
    ("the price", '{member: "10.00"', '{member: "10.01"'),
    ("the title", "title: Course", "title: A Course"),
    ("the intake", "spring", "summer"),
    ("the start", "2024-05-07", "2024-05-08"),
    ("the last day", "2024-04-30", "2024-04-29"),
    ("the code of VAT", "vat: standard", "vat: other"),
    ("the rate of VAT", '"20", source: law}]\n    other', '"17.5", source: law}]\n    other'),
    ("no VAT", "vat: standard", "vat: exempt"),
    ("VAT inside", "vat: standard", "vat: standard\n        prices_include_vat: true"),
]


@pytest.mark.parametrize(("old", "new"), [pytest.param(*row[1:], id=row[0]) for row in DIFFERENCES])
def test_another_price_or_date_has_another_reference(old: str, new: str) -> None:
    before, after = changed("format: 1", "format: 1"), changed(old, new)
    plain, other = quoted("course", of=before), quoted("course", of=after)
    assert reference(other, after) != reference(plain, before)


def test_another_source_has_another_reference() -> None:
    before = '{size: 2, prices: {member: "20.00"}}\n        source: '
    of, after = changed("format: 1", "format: 1"), changed(f"{before}page", f"{before}other")
    plain, other = quoted("course", of=of), quoted("course", of=after)
    assert reference(other, after) != reference(plain, of)


REQUESTS: list[tuple[str, list[str], dict[str, object]]] = [
    ("the learners", ["course:3"], {}),
    ("the day", ["course"], {"on": date(2024, 2, 2)}),
    ("the category", ["course"], {"category": "other"}),
    ("the tax point", ["course"], {"tax_point": date(2024, 2, 2)}),
    ("the day of payment", ["course"], {"paying_on": date(2024, 2, 2)}),
    ("not an offer", ["course"], {"on": date(2024, 6, 1), "indicative": True}),
]


@pytest.mark.parametrize(
    ("items", "asked"), [pytest.param(*row[1:], id=row[0]) for row in REQUESTS]
)
def test_another_request_has_another_reference(items: list[str], asked: dict[str, object]) -> None:
    of = changed("format: 1", "format: 1")
    plain = reference(quoted("course", of=of), of)
    assert reference(quoted(*items, of=of, **asked), of) != plain


def test_a_cohort_of_two_is_not_two_learners() -> None:
    of = changed("format: 1", "format: 1")
    both = [quoted("course:2", of=of, basis=basis) for basis in ("individual", "cohort")]
    assert both[0].totals == both[1].totals
    assert reference(both[0], of) != reference(both[1], of)


@pytest.mark.parametrize(
    "addressed",
    [{"customer": "Trust"}, {"purchase_order": "Trust"}, {"valid_until": date(2024, 3, 1)}],
    ids=lambda addressed: next(iter(addressed)),
)
def test_whom_it_is_for_and_how_long_it_holds_is_in_the_reference(
    addressed: dict[str, object],
) -> None:
    quote = quoted("certificate", of=catalogue())
    others = [{"customer": "Trust"}, {"purchase_order": "Trust"}, {}]
    others = [each for each in others if each != addressed]
    references = {reference(quote, catalogue(), **each) for each in others}
    assert reference(quote, catalogue(), **addressed) not in references


def test_the_last_day_itself_is_what_it_holds_until_anyway() -> None:
    quote = quoted("certificate", of=catalogue())
    assert reference(quote, catalogue(), valid_until=date(2024, 3, 28)) == reference(
        quote, catalogue()
    )


def test_a_reference_that_is_given_stands_as_it_is() -> None:
    quote = quoted("certificate", of=catalogue())
    assert reference(quote, catalogue(), reference=" FIN/2024-17 ") == "FIN/2024-17"
    assert reference(quote, catalogue(), reference="x" * 60) == "x" * 60


@pytest.mark.parametrize("text", ["", " ", "x" * 61, "two\nlines", "\x1b[31m", "\u202eabc"])
def test_a_reference_is_one_short_line(text: str) -> None:
    with pytest.raises(RequestError, match="from 1 to 60 characters, all of which print"):
        sent(quoted("certificate", of=catalogue()), catalogue(), reference=text)


@pytest.mark.parametrize("name", ["customer", "purchase_order"])
def test_a_blank_name_is_a_slip(name: str) -> None:
    with pytest.raises(RequestError, match="is blank; name it, or leave it out"):
        sent(quoted("certificate", of=catalogue()), catalogue(), **{name: " "})


# The days on which it holds

ENDS: list[tuple[str, str, dict[str, object], date]] = [
    ("an early bird", "early", {}, date(2024, 5, 31)),
    ("an early bird by payment", "early-paid", {}, date(2024, 7, 8)),
    ("a final payment", "early", {"on": date(2024, 6, 3)}, date(2024, 7, 31)),
    ("a fee schedule", "dated", {"on": date(2023, 12, 1)}, date(2023, 12, 31)),
    ("a single day", "one-day", {}, FEBRUARY),
]


@pytest.mark.parametrize(
    ("name", "asked", "ends"), [pytest.param(*row[1:], id=row[0]) for row in ENDS]
)
def test_it_holds_until_its_price_ends_and_not_a_day_longer(
    name: str, asked: dict[str, object], ends: date
) -> None:
    quote = quoted(name, of=RULES, **asked)
    assert sent(quote, RULES).valid_until == ends
    assert sent(quote, RULES, valid_until=ends).valid_until == ends
    with pytest.raises(RequestError, match="its figures hold until"):
        sent(quote, RULES, valid_until=ends + A_DAY)


def test_of_several_prices_the_first_to_end_decides() -> None:
    quote = quoted("certificate", "diploma", of=catalogue())
    assert sent(quote, catalogue()).valid_until == date(2024, 3, 28)
    with pytest.raises(RequestError, match="until Thursday 28 March 2024"):
        sent(quote, catalogue(), valid_until=date(2024, 3, 29))


def test_it_may_hold_for_less_than_its_price_and_from_the_day_of_issue() -> None:
    quote = quoted("certificate", of=catalogue())
    assert sent(quote, catalogue(), valid_until=FEBRUARY).valid_until == FEBRUARY
    with pytest.raises(RequestError, match="which is before it"):
        sent(quote, catalogue(), valid_until=FEBRUARY - A_DAY)


def test_prices_without_an_end_hold_until_what_is_asked_or_no_day() -> None:
    quote = quoted("cheap-cohort", of=RULES)
    assert sent(quote, RULES).valid_until is None
    assert sent(quote, RULES, valid_until=date(2100, 12, 31)).valid_until == date(2100, 12, 31)


def test_what_is_only_indicative_holds_until_no_day() -> None:
    quote = quoted("certificate", of=catalogue(), on=date(2026, 11, 22), indicative=True)
    assert quote.status is Status.INDICATIVE
    assert sent(quote, catalogue()).valid_until is None
    with pytest.raises(RequestError, match="An indicative quote is no offer"):
        sent(quote, catalogue(), valid_until=date(2026, 12, 1))


# The command

ADDRESSED = {
    "--reference": "FIN-17", "--valid-until": "2024-03-01", "--customer": "Leeds [NHS] Trust",
    "--purchase-order": "0004512",
}  # fmt: skip


def quote_for(*arguments: str, cwd: Path | None = None) -> Outcome:
    return run("quote", "certificate:6", *IN_FEBRUARY, *arguments, cwd=cwd)


def every_option() -> list[str]:
    return [word for pair in ADDRESSED.items() for word in pair]


def test_json_carries_what_makes_it_a_quotation() -> None:
    document = json.loads(quote_for(*every_option(), "-f", "json").out)
    assert document["quotation"] == {
        "reference": "FIN-17",
        "issued_on": "2024-02-01",
        "valid_until": "2024-03-01",
        "customer": "Leeds [NHS] Trust",
        "purchase_order": "0004512",
    }


def test_the_table_prints_what_was_asked_for_and_no_more() -> None:
    lines = quote_for(*every_option()).out.splitlines()
    for line in (
        "Reference       FIN-17",
        "Valid until     Friday 1 March 2024",
        "Customer        Leeds [NHS] Trust",
        "Purchase order  0004512",
    ):
        assert line in lines
    plain = quote_for().out
    assert not any(word in plain for word in ("Reference", "Valid until", "Customer", "rder"))


@pytest.mark.parametrize("option", ADDRESSED)
def test_csv_has_no_room_for_it(option: str) -> None:
    done = quote_for(option, ADDRESSED[option], "-f", "csv")
    assert (done.code, done.out) == (2, "")
    assert "A CSV file has no room for --reference" in done.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--valid-until", "2024-03-29"], "until Thursday 28 March 2024"),
        (["--reference", ""], "from 1 to 60 characters"),
        (["--customer", ""], "The customer is blank"),
    ],
    ids=["too long", "no reference", "no customer"],
)
def test_what_cannot_stand_on_it_is_a_sentence_and_no_file(
    tmp_path: Path, options: list[str], says: str
) -> None:
    done = quote_for(*options, "-o", str(tmp_path / "quote.md"))
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("form", PAGES)
def test_a_quote_and_a_refusal_are_written_to_a_file_in_every_format(
    tmp_path: Path, form: Format
) -> None:
    file = tmp_path / f"quote{form.ending}"
    done = quote_for("-o", str(file))
    assert (done.code, done.out) == (0, "")
    priced = file.read_bytes()
    done = run("quote", "certificate:6", "--as", "member", "--on", "2026-11-22", "-o", str(file))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f'Replaced "{file}".\nNo quote for certificate (intake-closed): No ')
    assert file.read_bytes() not in (b"", priced)


# The format that a person prefers


def preferring(form: str, *arguments: str) -> Outcome:
    return run(*arguments, env={"RRN_FEES_FORMAT": form})


def test_the_preferred_format_is_what_standard_output_gets() -> None:
    asked = ("quote", "certificate", *IN_FEBRUARY)
    assert preferring("json", *asked).out == run(*asked, "-f", "json").out
    assert preferring("markdown", *asked).out.startswith("# Quotation\n")
    assert preferring("", *asked).out == run(*asked).out


def test_what_is_asked_for_goes_before_what_is_preferred(tmp_path: Path) -> None:
    asked = ("quote", "certificate", *IN_FEBRUARY)
    assert preferring("json", *asked, "-f", "csv").out == run(*asked, "-f", "csv").out
    file = tmp_path / "quote.csv"
    assert preferring("json", *asked, "-o", str(file)).code == 0
    assert file.read_bytes().startswith(b"status,")


def test_a_command_without_the_preferred_format_gives_its_own() -> None:
    asked = ("eligibility", "certificate", *IN_FEBRUARY, "--no-input")
    assert preferring("ics", *asked).out == run(*asked).out


def test_an_unknown_preference_gets_the_nearest() -> None:
    done = preferring("markdwon", "list")
    assert (done.code, done.out) == (2, "")
    assert 'RRN_FEES_FORMAT: There is no format "markdwon"; did you mean "markdown"?' in done.err


# Where it goes


@pytest.mark.parametrize("form", [form for form in Format if not form.is_text])
@pytest.mark.parametrize("asked", ["option", "preference"])
def test_what_is_no_text_does_not_go_to_a_terminal(form: Format, asked: str) -> None:
    option = ["-f", form.value] if asked == "option" else []
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "quote", "certificate", *IN_FEBRUARY, *option],
        encoding="utf-8",
        dimensions=(24, 200),
        cwd="/",
        env={**environment(), "RRN_FEES_FORMAT": form.value, "TERM": "xterm"},
        timeout=20,
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert f"The {form} format is not for a terminal; name a file" in str(child.before)


def test_what_is_no_text_goes_into_a_pipe() -> None:
    done = subprocess.run(
        [*COMMAND, "quote", "certificate", *IN_FEBRUARY, "-f", "xlsx"],
        capture_output=True, env=environment(), cwd="/", check=True,
    )  # fmt: skip
    assert done.stdout.startswith(b"PK")


FULL = """
def full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
os.fsync = full
"""
FAILURES = {
    "a full disk": (FULL, "No space left on device"),
    "no permission": ("os.access = lambda *_: False", "Permission denied"),
}
"""What is done to a process so that it fails as it would, and what it then says."""


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("form", PAGES)
def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, form: Format, failure: str
) -> None:
    file = tmp_path / f"quote{form.ending}"
    file.write_bytes(b"old")
    patch, says = FAILURES[failure]
    program = (
        f"import errno, os, sys\n{patch}\nfrom rrn_fees.__main__ import main\n"
        f"sys.argv[1:] = {['quote', 'certificate', *IN_FEBRUARY, '-o', str(file)]}\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, env=environment(), check=False
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert f"{says}. Nothing was changed." in done.stderr.decode()
    assert has_no_traceback(done.stderr.decode())
    assert [*tmp_path.iterdir()] == [file]
    assert file.read_bytes() == b"old"


@pytest.mark.parametrize("form", PAGES)
def test_a_directory_is_no_file(tmp_path: Path, form: Format) -> None:
    directory = tmp_path / f"quotes{form.ending}"
    directory.mkdir()
    done = quote_for("-o", str(directory))
    assert (done.code, done.out) == (3, "")
    assert "is a directory; name a file in it" in done.err
    assert [*directory.iterdir()] == []


# Names in every format

NAMES = {
    "markup": "<b>Leeds</b> & *York* | [NHS](x) `Trust` #include {{x}} \\ $y$ _z_",
    "a formula": "=HYPERLINK(1)",
    "right to left": "مؤسسة الرعاية الصحية",
    "right-to-left override": "Leeds \u202etsurT",
    "emoji": "Leeds 👩🏽‍⚕️ 🏥",
    "10,000 characters": "Leeds and York " * 666 + "Partnership",
    "one long word": "x" * 10_000,
    "control characters": "Leeds\x00\x1b[31m\r\n\t\x7f\x85Trust",
    "half a character": "Leeds \ud800",
}


class _Words(HTMLParser):
    """The text of a page, as far as it is to be read."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden = self.hidden and tag not in {"style", "script"}

    def handle_data(self, data: str) -> None:
        self.text += "" if self.hidden else data


def read_markdown(content: bytes) -> str:
    tokens = MarkdownIt("commonmark").enable("table").parse(content.decode())
    text = "".join(child.content for token in tokens for child in token.children or ())
    return text.replace("\u200b", "")  # keeps apart what would become a link


def read_html(content: bytes) -> str:
    words = _Words()
    words.feed(content.decode())
    return words.text


def read_xlsx(content: bytes) -> str:
    [sheet] = load_workbook(BytesIO(content))
    return "".join(str(row[1].value) for row in sheet.iter_rows() if row[1].value is not None)


READERS: dict[Format, Callable[[bytes], str]] = {
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
    Format.XLSX: read_xlsx,
}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_whole_and_harmless_on_every_page(name: str, form: Format) -> None:
    quote = quoted("certificate", of=catalogue())
    content = render(sent(quote, catalogue(), customer=name), catalogue(), form)
    if form is Format.PDF:
        assert content.startswith(b"%PDF-")
    else:
        assert shown(name) in READERS[form](content)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_whole_and_harmless_on_a_terminal_and_for_machines(name: str) -> None:
    quotation = sent(quoted("certificate", of=catalogue()), catalogue(), customer=name)
    table = written(quotation, catalogue())
    assert "".join(printable(name).split()) in "".join(table.split())
    assert "\x1b" not in table
    document = written(quotation, catalogue(), Format.JSON)
    assert document.isascii()
    assert json.loads(document)["quotation"]["customer"] == name


def test_a_refusal_says_that_it_carries_no_customer() -> None:
    asked = ("quote", "certificate", "--as", "member", "--on", "2026-11-22", "--customer", "Us")
    done = run(*asked)
    assert (done.code, done.err) == (
        1,
        "A refusal has no place for --customer, which changes nothing.\n",
    )
