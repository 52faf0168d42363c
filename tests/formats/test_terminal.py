"""Documents on a terminal: tables in any width, lists, headings, colour, and nothing but ASCII."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_documents import DOCUMENTS, entries, of_blocks, of_sections
from support import examples

from rrn_fees.documents.blocks import (
    Align,
    Block,
    Cell,
    Code,
    Column,
    Count,
    Day,
    Document,
    Entries,
    Entry,
    Gap,
    Medium,
    Money,
    Paragraph,
    Point,
    Points,
    Rate,
    Row,
    RowGroup,
    Section,
    SectionLink,
    Share,
    Sum,
    Summary,
    Table,
    Tone,
)
from rrn_fees.formats.terminal.cells import cell_text
from rrn_fees.formats.terminal.lists import entry_lines, point_lines
from rrn_fees.formats.terminal.style import TerminalStyle
from rrn_fees.formats.terminal.tables import table_lines
from rrn_fees.formats.terminal.wrapping import indented, longest_word, padded, wrapped
from rrn_fees.formats.terminal.writer import write_document

RIGHT = Align.RIGHT
SGR = re.compile(r"\x1b\[[0-9;]*m")


def laid_out(table: Table, width: int, **style: bool) -> str:
    return "".join(f"{line}\n" for line in table_lines(table, TerminalStyle(width=width, **style)))


PRICES = Table(
    caption="Prices",
    columns=(
        Column("What is bought"),
        Column("Quantity", RIGHT, wide_only=1),
        Column("Net price", RIGHT, wide_only=2),
        Column("Gross price", RIGHT),
        Column("Inc. VAT", RIGHT, below=True),
        Column("To note"),
    ),
    rows=(
        Row(("one learner", Count(1), Money(100_00), Money(120_00), "£1 → £2", "best of all")),
        Row(("a cohort of six", Count(1), Money(10_000_00), Money(12_000_00), "£3 → £4", "")),
    ),
    total=("Total", Sum(Count(2)), "", Sum(Money(12_120_00)), "", ""),
)
LAID_OUT = {
    "all that fits stands side by side": (80, """\
What is bought   Quantity   Net price  Gross price  Inc. VAT  To note
─────────────────────────────────────────────────────────────────────────
one learner             1     £100.00      £120.00   £1 → £2  best of all
a cohort of six         1  £10,000.00   £12,000.00   £3 → £4
─────────────────────────────────────────────────────────────────────────
Total                   2               £12,120.00
"""),
    "a column is left out that only a wide table has": (70, """\
What is bought    Net price  Gross price  Inc. VAT  To note
───────────────────────────────────────────────────────────────
one learner         £100.00      £120.00   £1 → £2  best of all
a cohort of six  £10,000.00   £12,000.00   £3 → £4
───────────────────────────────────────────────────────────────
Total                         £12,120.00
"""),
    "and the next of them, in the order that the document gives": (56, """\
What is bought   Gross price  Inc. VAT  To note
───────────────────────────────────────────────────
one learner          £120.00   £1 → £2  best of all
a cohort of six   £12,000.00   £3 → £4
───────────────────────────────────────────────────
Total             £12,120.00
"""),
    "a title takes two lines": (50, """\
                                 Inc.
What is bought   Gross price      VAT  To note
──────────────────────────────────────────────────
one learner          £120.00  £1 → £2  best of all
a cohort of six   £12,000.00  £3 → £4
──────────────────────────────────────────────────
Total             £12,120.00
"""),
    "a column stands below its row": (40, """\
                      Gross
What is bought        price  To note
────────────────────────────────────────
one learner         £120.00  best of all
    Inc. VAT: £1 → £2
a cohort of six  £12,000.00
    Inc. VAT: £3 → £4
────────────────────────────────────────
Total            £12,120.00
"""),
    "texts are folded, and the titles above them": (34, """\
What is          Gross
bought           price  To note
──────────────────────────────────
one            £120.00  best of
learner                 all
    Inc. VAT: £1 → £2
a cohort    £12,000.00
of six
    Inc. VAT: £3 → £4
──────────────────────────────────
Total       £12,120.00
"""),
    "each row is a block": (24, """\
one learner
    Gross price £120.00
    Inc. VAT £1 → £2
    To note: best of all
a cohort of six
    Gross price
    £12,000.00
    Inc. VAT £3 → £4
Total
    Gross price
    £12,120.00
"""),
}  # fmt: skip


@pytest.mark.parametrize(
    ("width", "page"), [pytest.param(*row, id=name) for name, row in LAID_OUT.items()]
)
def test_a_table_does_the_least_that_makes_it_fit(width: int, page: str) -> None:
    assert laid_out(PRICES, width) == page


def test_figures_stand_side_by_side_in_a_block_where_there_is_room() -> None:
    columns = (Column("For"), *(Column(f"Price {number}", RIGHT) for number in range(1, 6)))
    rows = (Row(("one learner", *(Money(1_00) for _ in range(5)))),)
    assert laid_out(Table(caption="", columns=columns, rows=rows), 38) == (
        "one learner\n"
        "    Price 1 £1.00   Price 2 £1.00\n"
        "    Price 3 £1.00   Price 4 £1.00\n"
        "    Price 5 £1.00\n"
    )


def test_a_title_too_long_to_stand_beside_its_figure_stands_above_it() -> None:
    columns = (Column("For"), Column("Price for each learner", RIGHT))
    rows = (Row(("one", Money(1_000_000_00))),)
    assert laid_out(Table(caption="", columns=columns, rows=rows), 16) == (
        "one\n    Price for\n    each learner\n    £1,000,000.00\n"
    )


GROUPS = Table(
    caption="Groups",
    columns=(Column("For"), Column("Price", RIGHT)),
    groups=(
        RowGroup("First course", (Row(("one", Money(1_00))),), "first", (Point("Noted."),)),
        RowGroup("A course without a price", (), "second", (Point("No fee.", Tone.WARNING),)),
        RowGroup("Neither price nor note", ()),
    ),
    total=("Total", Sum(Money(1_00))),
)


def test_a_group_has_a_head_and_what_is_said_of_it_though_it_has_no_row() -> None:
    assert laid_out(GROUPS, 80) == (
        "For    Price\n"
        "────────────\n"
        "First course  first\n"
        "  one  £1.00\n"
        "  -  Noted.\n"
        "\n"
        "A course without a price  second\n"
        "  !  No fee.\n"
        "\n"
        "Neither price nor note\n"
        "────────────\n"
        "Total  £1.00\n"
    )


@pytest.mark.parametrize("width", range(12, 40))
def test_a_group_has_all_of_that_on_a_narrow_terminal(width: int) -> None:
    text = " ".join(laid_out(GROUPS, width).split())
    for passage in ("First course first", "A course without a price second", "! No fee.",
                    "Neither price nor note", "Total", "£1.00"):  # fmt: skip
        assert passage in text.replace("Price ", "")


def test_the_name_of_a_group_that_has_no_room_beside_its_title_stands_below() -> None:
    group = RowGroup("A long title", (Row(("one",)),), "name-of-it")
    table = Table(caption="", columns=(Column("For"),), groups=(group,))
    assert laid_out(table, 14).endswith("A long title\n  name-of-it\n  one\n")


def test_a_table_of_groups_without_any_row_has_no_head() -> None:
    table = GROUPS._replace(groups=GROUPS.groups[1:], total=())
    assert laid_out(table, 80).startswith("A course without a price  second\n")


# Any table, in any width


WORDS = st.integers(0, 4)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table in which no two words are the same."""
    number = 0

    def word() -> str:
        nonlocal number
        number += 1
        return f"w{number}" + "x" * draw(st.integers(0, 9))

    def words() -> str:
        return " ".join(word() for _ in range(draw(WORDS)))

    def figure() -> Cell:
        nonlocal number
        number += 1
        kind = draw(st.integers(0, 4))
        pence = 1_000_000 * draw(st.integers(0, 100_000)) + number
        return (Money(pence), Count(pence), Money(pence, about=True), Gap(word()), "")[kind]

    columns = [
        Column(words()),
        *(
            Column(
                words(),
                draw(st.sampled_from(Align)),
                wide_only=draw(st.sampled_from((0, 0, 1, 2, 3))),
                below=draw(st.integers(0, 4)) == 0,
            )
            for _ in range(draw(st.integers(0, 5)))
        ),
    ]

    def row() -> Row:
        others = (figure() if each.align is RIGHT else words() for each in columns[1:])
        return Row((f"{word()} {words()}".strip(), *others), draw(st.sampled_from(Tone)))

    def rows(least: int) -> tuple[Row, ...]:
        return tuple(row() for _ in range(draw(st.integers(least, 3))))

    def notes() -> tuple[Point, ...]:
        return tuple(Point(f"{word()} {words()}".strip()) for _ in range(draw(st.integers(0, 2))))

    total = ("Total", *(Sum(Money(7)) if each.align is RIGHT else "" for each in columns[1:]))
    groups = tuple(
        RowGroup(f"{word()} {words()}".strip(), rows(0), word(), notes())
        for _ in range(draw(st.integers(0, 3)))
    )
    return Table(
        caption="",
        columns=tuple(columns),
        rows=() if groups else rows(1),
        groups=groups,
        total=total if draw(st.booleans()) else (),
    )


def parts(text: str) -> list[str]:
    """Return the words of a text, without the colon behind the title of a column."""
    return [word.removesuffix(":") for word in text.split()]


def rows_of(table: Table) -> list[Row]:
    return [*table.rows, *(row for group in table.groups for row in group.rows)]


STYLE = TerminalStyle()
WIDTHS = st.integers(20, 120)


def is_shown(column: int, table: Table, page: list[str]) -> bool:
    """Whether a column that may be left out is there: all of it, or none."""
    texts = [cell_text(row.cells[column], STYLE) for row in rows_of(table)]
    words = [word for text in texts for word in text.split()]
    shown = {word in page for word in words}
    assert len(shown) < 2, (column, page)
    return shown != {False}


@settings(max_examples=examples(300))
@given(tables(), WIDTHS)
def test_every_cell_is_there_with_its_words_unbroken_and_in_order(table: Table, width: int) -> None:
    page = parts(laid_out(table, width))
    left_out = []
    for at, column in enumerate(table.columns):
        if not is_shown(at, table, page):
            assert column.wide_only, column
            left_out.append(column.wide_only)
            continue
        for row in rows_of(table):
            places = [page.index(word) for word in cell_text(row.cells[at], STYLE).split()]
            assert places == sorted(places)
    kept = {
        column.wide_only
        for at, column in enumerate(table.columns)
        if column.wide_only and is_shown(at, table, page)
        and any(cell_text(row.cells[at], STYLE) for row in rows_of(table))
    }  # fmt: skip
    assert max(left_out, default=0) <= min(kept, default=3)
    for group in table.groups:
        head = [*group.title.split(), group.identifier]
        said = [word for note in group.notes for word in note.text.split()]
        places = [page.index(str(word)) for word in (*head, *said)]
        assert places == sorted(places)
    assert ("Total" in page) is bool(table.total)


@settings(max_examples=examples(300))
@given(tables(), WIDTHS)
def test_rows_stand_in_the_order_of_the_document(table: Table, width: int) -> None:
    page = parts(laid_out(table, width))
    names = [row.cells[0].split()[0] for row in rows_of(table) if isinstance(row.cells[0], str)]
    names += ["Total"] if table.total else []
    assert [word for word in page if word in names] == names


@settings(max_examples=examples(300))
@given(tables(), WIDTHS)
def test_no_line_is_wider_than_the_terminal_but_for_a_word_or_a_figure(
    table: Table, width: int
) -> None:
    for line in laid_out(table, width).splitlines():
        indent = len(line) - len(line.lstrip())
        widest = max(map(cell_len, line.split()), default=0)
        assert cell_len(line) <= width or indent + widest > width, line


@settings(max_examples=examples(100))
@given(tables(), WIDTHS)
def test_the_figures_of_a_column_end_below_each_other_and_its_title(
    table: Table, width: int
) -> None:
    lines = laid_out(table._replace(groups=(), rows=tuple(rows_of(table))), width).splitlines()
    if not lines or not any(set(line) == {"─"} for line in lines):
        return  # blocks
    for at, column in enumerate(table.columns):
        texts = [cell_text(row.cells[at], STYLE) for row in rows_of(table)]
        texts += [column.title] if all(texts) else []
        edge = str.rindex if column.align is RIGHT else str.index
        ends = {
            edge(line, word) + (len(word) if column.align is RIGHT else 0)
            for text in texts
            for word in text.split()[:1]
            if len(text.split()) == 1
            for line in lines
            if word in line.split() and ":" not in line
        }
        if not column.below:
            assert len(ends) < 2, (column, lines)


@settings(max_examples=examples(100))
@given(tables())
def test_nothing_is_left_out_or_folded_where_there_is_room(table: Table) -> None:
    page = laid_out(table, 1_000)
    for row in rows_of(table):
        for cell in row.cells:
            assert cell_text(cell, STYLE) in page
    titles = [word for column in table.columns for word in column.title.split()]
    assert page.split()[: len(titles)] == titles or not rows_of(table)


@settings(max_examples=examples(100))
@given(tables(), WIDTHS)
def test_colour_changes_the_look_of_a_table_alone(table: Table, width: int) -> None:
    coloured = laid_out(table, width, colour=True)
    assert SGR.sub("", coloured) == laid_out(table, width)
    assert no_empty_style(coloured)


def no_empty_style(page: str) -> bool:
    """Whether no code turns a style on for nothing."""
    return not re.search(r"\x1b\[[1-9][0-9]*m\x1b\[0m", page)


# Bars


def of_shares(*parts: int, whole: int = 100) -> Table:
    rows = tuple(Row((f"r{at}", Share(part, whole))) for at, part in enumerate(parts))
    return Table(caption="", columns=(Column("N"), Column("Bar")), rows=rows)


@pytest.mark.parametrize("width", [10, 11, 17, 30, 80])
def test_a_bar_is_in_proportion_to_an_eighth_of_a_column(width: int) -> None:
    lines = laid_out(of_shares(100, 50, 1, 0), width).splitlines()[-4:]
    whole, half, least, none = (line.partition("  ")[2] for line in lines)
    assert set(whole) == {"█"}
    assert len(whole) == min(width - 4, 24)
    eighths = 8 * half.count("█") + (" ▏▎▍▌▋▊▉".index(half[-1]) if half[-1] != "█" else 0)
    assert eighths == 8 * len(whole) // 2
    assert (least, none) == ("▏", "")


def test_a_bar_is_left_out_where_it_would_say_nothing() -> None:
    assert "█" not in laid_out(of_shares(100, 50), 7)
    assert "█" not in laid_out(of_shares(0, whole=0), 80)
    assert laid_out(of_shares(100, 50), 40, ascii_only=True).count("#") == 24 + 12


# Lists


def lined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def test_names_stand_beside_their_texts_which_fold() -> None:
    long = " ".join(["word"] * 12)
    made = (Entry("Name", "short"), Entry("Longer name", long), Entry("None", ""))
    assert lined(entry_lines(made, TerminalStyle(width=40))).split("\n") == [
        "Name         short", "Longer name  word word word word word",
        "             word word word word word", "             word word", "None", "",
    ]  # fmt: skip


def test_long_names_stand_above_their_texts() -> None:
    made = (Entry("A name that is longer than half", "Text"), Entry("Name", " ".join(["word"] * 9)))
    assert lined(entry_lines(made, TerminalStyle(width=40))).split("\n") == [
        "A name that is longer than half", "  Text", "Name", "  word word word word word word word",
        "  word word", "",
    ]  # fmt: skip
    beside = lined(entry_lines(made, TerminalStyle(width=80)))
    assert beside.startswith("A name that is longer than half  Text\nName            ")


def test_a_name_that_is_for_pages_alone_takes_no_room() -> None:
    made = (Entry("A very long name", "x", only_on=Medium.PAGE), Entry("Name", "y"))
    assert lined(entry_lines(made, STYLE)) == "Name  y\n"


def test_points_have_a_mark_that_says_how_much_they_weigh() -> None:
    said = tuple(Point(tone.value, tone) for tone in Tone)
    marks = {line.split()[1]: line.split()[0] for line in point_lines(said, STYLE)}
    assert marks == {
        "plain": "-", "quiet": "-", "good": "-", "info": "-", "notice": "*", "warning": "!",
        "bad": "!",
    }  # fmt: skip


def test_points_have_a_number_or_a_label_and_what_else_is_known_of_them() -> None:
    points = (
        Point("One", Tone.GOOD, ("page", "act"), "met"),
        Point("Two word word word word word", label="not met", aside="by hand", url="https://a.b"),
    )
    assert lined(point_lines(points, TerminalStyle(width=30))).split("\n") == [
        "met      One [page, act]", "not met  Two word word word", "         word word",
        "         https://a.b", "         by hand", "",
    ]  # fmt: skip
    plain = tuple(Point(str(at)) for at in range(1, 11))
    numbers = lined(point_lines(plain, STYLE, numbered=True)).split("\n")
    assert (numbers[0], numbers[9]) == ("1.   1", "10.  10")


TEXT = st.lists(st.text("abcé界", min_size=1, max_size=12), min_size=1, max_size=12).map(" ".join)


@given(TEXT, st.integers(1, 60), st.integers(0, 6))
def test_text_is_folded_between_words_and_takes_as_few_lines_as_it_can(
    text: str, width: int, indent: int
) -> None:
    lines = wrapped(" " * indent + text, width)
    assert " ".join(line.removeprefix(" " * indent) for line in lines) == text
    assert all(line.startswith(" " * indent) for line in lines)
    for line, following in pairwise(lines):
        assert cell_len(line) <= width or " " not in line.strip()
        assert cell_len(f"{line} {following.split()[0]}") > width
    assert indented(text, width, "- ") == [f"- {line}" for line in wrapped(text, width - 2)]
    assert longest_word(" " * indent + text) == indent + max(map(cell_len, text.split()))
    assert [cell_len(padded(text, 200, right=right)) for right in (False, True)] == [200, 200]


# Documents


def written(document: Document, width: int = 80, **style: bool) -> str:
    return write_document(document, TerminalStyle(width=width, **style))


def test_a_terminal_begins_with_the_answer_and_has_what_is_for_it() -> None:
    code = Code("a:\n  b: 1", "yaml")
    document = of_sections(
        Section(title="Obvious", blocks=(Paragraph("First."),), is_obvious=True),
        Section((Paragraph("Second."),), title="Named", aside=", closed", identifier="name"),
        Section(title="Page", blocks=(Paragraph("Never."),), only_on=Medium.PAGE),
        Section(blocks=(entries(("A", "b")), Points((Point("Third."),)), code)),
        summary=Summary("Yes", ": so it is", Tone.GOOD, "the-name"),
        lead="Not said",
    )
    assert written(document) == (
        "Yes: so it is  the-name\n\nFirst.\n\nNamed, closed  name\n  Second.\n\n"
        "A  b\n\n-  Third.\n\n    a:\n      b: 1\n"
    )


def test_without_a_summary_it_begins_with_the_first_section() -> None:
    assert written(of_blocks(Paragraph("Text."))) == "Section\n  Text.\n"


@pytest.mark.parametrize("width", range(8, 30))
def test_a_heading_folds_and_keeps_its_style_to_its_title(width: int) -> None:
    document = of_sections(summary=Summary("One two three", ": four five", Tone.BAD, "six"))
    page = written(document, width, colour=True)
    assert SGR.sub("", page) == written(document, width)
    assert " ".join(SGR.sub("", page).split()) == "One two three: four five six"
    assert max(map(len, SGR.sub("", page).splitlines())) <= max(width, 6)
    red = "".join(re.findall(r"\x1b\[31m(.*?)\x1b\[0m", page))
    assert red.replace(" ", "") == "Onetwothree"
    assert no_empty_style(page)


EVERY_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


@EVERY_DOCUMENT
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_of_a_document_is_wider_than_the_terminal_but_for_a_word(
    document: Document, width: int
) -> None:
    for line in written(document, width).splitlines():
        indent = len(line) - len(line.lstrip())
        widest = max(map(cell_len, line.split()), default=0)
        code = line.startswith("    ")  # lines that are shown as they are
        beside = " " not in re.split(r" {2,}", line)[-1]  # one word beside a name
        assert cell_len(line) <= width or indent + widest > width or code or beside, line


@EVERY_DOCUMENT
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_word_and_no_figure_is_broken_on_a_narrow_terminal(
    document: Document, width: int
) -> None:
    whole = {*parts(written(document, 1_000))}
    assert {word for word in parts(written(document, width)) if set(word) - set("─█▏▎▍▌▋▊▉")} <= {
        *whole, *(word for title in titles_of(document) for word in parts(title)),
    }  # fmt: skip


def titles_of(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield from (column.title for column in block.columns)


@EVERY_DOCUMENT
def test_colour_changes_the_look_of_a_page_alone(document: Document) -> None:
    for width in (40, 80):
        coloured = written(document, width, colour=True)
        assert SGR.sub("", coloured) == written(document, width)


def test_no_style_is_turned_on_for_nothing() -> None:
    for document in DOCUMENTS.values():
        assert no_empty_style(written(document, colour=True))


@EVERY_DOCUMENT
def test_a_terminal_of_ascii_gets_nothing_else(document: Document) -> None:
    for width in (40, 80):
        page = written(document, width, ascii_only=True)
        assert page.isascii(), {each for each in page if not each.isascii()}
        assert len(page.split()) >= len(written(document, width).split()) * 0.9


@pytest.mark.parametrize(
    ("cell", "wide", "narrow"),
    [
        (Money(1_00), "£1.00", "GBP 1.00"),
        (Money(1_00, about=True), "~£1.00", "~GBP 1.00"),
        (Money(1_00, is_difference=True), "+£1.00", "+GBP 1.00"),
        (Money(-1_00, is_difference=True), "-£1.00", "-GBP 1.00"),
        ("£1 → £2 × 3 – 4", "£1 → £2 × 3 – 4", "GBP 1 -> GBP 2 x 3 - 4"),
        (Gap("“a” ‘b’…"), "“a” ‘b’…", "\"a\" 'b'..."),
        (SectionLink("F101", "F101 name"), "F101", "F101"),
        (Rate(17_50), "17.5%", "17.5%"),
        (Count(1_234), "1,234", "1,234"),
        (Day(date(2024, 2, 1)), "Thu 1 Feb 2024", "Thu 1 Feb 2024"),
        (Sum(Money(5)), "£0.05", "GBP 0.05"),
        ("a\x1b[31mb\n\u202e", "a\\x1b[31mb\\n\\u202e", "a\\x1b[31mb\\n\\u202e"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_cell_is_as_short_as_it_can_be_and_does_nothing(
    cell: Cell | Sum, wide: str, narrow: str
) -> None:
    assert cell_text(cell, STYLE) == wide
    assert cell_text(cell, TerminalStyle(ascii_only=True)) == narrow


ANY = st.text(st.characters(codec=None, categories=None), max_size=30)


def everywhere(text: str) -> Document:
    """Return a document that says the same wherever it says anything."""
    row = Row((text, Gap(text), SectionLink(text, text)))
    columns = (Column(text), Column(text, RIGHT), Column(text, below=True))
    blocks: tuple[Block, ...] = (
        Entries((Entry(text, text), Entry(text, Gap(text), Tone.BAD))),
        Points((Point(text, Tone.WARNING, (text,), text, text, text),)),
        Table(
            caption=text, columns=columns, rows=(row,), groups=(RowGroup(text, (row,), text),),
            total=(text, text, text),
        ),
        Paragraph(text, Tone.GOOD),
        Code(text, text),
    )  # fmt: skip
    return of_sections(
        Section(title=text, aside=text, identifier=text, blocks=blocks),
        summary=Summary(text, text, Tone.GOOD, text),
        title=text, lead=text, author=text,
    )  # fmt: skip


STYLES = st.builds(TerminalStyle, width=WIDTHS, colour=st.booleans(), ascii_only=st.booleans())


@given(ANY, STYLES)
@example("\x1b[31m\n\u202e::error::", TerminalStyle(width=20, colour=True))
@example("\x1b[31m\n\u202e::error::", TerminalStyle(ascii_only=True))
def test_no_text_acts_on_a_terminal(text: str, style: TerminalStyle) -> None:
    page = write_document(everywhere(text), style)
    plain = SGR.sub("", page) if style.colour else page
    assert plain.replace("\n", "").isprintable()
    assert page.endswith("\n")
