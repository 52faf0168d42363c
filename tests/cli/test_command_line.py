"""The command as users run it: a process of its own, both its outputs and its exit code."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from support import COMMAND, SHIPPED, Outcome, environment, has_no_traceback, run

from rrn_fees import __version__

IN_FEBRUARY = ("--as", "member", "--on", "2024-02-01")


def quote(*arguments: str, **more: object) -> Outcome:
    return run("quote", *arguments, **more)  # type: ignore[arg-type]


def test_a_quote_is_an_answer_on_standard_output_and_nothing_else() -> None:
    done = quote("certificate:6", *IN_FEBRUARY)
    assert done.code == 0
    assert "£5,752.80" in done.out
    assert done.err == ""


def test_a_refusal_is_an_answer_too_and_exits_with_1() -> None:
    done = quote("certificate:6", "--as", "member", "--on", "2026-11-22")
    assert done.code == 1
    assert "intake-closed" in done.out
    assert "--indicative" in done.out
    assert done.err == ""


def test_a_refusal_in_json_is_a_document_on_standard_output() -> None:
    done = quote("hopes-diploma:6", *IN_FEBRUARY, "--basis", "cohort", "-f", "json")
    assert (done.code, done.err) == (1, "")
    document = json.loads(done.out)
    assert document["schema"] == "rrn-fees/refusal/1"
    assert document["code"] == "not-published"


def test_today_is_a_day_like_any_other() -> None:
    done = quote("certificate", "--as", "member", "--on", "today", "-f", "json")
    by_default = quote("certificate", "--as", "member", "-f", "json")
    assert json.loads(done.out)["on"] <= json.loads(by_default.out)["on"]
    tomorrow = quote("certificate", "--as", "member", "--on", "tomorrow", "-f", "json")
    assert json.loads(tomorrow.out)["on"] > json.loads(done.out)["on"]


WRONG = [
    ("an unknown qualification", ["certificat", *IN_FEBRUARY], 'did you mean "certificate"?'),
    ("a part of a name", ["hopes", *IN_FEBRUARY], 'did you mean "hopes-diploma"?'),
    ("an unknown category", ["certificate", "--as", "membr"], 'did you mean "member"?'),
    ("an unknown intake", ["certificate", *IN_FEBRUARY, "--intake", "2024-50"],
     'did you mean "2024-05"?'),
    ("no category", ["certificate"], "Say who pays with --as: member or non-member."),
    ("nothing to price", [*IN_FEBRUARY], "QUALIFICATION"),
    ("no learners", ["certificate:0", *IN_FEBRUARY], "from 1 to 100,000"),
    ("fewer than no learners", ["certificate:-1", *IN_FEBRUARY], "from 1 to 100,000"),
    ("learners as a float", ["certificate:6.0", *IN_FEBRUARY], "from 1 to 100,000"),
    ("too many learners", ["certificate:100001", *IN_FEBRUARY], "from 1 to 100,000"),
    ("learners with a comma", ["certificate:1,000", *IN_FEBRUARY], "without separators"),
    ("learners in words", ["certificate:six", *IN_FEBRUARY], "whole number"),
    ("learners in other digits", ["certificate:٦", *IN_FEBRUARY], "whole number"),
    ("learners in halves of a limit", ["certificate:60000", "certificate:60000", *IN_FEBRUARY],
     "120,000 learners"),
    ("no learners after the colon", ["certificate:", *IN_FEBRUARY], "whole number"),
    ("an item without a name", [":6", *IN_FEBRUARY], "QUALIFICATION"),
    ("-n as a float", ["certificate", *IN_FEBRUARY, "-n", "6.0"], "whole number"),
    ("-n below one", ["certificate", *IN_FEBRUARY, "-n", "-1"], "whole number"),
    ("day zero", ["certificate", "--as", "member", "--on", "0"], "write a whole date"),
    ("a day that is not", ["certificate", "--as", "member", "--on", "2024-02-30"], "no day 30"),
    ("month first", ["certificate", "--as", "member", "--on", "10/13/2024"], "day comes first"),
    ("a month", ["certificate", "--as", "member", "--on", "May"], "write a whole date"),
    ("a year too far", ["certificate", "--as", "member", "--on", "2101-01-01"], "1990 to 2100"),
    ("a payment before the quote", ["certificate", *IN_FEBRUARY, "--paying-on", "2024-01-31"],
     "before the day in question"),
    ("an unknown basis", ["certificate", *IN_FEBRUARY, "--basis", "cohrt"],
     'did you mean "cohort"?'),
    ("an unknown format", ["certificate", *IN_FEBRUARY, "-f", "odt"], "one of table, markdown, "),
    ("an unknown ending", ["certificate", *IN_FEBRUARY, "-o", "quote.doc"],
     ".txt, .md, .html, .pdf, .xlsx, .json, .csv"),
    ("a category given twice", ["certificate", *IN_FEBRUARY, "--as", "non-member"],
     "given more than once"),
    ("a number given twice", ["certificate", *IN_FEBRUARY, "-n", "2", "--learners", "3"],
     "given more than once"),
    ("an output without a name", ["certificate", *IN_FEBRUARY, "-o", ""], "Name a file"),
    ("a catalogue without a name", ["certificate", *IN_FEBRUARY, "--catalogue", ""], "Name a file"),
    ("an unknown option", ["certificate", *IN_FEBRUARY, "--indicativ"], "--indicative"),
    ("an explanation in a spreadsheet", ["certificate", *IN_FEBRUARY, "-f", "csv", "--explain"],
     "no room for --explain"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "says"), [pytest.param(*row[1:], id=row[0]) for row in WRONG]
)
def test_what_cannot_be_meant_is_one_sentence_and_exits_with_2(
    arguments: list[str], says: str
) -> None:
    done = quote(*arguments)
    assert (done.code, done.out) == (2, "")
    assert says in " ".join(done.err.split())
    assert has_no_traceback(done.err)


def test_every_unknown_name_is_told_at_once() -> None:
    done = quote("certificat", "diplma", "--as", "membr")
    assert done.code == 2
    assert done.err.count("There is no") == 3


def test_a_qualification_with_control_characters_is_shown_harmless() -> None:
    done = quote("\x1b[31mred", *IN_FEBRUARY)
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\\x1b[31mred" in done.err


def test_the_catalogue_is_named_in_every_answer(tmp_path: Path) -> None:
    shipped = quote("certificate", *IN_FEBRUARY, cwd=tmp_path)
    assert "rrn_fees/data/qualifications.yaml, shipped with rrn-fees" in shipped.out
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "qualifications.yaml").write_bytes(SHIPPED.read_bytes())
    below = tmp_path / "deeper"
    below.mkdir()
    nearest = quote("certificate", *IN_FEBRUARY, "-f", "json", cwd=below)
    assert json.loads(nearest.out)["catalogue"]["path"] == "../data/qualifications.yaml"
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(SHIPPED.read_bytes())
    by_environment = quote(
        "certificate", *IN_FEBRUARY, "-f", "json", cwd=below, env={"RRN_FEES_CATALOGUE": str(copy)}
    )
    assert json.loads(by_environment.out)["catalogue"]["path"] == str(copy)
    named = quote(
        "certificate", *IN_FEBRUARY, "-f", "json", "--catalogue", "../copy.yaml", cwd=below
    )
    assert json.loads(named.out)["catalogue"]["path"] == "../copy.yaml"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "there is no such file", id="missing"),
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"\x89PNG\r\n", "not UTF-8", id="binary"),
        pytest.param(b"format: 1\n", '"currency" is missing', id="incomplete"),
        pytest.param(b"[" * 10_000, "nested deeper", id="deep"),
    ],
)
def test_a_catalogue_that_cannot_be_used_exits_with_3(
    tmp_path: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / "fees.yaml").write_bytes(content)
    done = quote("certificate", *IN_FEBRUARY, "--catalogue", "fees.yaml", cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert says in done.err
    assert "fees.yaml" in done.err
    assert has_no_traceback(done.err)


def test_a_catalogue_that_is_a_directory_exits_with_3(tmp_path: Path) -> None:
    done = quote("certificate", *IN_FEBRUARY, "--catalogue", str(tmp_path))
    assert done.code == 3
    assert "this is a directory" in done.err


def test_list_and_show_answer_in_every_format(tmp_path: Path) -> None:
    assert "£11,940.00" in run("list").out
    prices = json.loads(run("list", "-f", "json").out)["prices"]
    assert len(prices) == 16
    rows = list(csv.DictReader(io.StringIO(run("list", "-f", "csv").out)))
    assert [row["price"] for row in rows if row["published"] == "true"] == [
        price["price"] for price in prices
    ]
    shown = run("show", "hopes-diploma")
    assert "not published" in shown.out
    assert json.loads(run("show", "certificate", "-f", "json").out)["credits"] == 18
    facts = csv.DictReader(io.StringIO(run("show", "certificate", "-f", "csv").out))
    assert {"field": "level", "value": "4", "source": "certificate-page"} in list(facts)
    unknown = run("show", "certificat")
    assert (unknown.code, unknown.out) == (2, "")
    assert 'did you mean "certificate"?' in unknown.err
    written = run("list", "-o", str(tmp_path / "prices.csv"))
    assert (written.code, written.out) == (0, "")
    assert "Wrote" in written.err
    assert len((tmp_path / "prices.csv").read_text(encoding="utf-8").splitlines()) == 19


def test_the_installed_script_is_the_same_command() -> None:
    script = Path(sys.executable).with_name("rrn-fees")
    done = subprocess.run([script, "--version"], capture_output=True, check=True)
    assert done.stdout.decode() == f"rrn-fees {__version__}\n"


@pytest.mark.parametrize("command", [(), ("quote",), ("compare",), ("list",), ("show",)])
def test_the_example_of_every_help_text_is_a_yes(command: tuple[str, ...]) -> None:
    text = run(*command, "--help").out
    example = text.rpartition("Example: rrn-fees ")[2].split()
    assert run(*example).code == 0


def test_the_summary_of_every_command_is_whole() -> None:
    text = run("--help").out
    for summary in (
        "Price qualifications for one customer.",
        "Compare every way to buy the same thing.",
        "List every price there is.",
        "Show all that is known of a qualification.",
    ):
        assert summary in text


def test_today_is_the_day_in_the_catalogue_s_timezone(tmp_path: Path) -> None:
    # 25 hours apart, so that it is never the same day in both.
    text = SHIPPED.read_text(encoding="utf-8")
    days = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        file = tmp_path / "fees.yaml"
        file.write_text(text.replace("Europe/London", zone), encoding="utf-8")
        done = quote("certificate", "--as", "member", "-f", "json", "--catalogue", str(file))
        days.append(date.fromisoformat(json.loads(done.out)["on"]))
    assert days[0] > days[1]


def test_version_and_help_and_nothing_at_all() -> None:
    assert run("--version").out == f"rrn-fees {__version__}\n"
    nothing = run()
    assert nothing.code == 2
    assert "quote" in nothing.out + nothing.err
    for command in ("quote", "compare", "list", "show"):
        done = run(command, "--help")
        assert done.code == 0
        assert "Example: rrn-fees" in done.out
        assert "\x1b" not in done.out
    misspelt = run("qoute")
    assert misspelt.code == 2
    assert "quote" in misspelt.err


def test_explain_shows_the_working_with_its_sources() -> None:
    done = quote("certificate:7", *IN_FEBRUARY, "--explain")
    assert "How this is worked out" in done.out
    for source in ("[certificate-page]", "[finance-no2-act-2010]"):
        assert source in done.out
    steps = json.loads(quote("certificate:7", *IN_FEBRUARY, "--explain", "-f", "json").out)
    assert any("20% of £5,593.00 is £1,118.60" in step["text"] for step in steps["explanation"])


# Where answers go ------------------------------------------------------------------------------


def test_the_ending_of_the_output_names_the_format(tmp_path: Path) -> None:
    for name, start in (("q.json", "{"), ("q.csv", "status,"), ("q.txt", "Firm quote")):
        done = quote("certificate", *IN_FEBRUARY, "-o", name, cwd=tmp_path)
        assert (done.code, done.out) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    done = quote("certificate", *IN_FEBRUARY, "-f", "json", "-o", "q.csv", cwd=tmp_path)
    assert done.err == 'Replaced "q.csv".\n'
    assert json.loads((tmp_path / "q.csv").read_text(encoding="utf-8"))


def test_a_refusal_is_written_to_the_file_so_that_no_older_quote_is_taken_for_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "q.json").write_text("an older quote", encoding="utf-8")
    done = quote(
        "certificate:6", "--as", "member", "--on", "2026-11-22", "-o", "q.json", cwd=tmp_path
    )
    assert done.code == 1
    assert "Replaced" in done.err
    assert json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))["code"] == "intake-closed"


@pytest.mark.parametrize(
    ("output", "says"),
    [
        pytest.param("there/is/no/such/place.json", "No such file or directory", id="no directory"),
        pytest.param(".", "is a directory", id="a directory"),
        pytest.param("x" * 300 + ".json", "File name too long", id="a long name"),
    ],
)
def test_an_output_that_cannot_be_written_exits_with_3(
    tmp_path: Path, output: str, says: str
) -> None:
    done = quote("certificate", *IN_FEBRUARY, "-f", "json", "-o", output, cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert says in done.err
    assert has_no_traceback(done.err)
    assert list(tmp_path.iterdir()) == []


def test_a_file_survives_when_its_successor_fails_half_way(tmp_path: Path) -> None:
    old = tmp_path / "prices.json"
    old.write_text("the old prices", encoding="utf-8")
    done = shell(
        f"unset ${{!COVERAGE@}}; ulimit -f 1; rrn-fees list -o {old}"
    )  # a file may grow to 1 KiB, no further
    assert done.code == 3
    assert "File too large. Nothing was changed." in done.err
    assert old.read_text(encoding="utf-8") == "the old prices"
    assert list(tmp_path.iterdir()) == [old]


def test_a_full_standard_output_exits_with_3() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "quote", "certificate", *IN_FEBRUARY],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    assert done.returncode == 3
    assert b"No space left on device" in done.stderr


def shell(command: str, **env: str) -> Outcome:
    python = f"{sys.executable} -m rrn_fees"
    done = subprocess.run(
        ["bash", "-c", command.replace("rrn-fees", python)],
        capture_output=True,
        env=environment(env),
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_pipe_that_closes_is_no_fault() -> None:
    done = shell("set -o pipefail; rrn-fees quote certificate --as member --on 2024-02-01 | true")
    assert (done.code, done.err) == (0, "")
    done = shell("set -o pipefail; rrn-fees list -f json | head -c 10")
    assert (done.code, done.err) == (0, "")


def test_help_into_a_pipe_that_closes_is_no_refusal() -> None:
    assert shell("set -o pipefail; rrn-fees quote --help | true").code == 0


def test_help_on_a_full_disk_is_no_failure_of_ours() -> None:
    done = shell("rrn-fees --help >/dev/full")
    assert done.code == 3
    assert "cannot be written: No space left on device" in done.err
    assert shell("rrn-fees list --nope 2>/dev/full").code == 2


def test_the_output_may_be_a_pipe_under_another_name(tmp_path: Path) -> None:
    assert shell("rrn-fees list -f csv -o /dev/stdout | head -c 13").out == "qualification"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = shell(f"cat {pipe} & rrn-fees list -f csv -o {pipe}; wait")
    assert (done.code, done.out[:13]) == (0, "qualification")
    assert pipe.is_fifo()


def test_a_link_is_kept_and_what_it_leads_to_is_replaced_with_its_permissions(
    tmp_path: Path,
) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("list", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("qualification,")
    assert real.stat().st_mode & 0o777 == 0o640
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    assert run("list", "-o", str(loop)).code == 3
    assert loop.is_symlink()


def test_a_removed_working_directory_leaves_the_shipped_catalogue() -> None:
    done = shell("cd $(mktemp -d) && rmdir $PWD && rrn-fees list -f json")
    assert done.code == 0
    assert json.loads(done.out)["catalogue"]["path"] == "rrn_fees/data/qualifications.yaml"


def test_no_standard_output_is_told_and_no_standard_error_is_borne() -> None:
    done = shell("rrn-fees list >&-")
    assert done.code == 3
    assert "no standard output" in done.err
    wrong = shell("rrn-fees quote certificate --nope 2>&-")
    assert (wrong.code, wrong.out) == (2, "")
    assert shell("rrn-fees list -f csv -o /dev/null 2>&-").code == 0


def test_machine_formats_are_the_same_under_any_locale() -> None:
    arguments = ("certificate:6", *IN_FEBRUARY, "-f", "json", "--explain")
    usual = quote(*arguments)
    for env in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "utf-16"},
    ):
        assert quote(*arguments, env=env).out == usual.out


def test_an_ascii_terminal_gets_pounds_in_letters() -> None:
    done = quote("certificate:6", *IN_FEBRUARY, env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 0
    assert done.out.isascii()
    assert "GBP 5,752.80" in done.out


def test_colour_only_where_it_is_wanted() -> None:
    arguments = ("certificate", *IN_FEBRUARY)
    loud = {"GITHUB_ACTIONS": "true", "FORCE_COLOR": "1", "COLUMNS": "20"}
    assert quote(*arguments, env=loud).out == quote(*arguments).out
    assert "\x1b[" not in quote(*arguments, "--color", "never").out
    always = quote(*arguments, "--color", "always", env={"TERM": "dumb", "NO_COLOR": "1"})
    assert "\x1b[32mFirm quote" in always.out
    assert "\x1b" not in quote(*arguments, "--color", "always", "-f", "json").out


def on_terminal(*arguments: str, **env: str) -> str:
    """Run the command on a terminal of 80 columns, and return what it shows."""
    parent, child = pty.openpty()
    subprocess.run(["stty", "cols", "80", "rows", "24"], stdin=child, check=True)
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=child,
        stdout=child,
        stderr=child,
        cwd="/",
        env=environment({"TERM": "xterm", **env}),
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        process.wait(timeout=30)
    os.close(parent)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colour_unless_it_declines() -> None:
    arguments = ("quote", "certificate", *IN_FEBRUARY)
    assert "\x1b[32mFirm quote" in on_terminal(*arguments)
    assert "\x1b" not in on_terminal(*arguments, NO_COLOR="1")
    assert "\x1b" not in on_terminal(*arguments, TERM="dumb")
    assert on_terminal(*arguments, NO_COLOR="1") == run(*arguments).out


def mind_interrupts() -> None:
    """Undo what a background job inherits: to be deaf to interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_exits_with_130_and_a_word(tmp_path: Path) -> None:
    pipe = tmp_path / "fees.yaml"
    os.mkfifo(pipe)  # reading it waits for a writer that never comes
    with subprocess.Popen(
        [*COMMAND, "quote", "certificate", *IN_FEBRUARY, "--catalogue", str(pipe)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=mind_interrupts,  # noqa: PLW1509 - this process has no threads
    ) as process:
        writer = os.open(pipe, os.O_WRONLY)  # opens as soon as the command reads
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
            os.close(writer)
    assert process.returncode == 130
    assert out == b""
    assert err == b"Interrupted.\n"


INTERRUPTS_ITSELF = """
import os, signal, sys

before = int(os.environ["INTERRUPT_BEFORE"])
begun = False

def count(frame, event, argument):
    global before, begun
    of_main = frame.f_code.co_name == "main" and frame.f_code.co_filename.endswith("__main__.py")
    if begun:
        before -= 1
        if before == 0:
            sys.settrace(None)
            os.kill(os.getpid(), signal.SIGINT)
    elif of_main and event == "line":
        begun = True  # at `try`: what comes before it is Python's own business
    return count if of_main else None

sys.settrace(count)
"""


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 10, 100, 1_000, 10_000, 50_000])
def test_an_interrupt_at_any_time_leaves_no_traceback(step: int, tmp_path: Path) -> None:
    # Before which line of `main` or call of a function it comes, of the 100,000 of this command:
    # a clock would hit what lasts microseconds once in a thousand runs.
    (tmp_path / "sitecustomize.py").write_text(INTERRUPTS_ITSELF, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    # Not measured: a coverage file that is interrupted half-way cannot be read.
    env = {name: value for name, value in environment().items() if "COVERAGE" not in name}
    done = subprocess.run(
        [*COMMAND, "list"],
        capture_output=True,
        env={**env, "PYTHONPATH": path, "INTERRUPT_BEFORE": str(step)},
        preexec_fn=mind_interrupts,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"Interrupted.\n")


def test_a_failure_of_our_own_exits_with_3_and_asks_for_a_report(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import rrn_fees.pricing.price_list\n"
        "def broken(catalogue): raise ZeroDivisionError('planted')\n"
        "rrn_fees.pricing.price_list.price_list = broken\n",
        encoding="utf-8",
    )
    done = run("list", env={"PYTHONPATH": str(tmp_path)})
    assert (done.code, done.out) == (3, "")
    assert "Internal failure: ZeroDivisionError: planted" in done.err
    assert "report" in done.err
    assert has_no_traceback(done.err)
