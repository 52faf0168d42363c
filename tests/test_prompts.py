"""What is asked at a terminal: driven through a real pseudo-terminal."""

import shlex
import signal
import sys
from pathlib import Path

import pexpect
import pytest
from support import COMMAND, SHIPPED, environment, run

ASKED = ("eligibility", "certificate", "--as", "member", "--on", "2024-02-01",
         "--catalogue", str(SHIPPED))  # fmt: skip


def heed_interrupts() -> None:
    """Undo what a shell does to a job in the background, whose children ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def at_a_terminal(*arguments: str) -> "pexpect.spawn[str]":
    child = pexpect.spawn(
        sys.executable,
        [*COMMAND[1:], *arguments],
        env={**environment(), "TERM": "xterm", "NO_COLOR": "1"},
        cwd="/",
        encoding="utf-8",
        dimensions=(60, 100),
        timeout=20,
        preexec_fn=heed_interrupts,
    )
    child.delaybeforesend = 0
    return child


def ended(child: "pexpect.spawn[str]") -> tuple[int | None, str]:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, str(child.before).replace("\r\n", "\n")


def test_one_question_at_a_time_and_the_command_that_repeats_the_answers() -> None:
    child = at_a_terminal(*ASKED)
    child.expect_exact("verified the claim")
    child.sendline("don't know")
    child.expect_exact("Do the learners work in services? (yes, no, don't know)")
    child.sendline("maybe")
    child.expect_exact("Please answer one of: yes, no, don't know.")
    child.expect_exact("Do the learners work in services?")
    child.sendline("Y")
    child.expect_exact("quality of the lives")
    child.sendline(" no ")
    child.expect_exact("focus person of their work?")
    child.sendline("?")
    code, rest = ended(child)
    assert code == 0
    assert "To confirm: Thursday 1 February 2024, RRN member" in rest
    [repeat] = [line for line in rest.splitlines() if line.startswith("  rrn-fees eligibility")]
    words = shlex.split(repeat)
    assert words[1:] == [
        "eligibility", "certificate", "--as", "member", "--on", "2024-02-01",
        "--fact", "member-verified=unknown", "--fact", "works-in-services=yes",
        "--fact", "direct-influence=no", "--fact", "focus-person=unknown",
        "--catalogue", str(SHIPPED),
    ]  # fmt: skip
    again = run(*words[1:])
    assert again.code == 0
    assert again.out.splitlines()[0] in rest


def test_the_answer_stays_clean_of_the_questions() -> None:
    shell = f"{shlex.join([*COMMAND, *ASKED, '-f', 'json'])} > /dev/null"
    child = pexpect.spawn("/bin/sh", ["-c", shell], encoding="utf-8", timeout=20, cwd="/",
                          env={**environment(), "TERM": "xterm"})  # fmt: skip
    for _ in range(4):
        child.expect_exact("(yes, no, don't know)")
        child.sendline("yes")
    code, rest = ended(child)
    assert code == 0
    assert "The same answers again:" in rest
    assert '"schema"' not in rest


def test_an_answer_in_a_pipe_holds_the_answer_alone(tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    shell = f"{shlex.join([*COMMAND, *ASKED, '-f', 'csv'])} > {file}"
    child = pexpect.spawn("/bin/sh", ["-c", shell], encoding="utf-8", timeout=20, cwd="/",
                          env={**environment(), "TERM": "xterm"})  # fmt: skip
    for _ in range(4):
        child.expect_exact("(yes, no, don't know)")
        child.sendline("yes")
    code, _ = ended(child)
    assert code == 0
    assert file.read_text(encoding="utf-8").startswith("subject,on,verdict,")


def test_nothing_is_asked_that_nobody_sees() -> None:
    shell = f"{shlex.join([*COMMAND, *ASKED])} 2> /dev/null"
    child = pexpect.spawn("/bin/sh", ["-c", shell], encoding="utf-8", timeout=20, cwd="/",
                          env={**environment(), "TERM": "xterm"})  # fmt: skip
    code, text = ended(child)
    assert code == 0
    assert "To confirm" in text


@pytest.mark.parametrize("option", [["--no-input"], ["--fact", "focus-person=yes"]], ids=str)
def test_nothing_is_asked_when_it_is_forbidden_or_a_fact_is_given(option: list[str]) -> None:
    code, text = ended(at_a_terminal(*ASKED, *option))
    assert code == 0
    assert "(yes, no, don't know)" not in text
    assert "To confirm" in text


@pytest.mark.parametrize("key", ["c", "d"], ids=["interrupt", "end of input"])
def test_leaving_at_a_question_is_an_interrupt(key: str) -> None:
    child = at_a_terminal(*ASKED)
    child.expect_exact("(yes, no, don't know)")
    child.sendcontrol(key)
    code, text = ended(child)
    assert code == 130
    assert "Traceback" not in text
    assert "Interrupted." in text
