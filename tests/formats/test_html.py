"""Documents as HTML: read as a browser reads them."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_documents import (
    DOCUMENTS,
    HOSTILE,
    entries,
    of_blocks,
    of_sections,
    quotation_page,
    six_members,
)
from support import catalogue, quoted, run, sent

from rrn_fees.documents.blocks import (
    Align,
    Block,
    Code,
    Column,
    Count,
    Day,
    Document,
    Entries,
    Gap,
    Money,
    Paragraph,
    Point,
    Points,
    Row,
    Section,
    SectionLink,
    Sum,
    Table,
    Tone,
    shown,
    text_of,
)
from rrn_fees.documents.pages import sections_of
from rrn_fees.documents.quotation import quotation_document
from rrn_fees.formats.html.writer import write_document
from rrn_fees.render_options import RenderOptions

EVERY_DOCUMENT = pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())


def parsed(content: bytes) -> Element:
    """Return the page; anything that the standard calls an error of syntax is a failure."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(content)
    return page


def page_of(document: Document) -> Element:
    return parsed(write_document(document))


def text(element: Element) -> str:
    return "".join(element.itertext())


def texts(page: Element, path: str) -> list[str]:
    return [text(element) for element in page.findall(path)]


def one(page: Element, path: str) -> Element:
    [found] = page.findall(path)
    return found


def laid_out(block: Block) -> tuple[str, list[list[str]]]:
    """Return the element that a block is to become, and the texts in it, row by row."""
    match block:
        case Entries(rows):
            return "dl", [[shown(each.label), text_of(each.cell)] for each in rows]
        case Points(points, numbered):
            return ("ol" if numbered else "ul"), [[point_text(point)] for point in points]
        case Table():
            heads = [column.title for column in block.columns]
            cells = [[text_of(cell) for cell in row.cells] for row in block.rows]
            total = [[text_of(cell) for cell in block.total]] if block.total else []
            return "table", [[block.caption], heads, *cells, *total]
        case Paragraph(said, tone):
            return "p", [[f"{WORDS.get(tone, '')}{shown(said)}"]]
        case Code(said):
            return "pre", [["".join(f"{shown(line)}\n" for line in said.splitlines())]]


WORDS = {Tone.WARNING: "Note: ", Tone.NOTICE: "Please read: "}


def point_text(point: Point) -> str:
    named = f" [{', '.join(point.sources)}]" if point.sources else ""
    aside = f" ({point.aside})" if point.aside else ""
    url = f" {point.url}" if point.url else ""
    label = f"{point.label}: " if point.label else WORDS.get(point.tone, "")
    return f"{label}{shown(point.text)}{named}{aside}{url}"


def read_back(element: Element) -> tuple[str, list[list[str]]]:
    """Return an element of the page and the texts in it, row by row."""
    match element.tag:
        case "dl":
            rows = [texts(pair, "*") for pair in element]
        case "table":
            rows = [texts(element, "caption"), *(texts(row, "*") for row in element.iter("tr"))]
        case "ul" | "ol":
            rows = [[text(item)] for item in element]
        case _:
            rows = [[text(element)]]
    return element.tag, rows


def blocks_in(page: Element) -> Iterator[Element]:
    for section in one(page, "body/main"):
        yield from (block for block in section if block.tag not in ("h2", "h3"))


@EVERY_DOCUMENT
def test_everything_a_document_says_is_on_the_page_once_and_in_order(document: Document) -> None:
    page = page_of(document)
    sections = sections_of(document)
    blocks = [block for section in sections for block in section.blocks]
    assert [read_back(block) for block in blocks_in(page)] == [laid_out(block) for block in blocks]
    titles = [(each.is_part, f"{each.title}{each.aside or ''}") for each in sections if each.title]
    heads = [each for each in page.iter() if each.tag in ("h2", "h3")]
    assert [(head.tag == "h3", text(head)) for head in heads] == titles
    head = texts(page, "body/header/*")
    assert document.author in head[0]
    assert head[1:] == [document.title, document.lead]


@EVERY_DOCUMENT
def test_a_page_is_one_document_with_headings_and_named_sections(document: Document) -> None:
    page = page_of(document)
    assert page.get("lang") == "en-GB"
    assert len(page.findall(".//h1")) == 1
    for section in page.iter("section"):
        [heading] = [each for each in section if each.tag in ("h2", "h3")]
        assert section.get("aria-labelledby") == heading.get("id")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert one(page, "head/title").text == ", ".join([title_of(document), document.author])


def title_of(document: Document) -> str:
    return f"{document.title} {document.reference}" if document.reference else document.title


@EVERY_DOCUMENT
def test_a_table_names_its_columns_and_its_rows(document: Document) -> None:
    for table in page_of(document).iter("table"):
        heads = one(table, "thead/tr").findall("th")
        assert {head.get("scope") for head in heads} == {"col"}
        for row in [*table.findall("tbody/tr"), *table.findall("tfoot/tr")]:
            first, *others = row
            assert (first.tag, first.get("scope")) == ("th", "row")
            assert {other.tag for other in others} == {"td"}
            assert [other.get("data-label") for other in others] == [text(h) for h in heads[1:]]
            assert [cell.get("class") for cell in row] == [head.get("class") for head in heads]


@EVERY_DOCUMENT
def test_a_page_fetches_nothing_and_runs_nothing_that_it_does_not_vouch_for(
    document: Document,
) -> None:
    page = page_of(document)
    reaching = [
        (element.tag, name)
        for element in page.iter()
        for name in element.attrib
        if name in {"src", "href", "srcset", "action", "background", "poster", "data"}
        or name.startswith("on")
        or name == "style"
    ]
    assert set(reaching) <= {("a", "href")}
    ids = {element.get("id") for element in page.iter()}
    for link in page.iter("a"):
        reached = link.get("href", "")
        assert reached[:1] != "#" or reached[1:] in ids
        assert reached.startswith(("#", "https://"))
    assert not page.findall(".//link")
    style = text(one(page, "head/style"))
    assert not re.search(r"url\(|@import", style)
    scripts = texts(page, ".//script")
    assert not re.search(r"fetch|XMLHttp|import|innerHTML|https?:", "".join(scripts))
    policy = one(page, "head/meta[@http-equiv='Content-Security-Policy']").get("content")
    allowed = digest(scripts[0]) if scripts else "'none'"
    assert policy == (
        f"default-src 'none'; style-src {digest(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def digest(part: str) -> str:
    return f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'"


def test_the_figures_of_a_quotation_are_those_of_the_quote() -> None:
    page = page_of(DOCUMENTS["quotation"])
    [lines] = page.iter("table")
    assert texts(one(lines, "tbody/tr"), "*") == [
        "1 cohort of 6", "1", "£4,794.00", "£4,794.00", "20%", "£958.80", "£5,752.80", "£958.80",
    ]  # fmt: skip
    total = ["Total, 6 learners", "", "", "£4,794.00", "", "£958.80", "£5,752.80", "£958.80"]
    assert texts(one(lines, "tfoot/tr"), "*") == total
    said = dict(zip(texts(page, ".//dt"), texts(page, ".//dd"), strict=True))
    assert said["VAT"] == "20% (standard) on £4,794.00: £958.80"
    assert said["Certificate in Reducing Restrictive Practices"].startswith("Intake May 2024 (")
    assert text(one(page, "body/header/p[@class='lead']")) == "A quotation, not a VAT invoice."
    assert "St Elsewhere NHS Trust" in texts(page, ".//dd")


def test_vat_is_told_rate_by_rate_where_there_are_several() -> None:
    rules = catalogue("rules")
    several = sent(quoted("inclusive:4", "exempt", "outside-scope", of=rules), rules)
    _, by_rate = page_of(quotation_document(several, rules, RenderOptions())).iter("table")
    assert [texts(row, "*") for row in by_rate.iter("tr")] == [
        ["VAT", "Rate", "Net", "VAT"],
        *(
            [
                total.name,
                "none: exempt" if total.codes == ("exempt",) else
                "none: outside its scope" if total.percent is None else "20%",
                text_of(Money(total.net)),
                text_of(Money(total.vat)),
            ]
            for total in several.quote.vat_summary
        ),
        ["Total", "", text_of(Money(several.quote.totals.net)),
         text_of(Money(several.quote.totals.vat))],
    ]  # fmt: skip


def test_the_total_with_vat_stands_out_as_much_as_the_one_without() -> None:
    [total] = page_of(DOCUMENTS["quotation"]).findall(".//tfoot/tr")
    net, gross = total[3], total[6]
    labels = [each.attrib.pop("data-label") for each in (net, gross)]
    assert labels == ["Net", "Gross"]
    assert net.attrib == gross.attrib
    assert [each.tag for each in net] == [each.tag for each in gross]


def test_days_can_be_read_by_programs() -> None:
    page = page_of(DOCUMENTS["deadlines"])
    days = {time.get("datetime"): text(time) for time in page.iter("time")}
    assert days["2024-03-29"] == "Friday 29 March 2024"
    page = page_of(of_blocks(entries(("Day", Day(date(1, 1, 1))))))
    assert one(page, ".//dd/time").get("datetime") == "0001-01-01"


def test_what_is_not_known_is_marked_and_says_so() -> None:
    gaps = page_of(DOCUMENTS["quotation"]).findall(".//*[@class='gap']")
    assert [text(gap) for gap in gaps] == ["not published"]


@pytest.mark.parametrize(
    ("tone", "said"),
    [
        (Tone.WARNING, "Note: Text"),
        (Tone.NOTICE, "Please read: Text"),
        (Tone.INFO, "Text"),
        (Tone.GOOD, "Text"),
        (Tone.PLAIN, "Text"),
        (Tone.QUIET, "Text"),
        (Tone.BAD, "Text"),
    ],
)
def test_a_tone_is_told_in_words(tone: Tone, said: str) -> None:
    page = page_of(of_blocks(Paragraph("Text", tone), Points((Point("Text", tone),))))
    assert texts(page, ".//section/p") == [said]
    assert texts(page, ".//li") == [said]
    assert one(page, ".//section/p").get("class") == tone.value


def test_points_are_numbered_where_their_order_matters() -> None:
    points = (Point("One", sources=("page", "act")), Point("Two"))
    page = page_of(of_blocks(Points(points, numbered=True), Points(points)))
    assert texts(page, ".//ol/li") == ["One [page, act]", "Two"]
    assert len(page.findall(".//ul/li")) == 2


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://example.org/a?b=c&d='e\"#f", 1),
        ("http://example.org", 1),
        ("javascript:alert(1)", 0),
        ("https://example.org/<script>", 0),
        ("data:text/html,https://example.org", 0),
    ],
)
def test_an_address_is_a_link_only_if_it_is_one_of_the_web(url: str, links: int) -> None:
    page = page_of(of_blocks(Points((Point("Page", url=url),))))
    assert texts(page, ".//li") == [f"Page {url}"]
    assert [link.get("href") for link in page.iter("a")] == [url] * links


def filter_marks(document: Document) -> list[list[str]]:
    marked = [
        table.findall("thead/tr/th[@data-filter]") for table in page_of(document).iter("table")
    ]
    return [[text(head) for head in heads] for heads in marked]


def test_rows_can_be_chosen_where_the_document_says_so_and_only_there_is_a_script() -> None:
    assert filter_marks(DOCUMENTS["prices"]) == [["Qualification", "Who pays"]]
    assert filter_marks(DOCUMENTS["deadlines"]) == [["For"], []]
    assert filter_marks(DOCUMENTS["quotation"]) == [[]]
    for name, scripts in (("prices", 1), ("deadlines", 1), ("quotation", 0), ("refusal", 0)):
        assert len(page_of(DOCUMENTS[name]).findall(".//script")) == scripts, name


def test_rows_that_are_summed_up_cannot_be_left_out() -> None:
    columns = (Column("Name", is_filter=True), Column("Number", Align.RIGHT))
    rows = (Row(("a", Count(1))), Row(("b", Count(2))))
    total = ("Total", Sum(Count(3)))
    summed = Table(caption="Sums", columns=columns, rows=rows, total=total)
    assert filter_marks(of_blocks(summed)) == [[]]
    assert filter_marks(of_blocks(Table(caption="Rows", columns=columns, rows=rows))) == [["Name"]]
    assert not page_of(of_blocks(summed)).findall(".//script")


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_a_customer_is_called_is_text(name: str) -> None:
    plain = page_of(quotation_page(six_members(customer="Trust")))
    page = page_of(quotation_page(six_members(customer=name, purchase_order=name)))
    assert texts(page, ".//dd").count(shown(name)) == 2
    kinds = [[element.tag for element in each.iter()] for each in (page, plain)]
    assert sorted(kinds[0]) == sorted([*kinds[1], "div", "dt", "dd", "bdi", "bdi"])


def everywhere(said: str) -> Document:
    """Return a document that says the same wherever it says anything."""
    columns = (Column(said, is_filter=True), Column(said), Column(said))
    title = said or "Section"
    row = Row((said, Gap(said), SectionLink(said, title)))
    return of_sections(
        Section(
            title=title,
            blocks=(
                entries((said, said), (said, Gap(said))),
                Points((Point(said, Tone.WARNING, (said,), None, said, said), Point(said))),
                Points((Point(said, label=said or "Label"),)),
                Table(caption=said, columns=columns, rows=(row,)),
                Paragraph(said),
                Code(said or "Code", said),
            ),
        ),
        title=said,
        lead=said,
        author=said,
        reference=said,
    )


def elements(page: Element) -> list[str]:
    return [element.tag for element in page.iter() if element.tag != "bdi"]


@given(st.text())
def test_no_text_is_markup_wherever_it_stands(said: str) -> None:
    page = page_of(everywhere(said))
    assert elements(page) == elements(page_of(everywhere("text")))
    places = (".//h1", ".//section/p", ".//dt", ".//dd", ".//caption", "body/main//th")
    for place in places:
        assert set(texts(page, place)) == {shown(said)}, place
    assert {cell.get("data-label") for cell in page.iter("td")} == {shown(said)}
    assert text(one(page, ".//pre")) == "".join(
        f"{shown(line)}\n" for line in (said or "Code").splitlines()
    )


def test_the_page_is_the_same_bytes_in_every_run() -> None:
    asked = ("quote", "certificate:6", "--as", "member", "--on", "2024-02-01", "-f", "html")
    pages = {run(*asked, env={"PYTHONHASHSEED": seed}).out for seed in ("1", "2")}
    assert len(pages) == 1


def test_the_commands_write_pages(tmp_path: Path) -> None:
    asked = ("certificate:6", "--as", "member", "--on")
    for command, code, title in (
        (("quote", *asked, "2024-02-01"), 0, "Quotation"),
        (("quote", *asked, "2026-11-22"), 1, "No quotation"),
        (("list",), 0, "Price list"),
        (("deadlines", "--on", "2024-03-01"), 0, "Deadlines"),
    ):
        file = tmp_path / "page.html"
        assert run(*command, "-o", str(file)).code == code
        assert text(one(parsed(file.read_bytes()), ".//h1")) == title
