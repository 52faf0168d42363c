"""Documents as PDF: what another program reads in them, and that nothing in a text breaks them."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pexpect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_documents import DOCUMENTS, entries, of_blocks, of_sections
from support import COMMAND, FEBRUARY, catalogue, environment, examples, quoted, run, sent
from support import working_days as calendar

from rrn_fees.documents.blocks import (
    Align,
    Code,
    Column,
    Document,
    Entries,
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
from rrn_fees.errors import OutputError
from rrn_fees.pricing.payment_deadline import with_deadline
from rrn_fees.render_options import RenderOptions

pypdf = pytest.importorskip("pypdf", reason="pypdf reads the PDF that is written")
typst = pytest.importorskip("typst", reason="typst writes PDF")

from rrn_fees.formats.pdf import writer  # noqa: E402 - it needs typst
from rrn_fees.formats.pdf.glyphs import fonts_with, latin_alone, spelled  # noqa: E402
from rrn_fees.formats.pdf.template_values import (  # noqa: E402
    SPELLED_OUT,
    breakable,
    template_values,
)

QUOTE = ("quote", "certificate:6", "--as", "member", "--on", "2024-02-01")


def read(content: bytes) -> Any:
    return pypdf.PdfReader(BytesIO(content), strict=True)


def text_in(content: bytes) -> str:
    """Return the text of every page, its white space apart."""
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def squeezed(text: str) -> str:
    """Return *text* without white space, and without what lets a long word break."""
    return "".join(text.replace("\u200b", "").split())


@cache
def quotation_of(*items: str, customer: str = "St Anywhere's NHS Trust") -> Document:
    of = catalogue()
    quote = with_deadline(quoted(*items, of=of), of, calendar())
    addressed = sent(quote, of, customer=customer, purchase_order="PO-77")
    return quotation_document(addressed, of, RenderOptions())


EVERY_DOCUMENT = pytest.mark.parametrize(
    "document", [each for name, each in DOCUMENTS.items() if name != "rules"],
    ids=[name for name in DOCUMENTS if name != "rules"],
)  # fmt: skip
"""All but one of a hundred pages, which takes as long as all the others."""


def small(text: str, *, url: str | None = None) -> Document:
    """Return a document that holds *text* wherever a document holds text."""
    points = tuple(Point(text, tone, (text,), url=url) for tone in Tone)
    columns = (Column("Name"), Column("Amount", Align.RIGHT), Column("Link"))
    table = Table(
        caption=text,
        columns=columns,
        rows=(Row((text, Money(100), SectionLink(text, f"Section {text}"))),),
        total=(text, Sum(Money(100)), text),
    )
    said = (Points(points), Points(points, numbered=True), Paragraph(text), Code(text, text))
    labelled = Points((Point(text, label=text, aside=text),))
    return of_sections(
        Section(blocks=(entries((text, text)),)),
        Section(title=f"Section {text}", aside=text, blocks=said),
        Section(title="Table", blocks=(table, labelled), is_part=True),
        title=f"Title {text}",
        lead=text,
        author=text,
        reference=text,
    )


def texts_of(document: Document) -> Iterator[str]:
    """Yield everything that *document* says."""
    yield from (document.title, document.lead, document.author)
    for section in sections_of(document):
        yield f"{section.title}{section.aside or ''}"
        for block in section.blocks:
            match block:
                case Entries(made):
                    yield from (text for each in made for text in (each.label, text_of(each.cell)))
                case Points(points):
                    for point in points:
                        yield from filter(None, (point.label, point.text, point.aside, point.url))
                        yield ", ".join(point.sources)
                case Table():
                    yield block.caption
                    yield from (column.title for column in block.columns)
                    yield from (text_of(cell) for row in block.rows for cell in row.cells)
                    yield from map(text_of, block.total)
                case Paragraph(text):
                    yield text
                case Code(text):
                    yield from map(shown, text.splitlines())


def tags(content: bytes) -> list[str]:
    """Return the types of the elements of the structure, in reading order."""

    def below(element: Any) -> Iterator[str]:
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                yield from below(each)
        elif isinstance(element, dict):
            if "/S" in element:
                yield str(element["/S"])[1:]
            if "/K" in element:
                yield from below(element["/K"])

    return [*below(read(content).trailer["/Root"]["/StructTreeRoot"]["/K"])]


@EVERY_DOCUMENT
def test_the_text_holds_everything_that_the_document_says(document: Document) -> None:
    text = squeezed(text_in(writer.write_document(document)))
    for each in texts_of(document):
        assert squeezed(each) in text, each


def test_a_quotation_is_tagged_says_so_and_names_its_language() -> None:
    pdf = read(writer.write_document(quotation_of("certificate:6")))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_title_author_and_date_are_those_of_the_document() -> None:
    document = quotation_of("certificate:6")
    found = read(writer.write_document(document)).metadata
    assert found.title == f"Quotation {document.reference}"
    assert found.author == "Restraint Reduction Network"
    assert found.creation_date.date() == FEBRUARY


def test_the_structure_is_of_headings_lists_and_tables_with_heads() -> None:
    found = tags(writer.write_document(quotation_of("certificate:6")))
    assert found.count("H1") == 1
    titles = [each.title for each in sections_of(quotation_of("certificate:6")) if each.title]
    assert found.count("H2") == len(titles) > 3
    assert found.count("Table") == found.count("THead") == found.count("Caption") == 1
    assert found.count("TH") == 8
    assert {"L", "LI", "Lbl", "LBody", "TR", "TD", "P"} <= {*found}
    assert "Figure" not in found


def test_every_font_is_within_the_file() -> None:
    fonts = [
        descendant.get_object()["/FontDescriptor"]
        for page in read(writer.write_document(quotation_of("certificate:6"))).pages
        for font in page["/Resources"]["/Font"].values()
        for descendant in font["/DescendantFonts"]
    ]
    assert fonts
    assert all(any(key.startswith("/FontFile") for key in font) for font in fonts)


def test_pages_are_numbered_and_named() -> None:
    document = quotation_of("certificate:7", "diploma:12")
    pages = read(writer.write_document(document)).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.extract_text().split())
        assert f"Page {number} of {len(pages)}" in text
        assert f"Quotation {document.reference}" in text


def test_a_wide_table_lies_on_its_side_and_a_quotation_stands() -> None:
    [upright, *_] = read(writer.write_document(quotation_of("certificate:6"))).pages
    wide = tuple(Column(f"Title of column {number}") for number in range(9))
    table = Table(caption="Wide", columns=wide, rows=(Row(tuple(each.title for each in wide)),))
    [lying] = read(writer.write_document(of_blocks(table))).pages
    assert [round(side) for side in upright.mediabox[2:]] == [595, 842]
    assert [round(side) for side in lying.mediabox[2:]] == [842, 595]


def test_the_head_of_a_table_is_repeated_on_every_page_it_reaches() -> None:
    rows = tuple(Row((f"Row {number}", Money(number))) for number in range(120))
    columns = (Column("Name"), Column("Amount", Align.RIGHT))
    table = Table(caption="Many", columns=columns, rows=rows)
    pages = read(writer.write_document(of_blocks(table))).pages
    assert len(pages) > 2
    assert all("Amount" in page.extract_text() for page in pages)


@pytest.mark.parametrize(
    ("tone", "begins"),
    [(Tone.WARNING, "Note: Said."), (Tone.NOTICE, "Please read: Said."), (Tone.INFO, "Said.")],
)
def test_what_weighs_is_told_by_a_word_and_not_by_colour_alone(tone: Tone, begins: str) -> None:
    document = of_blocks(Paragraph("Said.", tone))
    assert f"Lead Section {begins}" in text_in(writer.write_document(document))


def test_a_web_address_is_a_link_and_another_is_text() -> None:
    def links(url: str) -> list[str]:
        pages = read(writer.write_document(small("Text", url=url))).pages
        found = [each.get_object() for page in pages for each in page.get("/Annots", ())]
        return [each["/A"]["/URI"] for each in found]

    assert {*links("https://example.org/fees")} == {"https://example.org/fees"}
    assert links("javascript:alert(1)") == []
    assert "javascript:alert(1)" in text_in(
        writer.write_document(small("T", url="javascript:alert(1)"))
    )


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    document = quotation_of("certificate:6")
    assert writer.write_document(document) == writer.write_document(document)
    elsewhere = [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LANG": "de_DE.UTF-8",
         "SOURCE_DATE_EPOCH": "1"},
    ]  # fmt: skip
    written = []
    for number, env in enumerate(elsewhere):
        file = tmp_path / f"{number}.pdf"
        assert run(*QUOTE, "-o", str(file), env=env).code == 0
        written.append(file.read_bytes())
    assert written[0] == written[1]
    assert written[0].startswith(b"%PDF-1.7")


def test_a_pipe_gets_what_a_file_gets(tmp_path: Path) -> None:
    assert run(*QUOTE, "-o", str(tmp_path / "quote.pdf")).code == 0
    done = subprocess.run(
        [*COMMAND, *QUOTE, "-f", "pdf"], cwd="/", env=environment(), capture_output=True, check=True
    )
    assert done.stdout == (tmp_path / "quote.pdf").read_bytes()
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["quote", "certificate", "--as", "member", "--on", "2026-11-22"], 1),
        (["list"], 0),
        (["deadlines", "--on", "2024-03-01"], 0),
    ],
    ids=["a refusal", "list", "deadlines"],
)
def test_refusals_price_lists_and_deadlines_are_written_too(
    arguments: list[str], code: int, tmp_path: Path
) -> None:
    done = run(*arguments, "-o", str(tmp_path / "answer.pdf"))
    wrote, *why = done.err.splitlines()
    assert (done.code, wrote) == (code, f'Wrote "{tmp_path / "answer.pdf"}".')
    assert bool(why) is (code == 1)
    assert read((tmp_path / "answer.pdf").read_bytes()).pages


WITHOUT_TYPST = (
    "import sys; sys.modules['typst'] = None; from rrn_fees.__main__ import main; main()"
)


def test_a_missing_extra_is_one_sentence_with_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_TYPST, *QUOTE, "-o", str(tmp_path / "quote.pdf")],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "Error: A PDF needs an extra that is not installed: pip install 'rrn-fees[pdf]'\n"
    )
    assert [*tmp_path.iterdir()] == []


MARKUP = '#panic("no") = $x$ *b* _i_ `raw` <label> @ref \\ // /* [x] {y} "q" \\u{41} ~ -- ...'


def test_text_is_never_markup() -> None:
    text = text_in(writer.write_document(small(MARKUP)))
    assert squeezed(MARKUP) in squeezed(text)


def test_a_name_of_ten_thousand_characters_wraps_and_goes_on_over_pages() -> None:
    for name in ("x" * 10_000, "NHS Trust " * 1_000):
        pdf = writer.write_document(quotation_of("certificate:6", customer=name))
        pages = read(pdf).pages
        assert len(pages) > 2
        assert text_in(pdf).count("x" if "x" in name else "NHS Trust") >= len(name) // 10


@pytest.mark.parametrize(
    "piece", ["x", "-", "/1", "-1", "/ab", "-ab", "£.", "é", "م", "漢", "(", "—", "!"]
)
def test_whatever_a_long_word_is_made_of_no_line_leaves_the_page(piece: str) -> None:
    pages = read(writer.write_document(quotation_of("certificate:6", customer=piece * 500))).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 200


def test_characters_that_no_font_has_are_shown_by_their_numbers_and_the_document_says_so() -> None:
    text = text_in(writer.write_document(quotation_of("certificate:6", customer="Trust 😀 漢字")))
    assert "Trust [U+1F600] [U+6F22 U+5B57]" in text
    assert text.count(SPELLED_OUT) == 1
    assert SPELLED_OUT not in text_in(writer.write_document(quotation_of("certificate:6")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("£799.00 – “Zoë”…", "£799.00 – “Zoë”…", id="common"),
        pytest.param("Łódź, Αθήνα, Київ", "Łódź, Αθήνα, Київ", id="european"),
        pytest.param("שָׁלוֹם", "שָׁלוֹם", id="hebrew with points"),
        pytest.param("مرحبا", "مرحبا", id="arabic"),
        pytest.param("e\u0301", "e\u0301", id="letter and mark"),
        pytest.param("❤\ufe0f", "❤\ufe0f", id="a look of what is shown"),
        pytest.param("م\u05b0", "م[U+05B0]", id="a mark that the letter's font has not"),
        pytest.param("\u0301", "[U+0301]", id="a mark on nothing"),
        pytest.param("漢\u0301a", "[U+6F22 U+0301]a", id="a mark on what is not shown"),
        pytest.param(
            "👨\u200d👩", "[U+1F468 U+200D U+1F469]", id="joined, and none of it is shown"
        ),
    ],
)
def test_what_the_fonts_have_stands_and_the_rest_is_spelled_out(text: str, expected: str) -> None:
    assert spelled(text, fonts_with) == expected


def test_every_font_has_what_is_taken_for_common() -> None:
    common = [chr(each) for each in range(0x20, 0x3000) if latin_alone(chr(each))]
    assert len(common) == 95 + 94 + 8
    assert all(fonts_with(each) & 1 for each in common)


def test_every_character_that_the_table_names_can_be_shown() -> None:
    shown = [chr(each) for each in range(0x20, 0x20000) if fonts_with(chr(each))]
    assert len(shown) > 3_000
    content = template_values(small("T"), fonts_with)
    content["sections"] = [{"title": " ".join(shown), "level": 2, "blocks": [
        {"kind": "paragraph", "text": " ".join(shown), "word": None}]}]  # fmt: skip
    assert writer.compiled(content, FEBRUARY)


def test_code_is_spelled_out_no_more_than_other_text() -> None:
    for text in ("Ǆ £1", "Łódź, Αθήνα, Київ"):
        assert fonts_with(text[0])
        content = text_in(writer.write_document(of_blocks(Code(text, "yaml"))))
        assert squeezed(text) in squeezed(content)
        assert "[U+" not in content


def test_code_keeps_its_lines_and_what_they_are_indented_by() -> None:
    page = read(writer.write_document(of_blocks(Code("a:\n  b: 1\n\n  c:   2", "yaml")))).pages[0]
    lines = [line.strip() for line in page.extract_text().splitlines()]
    assert lines[lines.index("a:") :][:2] == ["a:", "b: 1"]
    assert "c:   2" in lines


def test_a_label_stands_in_the_place_of_the_word_of_a_tone() -> None:
    point = Point("Said.", Tone.WARNING, label="to confirm")
    assert "to confirm: Said." in text_in(writer.write_document(of_blocks(Points((point,)))))


def test_fonts_that_have_less_than_was_measured_cost_characters_and_not_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writer, "fonts_with", lambda _: 1)
    assert "[U+1F600] £1 [U+0141]" in text_in(writer.write_document(small("😀 £1 Ł")))


def test_what_typst_cannot_lay_out_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "latin_alone", lambda _: 1)
    monkeypatch.setattr(writer, "fonts_with", lambda _: 1)
    with pytest.raises(OutputError, match=r"^The PDF cannot be laid out: .*\.$"):
        writer.write_document(small("😀"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four long word", "four long word"),
        ("abcdefghi", "ab|cd|ef|gh|i"),
        ("x abcdefgh-jk/lm", "x abcdefgh-jk/lm"),
        ("abcdefgh-1", "ab|cd|ef|gh_-1"),
        ("abcdefg((i", "ab|cd|ef|g(_(i"),
        ("abcdefgh\u0301\u0301i", "ab|cd|ef|gh\u0301\u0301_i"),
    ],
)
def test_long_words_may_break_and_never_between_a_letter_and_its_mark(
    text: str, expected: str
) -> None:
    shown = breakable(text, 8).replace("\u2028", "|").replace("\u200b", "_")
    assert shown == expected


MARKS_OF_MARKUP = "#$*_`<>@\\/[]{}\"'~=-+ \n\t\r\x00"
HARD_TO_SET = "\u200b\u200d\u202e\ufe0f\ufeff\u0301\u05b0\u0645\u05e9😀漢"
HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from(MARKS_OF_MARKUP + HARD_TO_SET)), max_size=60
)


@given(HOSTILE)
@settings(max_examples=examples(60))
def test_any_text_makes_a_document(text: str) -> None:
    content = writer.compiled(template_values(small(text), fonts_with), FEBRUARY)
    assert content.startswith(b"%PDF-1.7")
    assert content.rstrip().endswith(b"%%EOF")


def at_a_terminal(*arguments: str, columns: int = 80) -> str:
    child = pexpect.spawn(
        sys.executable,
        [*COMMAND[1:], *arguments],
        env={**environment(), "TERM": "xterm"},
        cwd="/",
        encoding="utf-8",
        dimensions=(40, columns),
        timeout=30,
    )
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before)


@pytest.mark.parametrize("ending", ["pdf", "md"])
@pytest.mark.parametrize(
    "arguments", [QUOTE, ("list",), ("deadlines",)], ids=["quote", "list", "deadlines"]
)
def test_a_terminal_shows_that_a_document_is_being_written_and_forgets_it(
    arguments: tuple[str, ...], ending: str, tmp_path: Path
) -> None:
    file = tmp_path / f"a.{ending}"
    line = f'Writing "{file}" ...'
    shown = at_a_terminal(*arguments, "-o", str(file), columns=300)
    assert shown == f'\r{line}\r{" " * len(line)}\rWrote "{file}".\r\n'


@pytest.mark.parametrize("name", ["x" * 90 + ".pdf", "漢.pdf"], ids=["long", "of unknown width"])
def test_what_a_return_could_not_wipe_off_is_not_written(name: str, tmp_path: Path) -> None:
    shown = at_a_terminal(*QUOTE, "-o", str(tmp_path / name), columns=80)
    assert shown.startswith(f"\rWriting ...\r{' ' * 11}\rWrote ")


@pytest.mark.slow
def test_pdftotext_finds_every_figure(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not on this machine")
    for number, document in enumerate(DOCUMENTS.values()):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(writer.write_document(document))
        done = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        # It takes a hyphen at the end of a line for one that the line alone asked for.
        text = squeezed(done.stdout.replace("\f", " ")).replace("-", "")
        for each in texts_of(document):
            assert squeezed(each).replace("-", "") in text, each


def failed_rules(content: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 that a checker which knows them finds broken."""
    page = pytest.importorskip("page", reason="page-validation checks for PDF/UA-1")
    report = page.validate_pdf_bytes(content, profile="ua1")
    assert report.rules.total > 100
    return [failure.rule_id for failure in report.failures]


@EVERY_DOCUMENT
def test_a_checker_of_accessible_pdf_finds_nothing(document: Document) -> None:
    assert failed_rules(writer.write_document(document)) == []


def test_nor_in_a_document_of_hostile_text() -> None:
    assert failed_rules(writer.write_document(small(f"{MARKUP} 😀 שלום مرحبا {'x' * 300}"))) == []


def test_the_checker_finds_what_is_not_accessible() -> None:
    assert failed_rules(typst.compile(b"= Untitled", pdf_tags=False))


@pytest.mark.slow
@EVERY_DOCUMENT
def test_verapdf_finds_nothing(document: Document, tmp_path: Path) -> None:
    if shutil.which("verapdf") is None:
        pytest.skip("veraPDF is not on this machine")
    file = tmp_path / "document.pdf"
    file.write_bytes(writer.write_document(document))
    done = subprocess.run(
        ["verapdf", "--flavour", "ua1", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
