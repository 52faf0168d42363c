"""Documents as HTML in Chromium: three widths, light and dark, with scripts and without."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CHROMIUM, Page, opened
from sample_documents import DOCUMENTS, HOSTILE, quotation_page, six_members

from rrn_fees.documents.blocks import Document
from rrn_fees.formats.html.writer import write_document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash"),
]

SHOWN = {
    **DOCUMENTS,
    "hostile": quotation_page(
        six_members(customer=" ".join(HOSTILE.values()), purchase_order=HOSTILE["long"])
    ),
}
WIDTHS = pytest.mark.parametrize("width", [360, 768, 1280])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
EVERY_DOCUMENT = pytest.mark.parametrize("name", SHOWN)
A4_WITHIN_MARGINS = 672
"""In CSS pixels: 210 mm less twice 16, at 96 to the inch."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return axe-core, the checker of accessibility, as one script."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm, to install axe-core")
    where = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        [
            npm,
            "install",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(where),
            "axe-core@4",
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"npm could not install axe-core: {done.stderr[-200:]}")
    return (where / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def write(document: Document, file: Path) -> Path:
    file.write_bytes(write_document(document))
    return file


@EVERY_DOCUMENT
@WIDTHS
@SCHEMES
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_page_fits_its_screen_and_complains_of_nothing(  # noqa: PLR0913 - every combination
    page: Page, file: Path, name: str, width: int, scheme: str, *, scripts: bool
) -> None:
    page.open(write(SHOWN[name], file), width=width, scheme=scheme, scripts=scripts)
    # Of the width that was asked for: a phone would zoom out from a page that is too wide.
    assert page.value("document.documentElement.scrollWidth") == width
    assert page.value("document.body.offsetWidth") <= width
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(24, 32, 39)"}
    assert page.value("getComputedStyle(document.body).backgroundColor") == grounds[scheme]
    assert page.complaints == []


@EVERY_DOCUMENT
@pytest.mark.parametrize("width", [360, 1280])
@SCHEMES
def test_axe_finds_nothing_in_the_way_of_anyone(  # noqa: PLR0913 - every combination
    page: Page, axe: str, file: Path, name: str, width: int, *, scheme: str
) -> None:
    page.open(write(SHOWN[name], file), width=width, scheme=scheme)
    violations, passed = checked(page, axe)
    assert violations == {}
    assert "color-contrast" in passed


def checked(page: Page, axe: str) -> list[dict[str, list[str]]]:
    """Return the rules that the page breaks and those that it keeps, with the elements of each."""
    page.value(f"{axe}; null")
    found: list[dict[str, list[str]]] = page.value(
        """axe.run().then((found) => [found.violations, found.passes].map((rules) =>
          Object.fromEntries(rules.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))))"""
    )
    return found


def test_axe_would_find_what_is_wrong(page: Page, axe: str, file: Path) -> None:
    page.open(write(DOCUMENTS["quotation"], file), width=1280)
    page.value("document.documentElement.removeAttribute('lang')")
    page.value("document.documentElement.style.setProperty('--faint', '#aaaaaa')")
    violations, _ = checked(page, axe)
    assert {"html-has-lang", "color-contrast"} <= set(violations)


@EVERY_DOCUMENT
def test_a_page_fits_a_sheet_of_paper_whatever_the_screen_looks_like(
    page: Page, file: Path, name: str
) -> None:
    page.open(write(SHOWN[name], file), width=A4_WITHIN_MARGINS, scheme="dark")
    page.tell("Emulation.setEmulatedMedia", media="print")
    assert page.value("document.documentElement.scrollWidth") == A4_WITHIN_MARGINS
    assert page.value("getComputedStyle(document.body).color") == "rgb(26, 35, 43)"
    heads = page.value(
        "[...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display)"
    )
    assert set(heads) <= {"table-header-group"}


ROWS_SHOWN = (
    "[...document.querySelectorAll('tbody tr')].filter((row) => row.checkVisibility()).length"
)
STATUS = "document.querySelector('[role=status]').textContent"


def choose(page: Page, at: int, said: str) -> tuple[int, str]:
    """Choose *said* in one of the page's selects; return how many rows it shows, and says so."""
    page.value(
        f"""(() => {{
          const choice = document.querySelectorAll("select")[{at}];
          choice.value = {said!r};
          choice.dispatchEvent(new Event("change", {{bubbles: true}}));
        }})()"""
    )
    return page.value(ROWS_SHOWN), page.value(STATUS)


@WIDTHS
def test_the_price_list_can_be_cut_down_to_a_qualification_and_who_pays(
    page: Page, file: Path, width: int
) -> None:
    page.open(write(DOCUMENTS["prices"], file), width=width)
    labels = page.value(
        "[...document.querySelectorAll('label')].map((each) => each.firstChild.data)"
    )
    assert labels == ["Qualification", "Who pays"]
    assert page.value(ROWS_SHOWN) == 16
    assert page.value(STATUS) == "Rows shown: 16 of 16."
    certificate = "Certificate in Reducing Restrictive Practices"
    assert choose(page, 0, certificate) == (4, "Rows shown: 4 of 16.")
    assert choose(page, 1, "Non-member") == (2, "Rows shown: 2 of 16.")
    rows = page.value(
        "[...document.querySelectorAll('tbody tr:not([hidden])')].map((row) => row.innerText)"
    )
    assert all(certificate in row and "Non-member" in row for row in rows)
    assert choose(page, 0, "All") == (8, "Rows shown: 8 of 16.")
    assert choose(page, 1, "All") == (16, "Rows shown: 16 of 16.")


def test_only_a_list_that_was_cut_down_says_so_in_print(page: Page, file: Path) -> None:
    page.open(write(DOCUMENTS["prices"], file), width=A4_WITHIN_MARGINS)
    shown = "document.querySelector('form').checkVisibility()"
    page.tell("Emulation.setEmulatedMedia", media="print")
    assert page.value(shown) is False
    choose(page, 1, "Non-member")
    assert page.value(shown) is True


def test_a_list_of_deadlines_can_be_cut_down_to_an_intake(page: Page, file: Path) -> None:
    page.open(write(DOCUMENTS["deadlines"], file), width=1280)
    assert page.value("document.querySelectorAll('select').length") == 1
    assert choose(page, 0, "certificate 2024-05")[1] == "Rows shown: 3 of 6."


def test_without_scripts_every_price_is_there_and_nothing_to_choose(page: Page, file: Path) -> None:
    page.open(write(DOCUMENTS["prices"], file), width=1280, scripts=False)
    assert page.value(ROWS_SHOWN) == 16
    assert page.value("document.querySelectorAll('form, select').length") == 0


def test_the_page_forbids_what_is_put_into_it(page: Page, file: Path) -> None:
    content = write(DOCUMENTS["prices"], file).read_bytes()
    put_in = b"<script>document.title = 'mine'</script><style>h1 { color: rgb(1, 2, 3) }</style>"
    file.write_bytes(content.replace(b"</main>", put_in + b"</main>"))
    page.open(file, width=1280)
    assert "mine" not in page.value("document.title")
    assert page.value("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    assert len(page.complaints) == 2
