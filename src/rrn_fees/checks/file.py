"""Checks of the file as a file, and as YAML: found while it is read."""

from rrn_fees.catalogue.yaml import MAX_BYTES, MAX_NODES
from rrn_fees.checks.check import Example, Pair, Within, fault
from rrn_fees.errors import FaultKind

_UNITS = Example("units: [Practice, Theory]", Within.QUALIFICATION)
_ONE_LINE = Example("# A comment.\n", Within.END_OF_FILE)

CHECKS = (
    fault(
        "F001",
        FaultKind.FILE,
        "the file cannot be read",
        "A file that is missing, a directory or not to be opened was not checked, and nothing can "
        "be said of it.",
        bad=Example("no-such-file.yaml", Within.FILE_NAME),
        good=Example("qualifications.yaml", Within.FILE_NAME),
    ),
    fault(
        "F002",
        FaultKind.SIZE,
        "the file is too large",
        f"A catalogue has at most {MAX_BYTES // 2**20} MiB and {MAX_NODES:,} values, with its "
        "aliases written out, so that a file that was never meant to be one cannot fill the memory "
        "of whoever opens it.",
        bad=Example(
            "# The same comment, over and over again.\n", Within.END_OF_FILE, times=900_000
        ),
        good=_ONE_LINE,
    ),
    fault(
        "F003",
        FaultKind.ENCODING,
        "the file is not UTF-8 text",
        "Another encoding turns a pound sign into something else, and characters that do not show "
        "hide what is written. U+0085, U+2028, U+2029 and a carriage return without a line feed "
        "end a line in YAML but not in every editor: a comment could hide a key behind one.",
        bad=Example("# £100\n", Within.END_OF_FILE, encoding="latin-1"),
        good=Example("# £100\n", Within.END_OF_FILE),
    ),
    fault(
        "F004",
        FaultKind.EMPTY,
        "the file is empty",
        "An empty file prices nothing; it is most likely one that was never saved.",
        bad=Example("# Nothing but a comment.\n", Within.FILE),
        good=Example("format: 1", Within.CATALOGUE),
    ),
    fault(
        "F005",
        FaultKind.SYNTAX,
        "this is not YAML",
        "What cannot be parsed cannot be read any further: what else is wrong comes to light once "
        "this is mended.",
        bad=Example('currency: "GBP', Within.CATALOGUE),
        good=Example('currency: "GBP"', Within.CATALOGUE),
        also=(
            Pair(
                "a bracket that is not closed",
                Example("units: [Practice, Theory", Within.QUALIFICATION),
                _UNITS,
            ),
            Pair(
                "a comma that is missing",
                Example('individual: {member: "100.00" non-member: "120.00"}'),
                Example('individual: {member: "100.00", non-member: "120.00"}'),
            ),
            Pair(
                "a tab in the indentation",
                Example("units:\n\t- Practice", Within.QUALIFICATION),
                Example("units:\n  - Practice", Within.QUALIFICATION),
            ),
            Pair(
                "lines that are indented differently",
                Example("units:\n  - Practice\n - Theory", Within.QUALIFICATION),
                Example("units:\n  - Practice\n  - Theory", Within.QUALIFICATION),
            ),
            Pair(
                "no space after a colon",
                Example("currency:GBP", Within.CATALOGUE),
                Example("currency: GBP", Within.CATALOGUE),
            ),
            Pair(
                "a no-break space after a colon",
                Example("currency:\xa0GBP", Within.CATALOGUE),
                Example("currency: GBP", Within.CATALOGUE),
            ),
            Pair(
                "a colon within a text",
                Example("title: Level 5: Diploma", Within.QUALIFICATION),
                Example('title: "Level 5: Diploma"', Within.QUALIFICATION),
            ),
            Pair(
                "text after the closing quote",
                Example('title: "Advanced" Diploma', Within.QUALIFICATION),
                Example("title: '\"Advanced\" Diploma'", Within.QUALIFICATION),
            ),
            Pair(
                "a text that begins with a mark of YAML",
                Example("award: *Diploma*", Within.QUALIFICATION),
                Example('award: "*Diploma*"', Within.QUALIFICATION),
            ),
            Pair(
                "a merge that was not finished",
                Example(
                    "<<<<<<< HEAD\ncurrency: GBP\n=======\ncurrency: EUR\n>>>>>>> new-fees",
                    Within.CATALOGUE,
                ),
                Example("currency: GBP", Within.CATALOGUE),
            ),
        ),
    ),
    fault(
        "F006",
        FaultKind.SEVERAL_DOCUMENTS,
        "a second document begins in the file",
        "A catalogue is one document: of two it would be a guess which one holds.",
        bad=Example("---\nformat: 1\n", Within.END_OF_FILE),
        good=_ONE_LINE,
    ),
    fault(
        "F007",
        FaultKind.ALIAS,
        "an alias stands for nothing, or there are too many",
        "A few aliases save typing; more than 20 can be made to stand for billions of values.",
        bad=Example("units: [*theory, Practice]", Within.QUALIFICATION),
        good=_UNITS,
    ),
    fault(
        "F008",
        FaultKind.DEPTH,
        "values are nested too deeply",
        "Nothing in a catalogue is nested deeper than 32 levels: deeper is a slip, or an attack.",
        bad=Example(f"units: {'[' * 32}{']' * 32}", Within.QUALIFICATION),
        good=_UNITS,
    ),
    fault(
        "F009",
        FaultKind.TAG,
        "a tag has no place in a catalogue",
        "A tag would change what a value means to some programs and not to others.",
        bad=Example("title: !!str A Course", Within.QUALIFICATION),
        good=Example("title: A Course", Within.QUALIFICATION),
    ),
    fault(
        "F010",
        FaultKind.DUPLICATE_KEY,
        "a key stands in a mapping twice",
        "Most readers of YAML keep the last one and say nothing: one of two prices would be lost.",
        bad=Example('individual: {member: "100.00", member: "90.00"}'),
        good=Example('individual: {member: "100.00", non-member: "110.00"}'),
    ),
)
"""In the order of their codes."""
