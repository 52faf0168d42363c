"""Papers in Markdown, read as CommonMark with tables by another program."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from support import FEBRUARY, catalogue, quoted, refused, sent, working_days

from rrn_fees.deadlines.listing import deadlines_of
from rrn_fees.documents.blocks import (
    Column,
    Entries,
    Gap,
    Paper,
    Paragraph,
    Point,
    Points,
    Section,
    Table,
    Tone,
    shown,
)
from rrn_fees.documents.deadlines import deadlines_paper
from rrn_fees.documents.price_list import price_list_paper
from rrn_fees.documents.quotation import quotation_paper, refusal_paper
from rrn_fees.formats.as_markdown.papers import paper as as_markdown
from rrn_fees.money import sterling
from rrn_fees.pricing.price_list import price_list

PLAIN = {"text", "strong_open", "strong_close"}
"""What stands within a line that nothing in the data has made into anything else."""


def tokens_of(paper: Paper) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(as_markdown(paper).decode())


def visible(token: Token) -> str:
    text = "".join(child.content for child in token.children or ())
    # Without a width: it keeps apart what GitHub would make a link of.
    return " ".join(text.replace("\u200b", "").split())


def said(paper: Paper) -> list[str]:
    """Return what is read of each heading, cell, point and paragraph."""
    return [visible(token) for token in tokens_of(paper) if token.type == "inline"]


def tables_of(paper: Paper) -> Iterator[list[list[str]]]:
    """Yield each table's rows of cells as they are read."""
    rows: list[list[str]] = []
    within = False
    for token in tokens_of(paper):
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


def test_every_figure_of_a_quote_is_in_a_cell() -> None:
    quote = quoted("certificate:7", "diploma:12", of=catalogue(), category="non-member")
    lines, rates = tables_of(quotation_paper(sent(quote, catalogue()), catalogue()))
    assert lines[0][2:] == ["Quantity", "Unit price", "Net", "VAT rate", "VAT", "Gross"]
    assert [row[2:] for row in lines[1:-1]] == [
        [
            str(line.quantity), sterling(line.row.price), sterling(line.net), "20%",
            sterling(line.vat), sterling(line.gross),
        ]
        for line in quote.lines
    ]  # fmt: skip
    assert lines[-1] == [
        "Total, 19 learners", "", "", "", "£30,040.00", "", "£6,008.00", "£36,048.00",
    ]  # fmt: skip
    assert rates[1:] == [
        ["standard", "20%", "£30,040.00", "£6,008.00"],
        ["Total", "", "£30,040.00", "£6,008.00"],
    ]


def test_a_quotation_says_whom_it_is_for_and_until_when_it_holds() -> None:
    quote = quoted("certificate", of=catalogue())
    read = said(
        quotation_paper(sent(quote, catalogue(), customer="Leeds & York | NHS"), catalogue())
    )
    assert read[:2] == ["Quotation", "Quotation: not a VAT invoice"]
    assert "Customer: Leeds & York | NHS" in read
    assert "Valid until: Thursday 28 March 2024" in read


def test_what_holds_until_no_day_says_why() -> None:
    indicative = quoted("certificate", of=catalogue(), on=date(2026, 11, 22), indicative=True)
    read = said(quotation_paper(sent(indicative, catalogue()), catalogue()))
    assert read[0] == "Indicative quotation, not an offer"
    assert "Valid until: indicative only: no day" in read
    rules = catalogue("rules")
    read = said(quotation_paper(sent(quoted("cheap-cohort", of=rules), rules), rules))
    assert "Valid until: no end of these prices is published" in read


def test_a_refusal_says_why_and_what_to_do() -> None:
    refusal = refused("certificate", "hopes-diploma", of=catalogue(), on=date(2026, 11, 22))
    read = said(refusal_paper(refusal, catalogue()))
    assert read[0] == "No quotation"
    for each in (refusal, *refusal.also):
        assert {each.message, each.hint} <= set(read)


def test_a_price_list_has_every_price() -> None:
    prices = price_list(catalogue())
    [table] = tables_of(price_list_paper(prices, catalogue(), FEBRUARY))
    assert [row[4] for row in table[1:]] == [sterling(row.price) for row in prices.rows]


def test_deadlines_say_first_whether_a_payment_is_in_time() -> None:
    found = deadlines_of(catalogue(), working_days(), FEBRUARY, paying_on=date(2024, 3, 29))
    paper = deadlines_paper(found, catalogue())
    assert "Note: Paying on Friday 29 March 2024: too late." in said(paper)
    to_meet, dates, _ = tables_of(paper)
    assert to_meet[1] == [
        "Final payment", "certificate 2024-05", "Thursday 28 March 2024", "too late by 1 day",
    ]  # fmt: skip
    assert len(dates) == 7


def holding(text: str) -> Paper:
    """Return a paper with *text* in every place that a text can have."""
    point = Point(text, sources=(text,))
    table = Table(text, (Column(text), Column("B")), ((text, Gap(text)),), (text, text))
    blocks = (
        Entries(((text, text),)),
        Points((point,)),
        Points((point,), numbered=True),
        table,
        Paragraph(text),
        Paragraph(text, Tone.WARNING),
    )
    return Paper(
        title=text,
        lead=text or "Lead",
        tone=Tone.PLAIN,
        author=text,
        dated=FEBRUARY,
        sections=(Section(text or "Section", blocks),),
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
    paper = holding(text)
    found = said(paper)
    assert found.count(within[1]) == 2
    assert {*within} <= {*found}
    # The title, what is said first, a heading, three pairs of cells less one, and a paragraph.
    assert found.count(read) >= (9 if read else 0)
    kinds = {
        child.type
        for token in tokens_of(paper)
        for child in token.children or ()
        if token.type == "inline"
    }
    assert kinds <= PLAIN
    assert not {token.type for token in tokens_of(paper)} & {"code_block", "fence", "hr"}


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
        paper = holding("a")
        block = Points((Point("Source", url=url),))
        paper = Paper(
            title="T", lead="L", tone=Tone.PLAIN, author="", dated=FEBRUARY,
            sections=(Section("S", (block,)),),
        )  # fmt: skip
        return [
            str(child.attrs["href"])
            for token in tokens_of(paper)
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
    written = as_markdown(holding(text)).decode()
    assert LINKED_BY_GITHUB.search(text)
    assert not is_linked_by_github(written)


def test_an_address_in_a_quotation_is_text() -> None:
    quote = quoted("certificate", of=catalogue())
    sent_to = sent(quote, catalogue(), customer="ask @bild, office@bild.org.uk")
    paper = quotation_paper(sent_to, catalogue())
    assert "ask @bild, office@bild.org.uk" in "\n".join(said(paper))
    [customer] = [line for line in as_markdown(paper).decode().split("\n") if "Customer" in line]
    assert not is_linked_by_github(customer)


def test_no_line_is_a_command_to_the_runner_of_a_job() -> None:
    for text in ("::error::a", "  ::error::a", "##[group]a", "##vso[task.x]a"):
        written = as_markdown(holding(text)).decode()
        assert not [line for line in written.split("\n") if line.lstrip().startswith("::")]
        assert "##[" not in written
        assert "##vso[" not in written
