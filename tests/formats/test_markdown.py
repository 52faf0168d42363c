"""Documents in Markdown, read as CommonMark with tables by another program."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_documents import DOCUMENTS, entries, of_blocks, of_sections
from support import FEBRUARY, catalogue, prices_of, quoted, refused, sent, working_days

from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.documents.blocks import (
    Code,
    Column,
    Document,
    Gap,
    Paragraph,
    Point,
    Points,
    Row,
    Section,
    SectionLink,
    Table,
    Tone,
    shown,
)
from rrn_fees.documents.deadlines import deadlines_document
from rrn_fees.documents.price_list import price_list_document
from rrn_fees.documents.quotation import quotation_document
from rrn_fees.documents.refusal import refusal_document
from rrn_fees.formats.markdown.writer import write_document
from rrn_fees.money import sterling
from rrn_fees.pricing.quote import Quote
from rrn_fees.render_options import RenderOptions

PLAIN = {"text", "strong_open", "strong_close"}
"""What stands within a line that nothing in the data has made into anything else."""


def tokens_of(document: Document) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(write_document(document).decode())


def visible(token: Token) -> str:
    text = "".join(child.content for child in token.children or ())
    # Without a width: it keeps apart what GitHub would make a link of.
    return " ".join(text.replace("\u200b", "").split())


def said(document: Document) -> list[str]:
    """Return what is read of each heading, cell, point and paragraph."""
    return [visible(token) for token in tokens_of(document) if token.type == "inline"]


def tables_of(document: Document) -> Iterator[list[list[str]]]:
    """Yield each table's rows of cells as they are read."""
    rows: list[list[str]] = []
    within = False
    for token in tokens_of(document):
        match token.type:
            case "table_open":
                rows, within = [], True
            case "tr_open":
                rows.append([])
            case "inline" if within:
                rows[-1].append(visible(token))
            case "table_close":
                within = False
                yield rows
            case _:
                pass


def quotation_of(quote: Quote, customer: str | None = None) -> Document:
    of = catalogue()
    return quotation_document(sent(quote, of, customer=customer), of, RenderOptions())


def test_every_figure_of_a_quote_is_in_a_cell() -> None:
    quote = quoted("certificate:7", "diploma:12", of=catalogue(), category="non-member")
    [lines] = tables_of(quotation_of(quote))
    assert lines[0] == [
        "Qualification", "For", "Quantity", "Unit price", "Net", "VAT rate", "VAT", "Gross",
        "Gross per learner",
    ]  # fmt: skip
    assert [[row[0], *row[2:-1]] for row in lines[1:-1]] == [
        [
            line.row.title, str(line.quantity), sterling(line.row.price), sterling(line.net), "20%",
            sterling(line.vat), sterling(line.gross),
        ]
        for line in quote.lines
    ]  # fmt: skip
    assert [row[-1] for row in lines[1:-1]] == ["£1,056.00", "£1,056.00", "£2,388.00"]
    assert lines[-1] == [
        "Total, 19 learners", "", "", "", "£30,040.00", "", "£6,008.00", "£36,048.00",
        "about £1,897.26",
    ]  # fmt: skip
    assert "VAT: 20% (standard) on £30,040.00: £6,008.00" in said(quotation_of(quote))


def test_vat_is_told_rate_by_rate_where_there_are_several() -> None:
    rules = catalogue("rules")
    several = sent(quoted("inclusive:4", "exempt", of=rules), rules)
    _, by_rate = tables_of(quotation_document(several, rules, RenderOptions()))
    assert [row[2:] for row in by_rate[1:]] == [
        *([sterling(each.net), sterling(each.vat)] for each in several.quote.vat_summary),
        [sterling(several.quote.totals.net), sterling(several.quote.totals.vat)],
    ]
    assert sorted(row[1] for row in by_rate[1:]) == ["", "20%", "none: exempt"]


def test_a_quotation_says_whom_it_is_for_and_until_when_it_holds() -> None:
    quote = quoted("certificate", of=catalogue())
    read = said(quotation_of(quote, customer="Leeds & York | NHS"))
    assert read[:2] == ["Quotation", "A quotation, not a VAT invoice."]
    assert "Customer: Leeds & York | NHS" in read
    assert "Valid until: Thursday 28 March 2024" in read


def test_what_holds_until_no_day_says_why() -> None:
    indicative = quoted("certificate", of=catalogue(), on=date(2026, 11, 22), indicative=True)
    read = said(quotation_of(indicative))
    assert read[0] == "Indicative quotation, not an offer"
    assert "Valid until: indicative only: no day" in read
    rules = catalogue("rules")
    cheap = sent(quoted("cheap-cohort", of=rules), rules)
    read = said(quotation_document(cheap, rules, RenderOptions()))
    assert "Valid until: no end of these prices is published" in read


def test_a_refusal_says_why_and_what_to_do() -> None:
    refusal = refused("certificate", "hopes-diploma", of=catalogue(), on=date(2026, 11, 22))
    read = said(refusal_document(refusal, catalogue(), RenderOptions()))
    assert read[0] == "No quotation"
    for each in (refusal, *refusal.also):
        assert {each.message, each.hint} <= set(read)


def test_a_price_list_has_every_price() -> None:
    answer = prices_of(catalogue())
    document = price_list_document(answer, catalogue(), RenderOptions())
    [table] = tables_of(document)
    assert table[0] == [
        "Qualification", "Intake", "Who pays", "For", "Price excl. VAT", "Available",
    ]  # fmt: skip
    assert [(row[0], row[4]) for row in table[1:]] == [
        (row.title, sterling(row.price)) for row in answer.prices.rows
    ]


def test_a_price_list_says_what_nobody_published_and_of_which_qualification() -> None:
    read = said(price_list_document(prices_of(catalogue()), catalogue(), RenderOptions()))
    for name, qualification in catalogue().qualifications.items():
        for gap in prices_of(catalogue()).prices.of(name).unpublished:
            assert any(
                each.startswith(f"{qualification.title}: No ") and "is published." in each
                for each in read
            ), gap


def test_deadlines_say_first_whether_a_payment_is_in_time() -> None:
    found = deadlines_of(catalogue(), working_days(), FEBRUARY, paying_on=date(2024, 3, 29))
    document = deadlines_document(found, catalogue(), RenderOptions())
    assert "Paying on Friday 29 March 2024: too late." in said(document)
    to_meet, dates, _ = tables_of(document)
    assert to_meet[1] == [
        "Final payment", "certificate 2024-05", "Thursday 28 March 2024", "too late by 1 day",
    ]  # fmt: skip
    assert len(dates) == 7


def test_sections_have_headings_and_parts_have_headings_below_them() -> None:
    tokens = tokens_of(DOCUMENTS["every block"])
    heads = [
        (token.tag, visible(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    assert heads == [
        ("h1", "Title"), ("h2", "Above, closed"), ("h3", "Below"), ("h2", "Notes"),
    ]  # fmt: skip
    assert "Not said" not in write_document(DOCUMENTS["every block"]).decode()


def test_rows_of_groups_name_their_group_and_notes_stand_below() -> None:
    document = DOCUMENTS["every block"]
    [table] = tables_of(document)
    assert table == [
        ["Group", "For", "Price"], ["First", "one", "£1.00"], ["First", "two", "£2.00"],
    ]  # fmt: skip
    assert said(document)[-2:] == ["First: Said of the first", "Note: Empty: Said of no row"]


@pytest.mark.parametrize("text", ["a: 1", "```\na", "~~~", "a\n\n    b", "`" * 9, "<b>", ""])
def test_code_is_read_as_it_is(text: str) -> None:
    [fence] = [token for token in tokens_of(of_blocks(Code(text, "yaml"))) if token.type == "fence"]
    assert fence.info == "yaml"
    assert fence.content.removesuffix("\n") == text


def test_a_link_leads_to_the_heading_that_github_names_so() -> None:
    titles = ("F101 unknown-field", "What is told?", "A & B")
    links = tuple(Row((SectionLink(f"to {title}", title),)) for title in titles)
    table = Table(caption="Links", columns=(Column("Code"),), rows=links)
    sections = (Section(title=title, blocks=(Paragraph("Text"),)) for title in titles)
    tokens = tokens_of(of_sections(Section(title="All", blocks=(table,)), *sections))
    linked = [
        child.attrs["href"]
        for token in tokens
        for child in token.children or ()
        if child.type == "link_open"
    ]
    assert linked == ["#f101-unknown-field", "#what-is-told", "#a--b"]


def test_what_has_no_room_is_counted() -> None:
    paragraphs = tuple(Paragraph(f"Paragraph {number}.") for number in range(100))
    for most in (600, 601, 650, 1_000):
        text = write_document(of_blocks(*paragraphs, most_characters=most)).decode()
        assert len(text) <= most
        left = [number for number in range(100) if f"Paragraph {number}." not in text]
        assert left == [*range(left[0], 100)]
        assert f"**{len(left)} more lines have no room here;" in text
    whole = write_document(of_blocks(*paragraphs, most_characters=10_000)).decode()
    assert whole == write_document(of_blocks(*paragraphs)).decode()


def test_the_marker_is_the_first_line() -> None:
    text = write_document(of_blocks(marker="<!-- mark -->")).decode()
    assert text.startswith("<!-- mark -->\n# Title\n")


def holding(text: str) -> Document:
    """Return a document with *text* in every place that a text can have."""
    point = Point(text, sources=(text,))
    table = Table(
        caption=text,
        columns=(Column(text), Column("B")),
        rows=(Row((text, Gap(text))),),
        total=(text, text),
    )
    blocks = (
        entries((text, text)),
        Points((point,)),
        Points((point,), numbered=True),
        Points((Point(text, Tone.WARNING, (), text, text, f" {text}"),)),
        table,
        Paragraph(text),
        Paragraph(text, Tone.WARNING),
    )
    return of_sections(
        Section(title=text or "Section", blocks=blocks),
        title=text,
        lead=text or "Lead",
        author=text,
    )


def is_read_as_it_is(text: str) -> None:
    read = " ".join(shown(text).split())
    within = [
        " ".join(each.split())
        for each in (
            f"{read}: {read}",
            f"{read} [{shown(text)}]",
            f"{read}:",
            f"Note: {read}",
        )
    ]
    document = holding(text)
    found = said(document)
    assert found.count(within[1]) == 2
    assert {*within} <= {*found}
    # The title, what is said first, a heading, three pairs of cells less one, and a paragraph.
    assert found.count(read) >= (9 if read else 0)
    kinds = {
        child.type
        for token in tokens_of(document)
        for child in token.children or ()
        if token.type == "inline"
    }
    assert kinds <= PLAIN
    assert not {token.type for token in tokens_of(document)} & {"code_block", "fence", "hr"}


MARKUP = [
    "*a*", "__a__", "`a`", "[a](b)", "![a](b)", "<b>a</b>", "<http://a.example>", "&amp;", "a | b",
    "|", "\\", "a\\", "# a", "a #", "##", "1. a", "1) a", "12345678901. a", "- a", "+ a", "* a",
    "> a", "---", "===", "```", "~~~", "    code", " # a", "  - a", "   1. a", "a  ", "a\nb", "\t",
    "[ ] a", "[^1]", "$a$", "~a~", "http://a.example", "www.a.example", "<!-- a -->", "🙂",
    "الرعاية", "\u202eabc", "\x00\x1b", "\ud800", "👩🏽‍⚕️", "!", "&#35;", ": a",
    "", " ", "a*", "**a", "_", "@name", "@org/team", "name@example.org", "#123", "a/b#1", "GH-1",
    ":smile:", "::error::a", "##[group]a", "  ::add-mask::a",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKUP, ids=ascii)
def test_text_is_read_as_it_is_whatever_it_looks_like(text: str) -> None:
    is_read_as_it_is(text)


@given(st.text(st.characters(codec=None, categories=None)) | st.text("\\*_#`[]()<>|~-+=:. 1a!&@\n"))
def test_any_text_is_read_as_it_is(text: str) -> None:
    is_read_as_it_is(text)


@pytest.mark.parametrize("length", [10_000, 40_000])
def test_a_long_text_is_whole(length: int) -> None:
    assert said(holding("x|" * (length // 2)))[0] == "x|" * (length // 2)


def test_an_address_is_a_link_and_what_is_none_is_text() -> None:
    def linked(url: str) -> list[str]:
        document = of_blocks(Points((Point("Source", url=url),)))
        return [
            str(child.attrs["href"])
            for token in tokens_of(document)
            for child in token.children or ()
            if child.type == "link_open"
        ]

    assert linked("https://example.org/a_b") == ["https://example.org/a_b"]
    for other in ("javascript:alert(1)", "https://a b", "https://a>b", "https://a\x1b", "//a"):
        assert linked(other) == []


LINKED_BY_GITHUB = re.compile(r"[@#]\w|\w@[\w-]|:\w+:|\bGH-[0-9]|\w://|\bwww\.", re.IGNORECASE)


def is_linked_by_github(written: str) -> bool:
    # Both the mark without a width and the backslash keep apart what together makes a link.
    return LINKED_BY_GITHUB.search(re.sub(r"&#8203;|\\", "\0", written)) is not None


REFERENCES = [
    "@name", "ask @name", "@org/team", "(@name)", "name@example.org", "a.b-c+d@example.org",
    "name@-example.org", "#123", "a/b#1", "GH-12", ":smile:", "http://example.org",
    "HTTPS://example.org", "ftp://example.org", "www.example.org", "WWW.example.org",
    "mailto:name@example.org", "xmpp:name@example.org/a",
]  # fmt: skip


@pytest.mark.parametrize("text", REFERENCES)
def test_nobody_is_mentioned_and_no_address_becomes_a_link(text: str) -> None:
    written = write_document(holding(text)).decode()
    assert LINKED_BY_GITHUB.search(text)
    assert not is_linked_by_github(written)


def test_an_address_in_a_quotation_is_text() -> None:
    quote = quoted("certificate", of=catalogue())
    document = quotation_of(quote, customer="ask @bild, office@bild.org.uk")
    assert "ask @bild, office@bild.org.uk" in "\n".join(said(document))
    [customer] = [
        line for line in write_document(document).decode().split("\n") if "Customer" in line
    ]
    assert not is_linked_by_github(customer)


def test_no_line_is_a_command_to_the_runner_of_a_job() -> None:
    for text in ("::error::a", "  ::error::a", "##[group]a", "##vso[task.x]a"):
        written = write_document(holding(text)).decode()
        assert not [line for line in written.split("\n") if line.lstrip().startswith("::")]
        assert "##[" not in written
        assert "##vso[" not in written
