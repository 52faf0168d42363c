"""Who imports whom: one way, and only what is needed."""

import ast
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support import NEW_TYPER, REPOSITORY, SHIPPED, TESTS, TYPER, environment

PACKAGE = REPOSITORY / "src" / "rrn_fees"

LAYERS = [
    {"printable", "errors", "standard_error", "money", "dates", "render_options"},
    {"catalogue"},
    {"deadlines"},
    {"pricing"},
    {"eligibility", "comparison", "verification", "diff", "checks"},
    {"contract", "documents"},
    {"formats"},
    {"cli", "__main__"},
]
"""Folders, and modules beside them, from the ground up: each imports only from layers below it.

Within a folder, and within the lowest and the highest layer, the order is free. Of two in any other
layer neither imports the other.
"""

LEVEL = {folder: level for level, folders in enumerate(LAYERS) for folder in folders}


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


def folder_of(module: str) -> str:
    return module.partition(".")[0]


def test_every_folder_has_a_layer() -> None:
    assert {folder_of(module) for module in modules()} == set(LEVEL)


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_point_down(module: str) -> None:
    own = folder_of(module)
    free = {own, *LAYERS[0], *LAYERS[-1]} if LEVEL[own] in (0, len(LAYERS) - 1) else {own}
    for name, _ in imported(modules()[module]):
        target = folder_of(name.removeprefix("rrn_fees."))
        if not name.startswith("rrn_fees.") or target not in LEVEL or target in free:
            continue
        assert LEVEL[target] < LEVEL[own], f"{module} imports {name}"


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    """Not even within a folder, and not even in functions: who reads one has an end in sight."""
    every = modules()
    needs = {
        module: {
            target
            for name, _ in imported(file)
            if (target := name.removeprefix("rrn_fees.")) in every and target != module
        }
        for module, file in every.items()
    }
    # The package of a folder is what it is made of.
    for module in needs:
        needs[module] -= {parent for parent in every if module.startswith(f"{parent}.")}
    tuple(TopologicalSorter(needs).static_order())


def roots_of(module: str) -> set[str]:
    return {name.partition(".")[0] for name, _ in imported(modules()[module])}


def test_only_one_place_knows_each_library() -> None:
    knows = {module: roots_of(module) for module in modules()}
    assert {m for m, roots in knows.items() if "rich" in roots} == {"formats.terminal.wrapping"}
    assert {m for m, roots in knows.items() if "yaml" in roots} == {"catalogue.yaml"}
    using_pydantic = {m for m, roots in knows.items() if roots & {"pydantic", "pydantic_core"}}
    assert {folder_of(module) for module in using_pydantic} == {"contract"}
    assert {m for m, roots in knows.items() if "icalendar" in roots} == {"formats.ics"}
    assert {m for m, roots in knows.items() if "jinja2" in roots} == {"formats.html.writer"}
    writing_xlsx = {m for m, roots in knows.items() if "xlsxwriter" in roots}
    assert writing_xlsx == {"formats.xlsx.sheet", "formats.xlsx.writer"}
    assert {m for m, roots in knows.items() if "typst" in roots} == {"formats.pdf.writer"}
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


PURE = (
    "errors", "money", "dates", "catalogue", "deadlines", "pricing", "eligibility", "comparison",
    "verification", "diff", "checks", "contract", "documents",
)  # fmt: skip
REACHES_FILES = {"catalogue.loader", "deadlines.bank_holidays"}


@pytest.mark.parametrize(
    "module", sorted(m for m in modules() if folder_of(m) in PURE and m not in REACHES_FILES)
)
def test_the_core_has_no_way_to_reach_the_world(module: str) -> None:
    assert not roots_of(module) & IMPURE
    text = modules()[module].read_text(encoding="utf-8")
    ways = re.findall(r"(?<!\w)(?:open|print|float|input)\(|\.(?:today|now)\(|\benviron\b", text)
    assert ways == []


def test_amounts_without_a_pound_sign_are_for_machines() -> None:
    """Whatever a person reads is written by `sterling`, but for what quotes a catalogue."""
    using = {m for m, file in modules().items() if "decimal_text" in file.read_text("utf-8")}
    assert using == {"money", "diff.fact_changes", "contract.values"}


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
        "deadlines.bank_holidays",
        "catalogue.loader",
        "cli.catalogue_check",
        "cli.catalogue_init",
        "cli.delivery",
        "cli.inputs",
        "cli.shell",
        "standard_error",
        "__main__",
    }


NOT_FOR_A_TABLE = ("pydantic", "rrn_fees.contract")
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
        ("import rrn_fees.cli", ["yaml", "pydantic", "rich.console", "rrn_fees.pricing.engine"]),
        ("from rrn_fees import price, load_catalogue, Request; load_catalogue()",
         ["typer", "pydantic", "rich", "difflib", "zoneinfo", "rrn_fees.catalogue.syntax"]),
        ("from rrn_fees.formats import json, csv", ["rich", "pydantic", "icalendar"]),
        (started("deadlines"), [*NEVER_FOR_A_DATE, *NOT_FOR_A_TABLE, "rrn_fees.pricing"]),
        (started("quote", "certificate", "--as", "member", "--on", "2024-02-01"),
         [*NEVER_FOR_A_DATE, "dateutil", "jinja2", "typst", "rrn_fees.eligibility",
          "rrn_fees.checks",
          "rrn_fees.diff", "rrn_fees.comparison", *NOT_FOR_A_TABLE]),
        (started("quote", "certificate", "--as", "member", "--on", "2024-02-01", "-f", "json"),
         [*NEVER_FOR_A_DATE, "dateutil", "rich.console", "rrn_fees.documents.blocks",
          "rrn_fees.contract.price_list", "rrn_fees.contract.refusal", "rrn_fees.eligibility"]),
        (started("compare", "certificate", "--on", "2024-02-01", "-f", "json"),
         [*NEVER_FOR_A_DATE, "dateutil", "rich.console", "rrn_fees.documents.blocks"]),
        (started("compare", "certificate", "--on", "2024-02-01"), NOT_FOR_A_TABLE),
        (started("eligibility", "certificate", "--no-input"), NOT_FOR_A_TABLE),
        (started("list"),
         ["govuk_bank_holidays", "rrn_fees.deadlines.bank_holidays", "dateutil", *NOT_FOR_A_TABLE]),
        (started("catalogue", "diff", str(SHIPPED), str(SHIPPED)), NOT_FOR_A_TABLE),
        (started("catalogue", "check", str(SHIPPED)), NOT_FOR_A_TABLE),
        (started("catalogue", "diff", str(SHIPPED), str(SHIPPED), "-f", "json"),
         [*NEVER_FOR_A_DATE, "rich.console", "rrn_fees.pricing.engine"]),
        ("from rrn_fees.formats.terminal import writer, report", NOT_FOR_A_TABLE),
    ],
)  # fmt: skip
def test_nothing_is_imported_before_it_is_needed(statement: str, unwanted: Sequence[str]) -> None:
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
