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


GUIDED = ("quote", "--catalogue", str(SHIPPED))


def answer(child: "pexpect.spawn[str]", question: str, *answers: str) -> None:
    child.expect_exact(question)
    for text in answers:
        child.expect_exact("> ")
        child.sendline(text)


def repeated(rest: str) -> list[str]:
    [line] = [line for line in rest.splitlines() if line.startswith("  rrn-fees quote")]
    return shlex.split(line)


def test_a_quote_asks_for_what_it_lacks_and_says_the_line_that_repeats_it() -> None:
    child = at_a_terminal(*GUIDED)
    answer(child, "What is the quote for?", "certifcate", "1")
    answer(child, "Who pays?", "9", "non-member")
    answer(child, "How many learners? By default 1.", "six", "6")
    answer(child, "On which day? By default today,", "31/2/2024", "1/2/2024")
    code, rest = ended(child)
    assert code == 0
    assert "Firm quote: Thursday 1 February 2024, Non-member" in rest
    assert repeated(rest) == [
        "rrn-fees", "quote", "certificate:6", "--as", "non-member", "--on", "2024-02-01",
        "--catalogue", str(SHIPPED),
    ]  # fmt: skip
    again = run(*repeated(rest)[1:])
    assert again.code == 0
    assert again.out.splitlines()[0] in rest


def test_what_is_wrong_with_an_answer_is_said_and_it_is_asked_again() -> None:
    child = at_a_terminal(*GUIDED)
    child.expect_exact("What is the quote for?")
    child.expect_exact(" 1  certificate ")
    child.sendline("certifcate")
    child.expect_exact('There is no qualification "certifcate"; did you mean "certificate"?')
    child.sendline("")
    child.expect_exact('There is no qualification ""')
    child.sendline("certificate:0")
    child.expect_exact("is not a number of learners")
    child.sendline("certificate:7")
    child.expect_exact("Who pays?")
    child.sendline("3")
    child.expect_exact('There is no category "3"')
    child.sendline("1")
    child.expect_exact("On which day?")  # the learners were said with the qualification
    child.sendline("2024-02-01")
    code, rest = ended(child)
    assert code == 0
    assert "certificate:7" in repeated(rest)


def test_only_what_was_not_said_is_asked() -> None:
    said = ("certificate:6", "--on", "2024-02-01", "--customer", "A Trust", "--basis", "cohort")
    child = at_a_terminal(*GUIDED, *said, "--explain")
    answer(child, "Who pays?", "member")
    code, rest = ended(child)
    assert code == 0
    assert "What is the quote for?" not in rest
    assert repeated(rest)[1:] == [
        "quote", "certificate:6", "--as", "member", "--on", "2024-02-01", "--basis", "cohort",
        "--customer", "A Trust", "--catalogue", str(SHIPPED), "--explain",
    ]  # fmt: skip


def test_a_refusal_to_what_was_asked_for_is_a_no_and_can_be_repeated() -> None:
    child = at_a_terminal(*GUIDED, "--on", "2024-02-01")
    answer(child, "What is the quote for?", "hopes-diploma")
    answer(child, "Who pays?", "member")
    answer(child, "How many learners?", "")
    code, rest = ended(child)
    assert code == 1
    assert "hopes-diploma:1" in repeated(rest)


@pytest.mark.parametrize("more", [("--no-input",), ("--no-input", "certificate")])
def test_with_no_input_a_quote_asks_for_nothing(more: tuple[str, ...]) -> None:
    child = at_a_terminal(*GUIDED, *more)
    code, rest = ended(child)
    assert code == 2
    assert "> " not in rest


def test_leaving_a_guided_quote_is_an_interrupt() -> None:
    child = at_a_terminal(*GUIDED)
    child.expect_exact("What is the quote for?")
    child.sendeof()
    assert ended(child)[0] == 130


def test_what_is_wrong_from_the_start_is_said_before_anything_is_asked() -> None:
    child = at_a_terminal(*GUIDED, "certifcate", "diplmoa")
    code, rest = ended(child)
    assert code == 2
    assert "> " not in rest
    assert 'did you mean "certificate"?' in rest
    assert 'did you mean "diploma"?' in rest


def test_the_line_that_repeats_a_quote_writes_the_same_file(tmp_path: Path) -> None:
    file = str(tmp_path / "q.json")
    child = at_a_terminal(*GUIDED, "certificate:6", "--on", "2024-02-01", "-o", file)
    answer(child, "Who pays?", "member")
    code, rest = ended(child)
    assert code == 0
    assert repeated(rest)[-2:] == ["--output", file]


def test_of_two_numbers_of_learners_none_is_passed_over() -> None:
    child = at_a_terminal(*GUIDED, "-n", "4", "--as", "member", "--on", "2024-02-01")
    child.expect_exact("What is the quote for?")
    child.sendline("certificate:6")
    child.expect_exact("--learners says 4: leave out the number.")
    child.sendline("certificate")
    code, rest = ended(child)
    assert code == 0
    assert "certificate:4" in repeated(rest)
