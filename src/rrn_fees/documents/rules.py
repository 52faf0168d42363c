"""What the checks are: what each finds, why it matters, and how what it finds is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.catalogue.reading import MOST_KEPT
from rrn_fees.catalogue.scalars import LONGEST_IDENTIFIER, LONGEST_LINE, LONGEST_PROSE
from rrn_fees.catalogue.yaml import MAX_ALIASES, MAX_BYTES, MAX_DEPTH, MAX_NODES
from rrn_fees.checks.acceptance import MOST_ACCEPTED
from rrn_fees.checks.check import Check, Example
from rrn_fees.checks.registry import Rules
from rrn_fees.checks.report import MOST_WRITTEN
from rrn_fees.dates import counted
from rrn_fees.documents.blocks import (
    Block,
    Code,
    Column,
    Document,
    Medium,
    Paragraph,
    Row,
    RowGroup,
    Section,
    SectionLink,
    Summary,
    Table,
)
from rrn_fees.documents.check_text import acceptance, comment, example_place
from rrn_fees.errors import MOST_FAULTS, MOST_NAMED
from rrn_fees.render_options import RenderOptions


def rules_document(rules: Rules, catalogue: Catalogue | None, options: RenderOptions) -> Document:
    """Return all there is to know of one check; of several a list, and on a page all of each."""
    del catalogue, options
    checks = rules.checks
    sections: tuple[Section, ...]
    if len(checks) == 1:
        [check] = checks
        summary = Summary(_title(check), f"  {check.level.value}")
        sections = (Section(blocks=tuple(_blocks(check))),)
    else:
        summary = Summary("Checks", ": rrn-fees catalogue rule CODE tells all about one")
        sections = (_list(checks), _bounds(), *_pages(checks))
    return Document(
        title="Checks" if len(checks) > 1 else _title(checks[0]),
        lead="What rrn-fees catalogue check finds, as rrn-fees catalogue rule tells it.",
        summary=summary,
        author="rrn-fees",
        dated=rules.on,
        sections=sections,
    )


def _list(checks: Sequence[Check]) -> Section:
    families = dict.fromkeys(check.family for check in checks)
    return Section(
        title="All checks",
        blocks=(
            Table(
                caption="What each check finds",
                columns=(Column("Code"), Column("Level"), Column("What is found")),
                groups=tuple(
                    RowGroup(
                        family.title,
                        tuple(_row(check) for check in checks if check.family is family),
                        family.prefix,
                    )
                    for family in families
                ),
                group_column=Column("Family", is_filter=True),
            ),
        ),
        is_obvious=True,
    )


def _row(check: Check) -> Row:
    return Row((SectionLink(check.code, _title(check)), check.level.value, check.summary))


def _title(check: Check) -> str:
    return f"{check.code} {check.name}"


def _pages(checks: Sequence[Check]) -> Iterator[Section]:
    """Yield a section for each family, and below it all there is to know about each check."""
    for family in dict.fromkeys(check.family for check in checks):
        of_family = [check for check in checks if check.family is family]
        heading = f"{family.prefix}: {family.title}"
        number = Paragraph(f"{counted(len(of_family), 'check')}.")
        yield Section(title=heading, blocks=(number,), only_on=Medium.PAGE)
        for check in of_family:
            blocks = tuple(_blocks(check))
            title = _title(check)
            yield Section(title=title, blocks=blocks, is_part=True, only_on=Medium.PAGE)


def _blocks(check: Check) -> Iterator[Block]:
    yield Paragraph(f"{check.level.capitalize()}: {check.summary}.")
    yield Paragraph(check.why)
    yield from _example("Bad", check.bad)
    yield from _example("Good", check.good)
    for pair in check.also:
        yield from _example(f"Bad, {pair.called}", pair.bad)
        yield from _example("Good", pair.good)
    yield Paragraph(acceptance(check))
    if check.acceptable:
        yield Code(comment(check), "yaml")


def _example(name: str, example: Example) -> tuple[Block, Block]:
    return Paragraph(f"{name}, {example_place(example)}:"), Code(example.text.rstrip(), "yaml")


def _bounds() -> Section:
    """Return how much of a file is read and told, in the figures that the program holds to."""
    findings = (
        f"Of a file at most {MOST_WRITTEN:,} findings are written, errors first and then warnings; "
        f"--max-findings sets another number, up to {MOST_KEPT:,}. Every finding is counted: the "
        "summary has them all, by level, whatever is written, and so does the exit code. Where "
        "there are more than are written, each format says so: json in its summary, sarif in a "
        "notification of its run, junit in a test of its own, which fails if one of them would, "
        f"and github in a warning. Every other command tells the first {MOST_FAULTS:,} faults of "
        "a catalogue that cannot be used, and how many more there are."
    )
    names = (
        f"A hint lists at most {MOST_NAMED} names. Of a file with more than {MOST_KEPT:,} faults "
        "nothing is said to be missing. At most "
        f"{MOST_ACCEPTED:,} comments that accept something are read in a file, counting each code."
    )
    memory = (
        "No file makes a command take more than 1 GiB of memory. For that a file has at most "
        f"{MAX_BYTES // 2**20} MiB and {MAX_NODES:,} values, with at most {MAX_ALIASES} aliases, "
        f"which are counted as if they were written out, and nests at most {MAX_DEPTH} levels. An "
        f"identifier has at most {LONGEST_IDENTIFIER} characters, a line of text {LONGEST_LINE}, a "
        f"longer text {LONGEST_PROSE:,}. The page on the format, docs/catalogue.md, has the bounds "
        "of answers."
    )
    title = "How much is told"
    paragraphs = (Paragraph(findings), Paragraph(names), Paragraph(memory))
    return Section(title=title, blocks=paragraphs, only_on=Medium.PAGE)
