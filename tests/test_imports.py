"""Who imports whom: one way, and only what is needed."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from support import NEW_TYPER, REPOSITORY, SHIPPED, TESTS, TYPER, environment

PACKAGE = REPOSITORY / "src" / "rrn_fees"

LAYERS = [
    {"printable", "catalogue", "bags"},
    {"errors", "standard_error"},
    {"money", "dates"},
    {"catalogue.model"},
    {"fact_changes"},
    {"catalogue.contradictions", "catalogue.syntax"},
    {"catalogue.yaml"},
    {"catalogue.reading"},
    {"catalogue.scalars"},
    {"catalogue.structure", "catalogue.json_schema"},
    {"catalogue.draft"},
    {"catalogue.loader"},
    {"extent", "note", "schedules", "windows", "working_days"},
    {"bank_holidays", "day_notes"},
    {"deadline", "price_list"},
    {"deadlines", "renames"},
    {"unmatched"},
    {"quote"},
    {"vat", "notes", "enquiry"},
    {"checks", "checks.acceptance"},
    {"checks.check", "checks.spans", "checks.intake_names", "checks.vat_rates"},
    {
        "checks.file",
        "checks.shape",
        "checks.references",
        "checks.prices",
        "checks.dates",
        "checks.sizes",
        "checks.acceptances",
        "checks.price_slips",
        "checks.examples",
    },
    {"checks.plausible"},
    {"checks.registry"},
    {"checks.report"},
    {"refusals", "requirements", "due"},
    {"pricing", "price_changes", "deadline_changes"},
    {"changes", "comparison", "validity"},
    {"findings", "quotation", "verification"},
    {"eligibility"},
    {"render.look", "render.contract"},
    {"render.explanation", "render.page", "render.words", "render.paper"},
    {
        "render.documents",
        "render.diff_document",
        "render.change_words",
        "render.quote_words",
        "render.deadline_words",
        "render.price_words",
        "render.verification_words",
        "render.as_markdown.markup",
        "render.as_pdf.glyphs",
        "render.papers",
    },
    {
        "render.papers.parts",
        "render.comparison_document",
        "render.comparison_words",
        "render.as_pdf.document",
    },
    {
        "render.papers.quotation",
        "render.papers.price_list",
        "render.papers.deadline_list",
        "render.papers.comparison",
    },
    {
        "render.as_json",
        "render.saved_quote",
        "render.verification_document",
        "render.as_csv",
        "render.as_ics",
        "render.as_html",
        "render.as_html.papers",
        "render.as_pdf",
        "render.as_xlsx.cells",
        "render.as_xlsx.room",
        "render.as_pdf.papers",
        "render.as_xlsx",
        "render.as_markdown",
        "render.as_markdown.changes",
        "render.as_markdown.papers",
        "render.as_table.parts",
        "render.schemas",
    },
    {"render.as_xlsx.sheet"},
    {"render.as_xlsx"},
    {
        "render.as_table.quotes",
        "render.as_table.catalogue",
        "render.as_table.deadline_list",
        "render.as_table.findings",
        "render.as_table.changes",
        "render.as_table.verification",
        "render.as_table.comparison",
    },
    {"render.as_table"},
    {"render"},
    {"render.checks.excerpt", "render.checks.words"},
    {
        "render.checks.as_text",
        "render.checks.as_json",
        "render.checks.as_github",
        "render.checks.as_sarif",
        "render.checks.as_junit",
        "render.checks.rules_as_text",
        "render.checks.rules_as_markdown",
    },
    {"render.checks"},
    {"cli.shell"},
    {"cli.completion", "cli.inputs", "cli.unused"},
    {"cli.options"},
    {"cli.delivery", "cli.quote_guide"},
    {
        "cli.quote",
        "cli.catalogue_views",
        "cli.deadlines",
        "cli.eligibility",
        "cli.catalogue_check",
        "cli.catalogue_diff",
        "cli.compare",
    },
    {"cli.catalogue_schema", "cli.catalogue_init", "cli.verify"},
    {"cli"},
    {"__main__"},
]
"""From the ground up: a module imports only from the layers below its own."""

LEVEL = {module: level for level, modules in enumerate(LAYERS) for module in modules}


def modules() -> dict[str, Path]:
    found = {}
    for file in PACKAGE.rglob("*.py"):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:
            found[name] = file
    return found


@cache
def imported(file: Path) -> list[tuple[str, ast.stmt]]:
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            module = node.module or ""
            found.append((module, node))
            found += [(f"{module}.{alias.name}", node) for alias in node.names]
    return found


def test_every_module_has_a_layer() -> None:
    assert set(modules()) == set(LEVEL)


@pytest.mark.parametrize("module", sorted(LEVEL))
def test_imports_point_down(module: str) -> None:
    for name, _ in imported(modules()[module]):
        target = name.removeprefix("rrn_fees.")
        if name == target or target not in LEVEL or target == module:
            continue
        assert LEVEL[target] < LEVEL[module], f"{module} imports {target}"


def roots_of(module: str) -> set[str]:
    return {name.partition(".")[0] for name, _ in imported(modules()[module])}


def test_only_one_place_knows_each_library() -> None:
    knows = {module: roots_of(module) for module in modules()}
    assert {m for m, roots in knows.items() if "rich" in roots} == {"render.page"}
    assert {m for m, roots in knows.items() if "yaml" in roots} == {"catalogue.yaml"}
    assert {m for m, roots in knows.items() if "pydantic" in roots} == {
        "render.saved_quote",
        "render.schemas",
    }
    assert {m for m, roots in knows.items() if "icalendar" in roots} == {"render.as_ics"}
    assert {m for m, roots in knows.items() if "jinja2" in roots} == {"render.as_html.papers"}
    writing_xlsx = {m for m, roots in knows.items() if "xlsxwriter" in roots}
    assert writing_xlsx == {"render.as_xlsx", "render.as_xlsx.sheet"}
    assert {m for m, roots in knows.items() if "typst" in roots} == {"render.as_pdf.papers"}
    assert {m for m, roots in knows.items() if "dateutil" in roots} == {"dates"}
    assert not any("govuk_bank_holidays" in roots for roots in knows.values())
    assert all(m.startswith("cli") for m, roots in knows.items() if "typer" in roots)
    assert not any("click" in roots for roots in knows.values())


IMPURE = {
    "os",
    "sys",
    "time",
    "locale",
    "subprocess",
    "socket",
    "pathlib",
    "io",
    "logging",
    "random",
}


@pytest.mark.parametrize(
    "module",
    ["errors", "money", "dates", "catalogue.model", "schedules", "windows", "working_days", "note",
     "day_notes", "deadline", "deadlines", "price_list", "quote", "vat", "notes", "refusals",
     "pricing", "due", "enquiry", "requirements", "findings", "eligibility",
     "catalogue.draft", "checks.acceptance", "checks.check", "checks.file", "checks.shape",
     "checks.references", "checks.prices", "checks.dates", "checks.sizes", "checks.acceptances",
     "checks.registry", "checks.examples", "checks.report", "checks.spans", "checks.plausible",
     "checks.price_slips", "checks.intake_names", "checks.vat_rates", "price_changes",
     "deadline_changes", "fact_changes", "changes", "validity", "quotation", "verification",
     "comparison"],
)  # fmt: skip
def test_the_core_has_no_way_to_reach_the_world(module: str) -> None:
    assert not roots_of(module) & IMPURE
    text = modules()[module].read_text(encoding="utf-8")
    ways = re.findall(r"(?<!\w)(?:open|print|float|input)\(|\.(?:today|now)\(|\benviron\b", text)
    assert ways == []


def test_amounts_without_a_pound_sign_are_for_machines() -> None:
    """Whatever a person reads is written by `sterling`, but for what quotes a catalogue."""
    using = {m for m, file in modules().items() if "decimal_text" in file.read_text("utf-8")}
    assert using == {
        "money",
        "fact_changes",
        "render.documents",
        "render.comparison_document",
        "render.diff_document",
        "render.verification_document",
    }


def test_one_module_writes_to_standard_error() -> None:
    """So that no message can get there without being made printable."""
    ways = re.compile(
        r"(?<![\w.])print\(|\bstderr\.write|\becho\(|\berr=True|import warnings|import logging"
    )
    found = {m: ways.findall(file.read_text(encoding="utf-8")) for m, file in modules().items()}
    assert {m: used for m, used in found.items() if used} == {
        "standard_error": ["stderr.write"],
        "cli": ["echo("],  # the version, on standard output
    }


CLOCK = re.compile(
    r"\b(?:date|datetime)\.(?:today|now|utcnow)\(|\btime\.(?:time|localtime|gmtime)\("
)


def test_one_function_reads_the_clock_and_no_test_does() -> None:
    times = {name: len(CLOCK.findall(file.read_text("utf-8"))) for name, file in modules().items()}
    assert {name: number for name, number in times.items() if number} == {"cli.shell": 1}
    for file in TESTS.rglob("*.py"):
        assert not CLOCK.search(file.read_text(encoding="utf-8")), file


def test_only_the_loaders_and_the_command_line_read_or_write_files() -> None:
    reaching = {m for m in modules() if roots_of(m) & {"os", "pathlib"}}
    assert reaching == {
        "bank_holidays",
        "catalogue.loader",
        "cli.catalogue_check",
        "cli.catalogue_init",
        "cli.delivery",
        "cli.inputs",
        "cli.shell",
        "standard_error",
        "__main__",
    }


NEVER_FOR_A_DATE = ("requests", "urllib3", "govuk_bank_holidays", "icalendar")


def started(*arguments: str) -> str:
    """Return the Python that runs a command to its end and stays for a look at what it imported."""
    return (
        "import os, sys; from rrn_fees.__main__ import main; "
        f"os._exit = lambda code: None; sys.argv[1:] = {[*arguments]}; main(); print()"
    )


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import rrn_fees", ["typer", "yaml", "pydantic", "rich", "rrn_fees.catalogue"]),
        ("import rrn_fees.cli", ["yaml", "pydantic", "rich.console", "rrn_fees.pricing"]),
        ("from rrn_fees import price, load_catalogue, Request; load_catalogue()",
         ["typer", "pydantic", "rich", "difflib", "zoneinfo", "rrn_fees.catalogue.syntax"]),
        ("from rrn_fees.render import as_json, as_csv", ["rich", "pydantic", "icalendar"]),
        (started("deadlines"), [*NEVER_FOR_A_DATE, "rrn_fees.price_list", "rrn_fees.quote"]),
        (started("quote", "certificate", "--as", "member", "--on", "2024-02-01"),
         [*NEVER_FOR_A_DATE, "dateutil", "jinja2", "typst", "rrn_fees.eligibility",
          "rrn_fees.enquiry"]),
        (started("compare", "certificate", "--on", "2024-02-01", "-f", "json"),
         [*NEVER_FOR_A_DATE, "dateutil", "pydantic", "rich.console", "rrn_fees.render.papers"]),
        (started("list"), ["govuk_bank_holidays", "rrn_fees.bank_holidays", "dateutil"]),
        (started("catalogue", "diff", str(SHIPPED), str(SHIPPED), "-f", "json"),
         [*NEVER_FOR_A_DATE, "rich.console", "pydantic", "rrn_fees.pricing"]),
        ("from rrn_fees.render import as_table", ["pydantic", "rrn_fees.render.contract"]),
    ],
)  # fmt: skip
def test_nothing_is_imported_before_it_is_needed(statement: str, unwanted: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    brought = (
        {"pydantic", "rich.console"} if TYPER >= NEW_TYPER and "main()" in statement else set()
    )
    assert not set(done.stdout.split()) & (set(unwanted) - brought)
