"""Write what is made from the program: the pages on its commands and checks, and all examples.

``python tools/write_docs.py`` writes them; with ``--check`` it only tells whether they are as they
should be, and leaves with 1 if not.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"

COMMANDS = (
    "quote", "compare", "verify", "list", "show", "deadlines", "eligibility", "catalogue check",
    "catalogue rule", "catalogue diff", "catalogue schema", "catalogue init",
)  # fmt: skip
"""In the order in which they are told about; a test holds them to those that there are."""

HEAD = """\
# The commands

Written by `python tools/write_docs.py` from the program's own help.

Every command takes `--help`. Answers go to standard output or to `--output`, everything else to
standard error. Where no option does, `RRN_FEES_CATALOGUE` names the catalogue and `RRN_FEES_FORMAT`
the format; `NO_COLOR` turns colour off. `rrn-fees --install-completion` has bash, zsh or fish
complete commands, options, and the qualifications, categories, intakes and facts of the catalogue
in force.

A file of `--output` is replaced whole or left alone. What the command reads is never replaced,
under whatever name: a catalogue, a saved quote, or the file that standard input is redirected
from. Nor is the catalogue in force, or a file that is named `.yaml` or `.yml`. An answer that is
a no, such as a refusal, is written all the same; standard error then says why, beside `Wrote
FILE`.

No option is passed over in silence. One that can mean nothing beside the others is refused with
exit 2, such as `-n` where every item states its learners. One that the catalogue leaves nothing
to decide is told on standard error, such as `--tax-point` where no fee carries VAT. These may
have nothing to do, and say nothing then: `--indicative` for an intake that is open, `--no-input`,
`--strict`, `--exit-zero` and `--fail-on`.

"""


def output_of(*arguments: str, fails: bool = False) -> str:
    """Return what rrn-fees prints for *arguments*, 80 columns wide and without colour.

    What it says on standard error follows. It may only be a no if *fails*.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RRN_FEES_")}
    done = subprocess.run(  # noqa: S603 - the project's own command
        [sys.executable, "-c", _AS_RRN_FEES, *arguments],
        env={**kept, "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=DOCS.parent,
        check=not fails,
    )
    return done.stdout + done.stderr


_AS_RRN_FEES = "import sys; sys.argv[0] = 'rrn-fees'; from rrn_fees.__main__ import main; main()"


def pages() -> dict[str, str]:
    """Return the text of each page, by its name."""
    sections = [f"## rrn-fees\n\n```text\n{output_of('--help')}```\n"]
    for command in COMMANDS:
        shown = output_of(*command.split(), "--help")
        sections.append(f"## rrn-fees {command}\n\n```text\n{shown}```\n")
    return {
        "cli.md": HEAD + "\n".join(sections),
        "checks.md": output_of("catalogue", "rule", "-f", "markdown"),
    }


CONSOLE = re.compile(r"^```console\n\$ rrn-fees ([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""An example: a command, and all that it prints."""


def with_examples(text: str) -> str:
    """Return a page of the documentation with what its commands print today."""

    def printed(found: re.Match[str]) -> str:
        output = output_of(*shlex.split(found[1]), fails=True)
        # Of a file that changes often, and whose digest tells a reader nothing.
        output = re.sub(r"(?m)^(Digest     sha256) \S+$", r"\1 DIGEST", output)
        return f"```console\n$ rrn-fees {found[1]}\n{output}```"

    return CONSOLE.sub(printed, text)


def main() -> None:
    """Write every page anew, or check each."""
    stale = []
    written = {DOCS / name: text for name, text in pages().items()}
    checks = "--check" in sys.argv  # the suite runs each example by itself
    for page in () if checks else (DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))):
        if page not in written:
            written[page] = with_examples(page.read_text(encoding="utf-8"))
    for page, text in written.items():
        name = page.name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not checks:
                page.write_text(text, encoding="utf-8")
    if stale and checks:
        sys.exit(f"run python tools/write_docs.py: {', '.join(stale)} would change")


if __name__ == "__main__":
    main()
