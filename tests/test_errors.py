"""The sentences of errors: how names are quoted, listed and guessed at, and what is left out."""

import pickle
from collections.abc import Sequence

import pytest

from rrn_fees.errors import (
    LONGEST_MESSAGE,
    MOST_FAULTS,
    CatalogueError,
    Fault,
    FaultKind,
    OutputError,
    Place,
    RequestError,
    RrnFeesError,
    did_you_mean,
    listed,
    nearest,
    no_such,
    odd_character,
    quoted,
    shortened,
)

LETTERS = [*"abcdefghijklmnopqrstuvwxyz"]


@pytest.mark.parametrize(
    ("text", "in_quotes"),
    [
        pytest.param("", '""', id="nothing"),
        pytest.param("two words", '"two words"', id="words"),
        pytest.param("a\tb", '"a\\tb"', id="a tab"),
        pytest.param("x" * 60, f'"{"x" * 60}"', id="as long as it may be"),
        pytest.param("x" * 61, f'"{"x" * 60}..." (61 characters)', id="one character too long"),
        pytest.param("x" * 1234, f'"{"x" * 60}..." (1,234 characters)', id="very long"),
    ],
)
def test_a_text_is_quoted_in_one_line(text: str, in_quotes: str) -> None:
    assert quoted(text) == in_quotes


def test_a_message_is_shortened_that_nobody_would_read_to_its_end() -> None:
    assert shortened("x" * LONGEST_MESSAGE) == "x" * LONGEST_MESSAGE
    assert shortened("x" * LONGEST_MESSAGE + "y") == "x" * LONGEST_MESSAGE + "..."


@pytest.mark.parametrize(
    ("names", "of", "text"),
    [
        pytest.param([], None, "", id="none"),
        pytest.param(["a"], None, "a", id="one"),
        pytest.param(["b", "a"], None, "b, a", id="two, as they are given"),
        pytest.param(["a", "b", "a"], None, "a, b", id="one of them twice"),
        pytest.param(LETTERS[:10], None, "a, b, c, d, e, f, g, h, i, j", id="ten"),
        pytest.param(LETTERS[:11], None, "a, b, c, d, e, f, g, h, i, j and 1 more", id="eleven"),
        pytest.param(LETTERS, None, "a, b, c, d, e, f, g, h, i, j and 16 more", id="many"),
        pytest.param(["a", "b"], 2, "a, b", id="all that there are"),
        pytest.param(["a", "b"], 1236, "a, b and 1,234 more", id="two of a thousand"),
    ],
)
def test_names_are_listed_up_to_ten(names: Sequence[str], of: int | None, text: str) -> None:
    assert listed(names, of=of) == text


def test_names_are_joined_by_what_is_asked_for() -> None:
    assert listed(["a", "b", "c"], " or ") == "a or b or c"
    assert listed(LETTERS, "; ").startswith("a; b; c; ")


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        pytest.param("certifcate", ["certificate", "diploma"], "certificate",
            id="a letter left out"),
        pytest.param("DIPLOMA", ["certificate", "Diploma"], "Diploma", id="in capitals"),
        pytest.param("abc", ["xx-abc-yy", "zz"], "xx-abc-yy", id="a part of it"),
        pytest.param("ab", ["xx-ab-yyyyyyy"], None, id="two letters are too few for a part"),
        pytest.param("qqq", ["a-qqq-long-name", "b-qqq-long-name"], "a-qqq-long-name",
            id="a part of two: the first of the alphabet"),
        pytest.param("diploma", [], None, id="there is none"),
        pytest.param("", ["diploma"], None, id="no name"),
    ],
)  # fmt: skip
def test_the_name_that_was_most_likely_meant(
    name: str, known: Sequence[str], found: str | None
) -> None:
    assert nearest(name, known) == found
    assert nearest(name, [*reversed(known)]) == found


def test_of_a_very_long_name_only_the_beginning_is_compared() -> None:
    assert nearest("certificate" + "x" * 10_000, ["certificate"]) is None
    assert nearest("c" * 60 + "x" * 10_000, ["c" * 60]) == "c" * 60


def test_what_is_not_near_is_chosen_from_the_first_ten() -> None:
    assert did_you_mean("a", ["b"]) == 'did you mean "a"?'
    assert did_you_mean(None, LETTERS[::-1]) == (
        "choose from a, b, c, d, e, f, g, h, i, j and 16 more"
    )


@pytest.mark.parametrize(
    ("name", "known", "sentence"),
    [
        pytest.param(
            "certifcate", ["certificate"],
            'There is no qualification "certifcate"; did you mean "certificate"?', id="a slip"),
        pytest.param(
            "xyz", ["certificate", "award"],
            'There is no qualification "xyz"; choose from award, certificate.', id="not near"),
        pytest.param(
            "xyz", [], 'There is no qualification "xyz"; there is none.', id="there is none"),
        pytest.param(
            "\u0441ertificate", ["certificate"],
            'There is no qualification "\u0441ertificate", which holds Cyrillic "\u0441" (U+0441), '
            'which looks like "c"; did you mean "certificate"?', id="a Cyrillic letter"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_known_is_told_with_the_nearest(
    name: str, known: Sequence[str], sentence: str
) -> None:
    assert no_such("qualification", name, known) == sentence


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("certificate-2", None, id="ASCII"),
        pytest.param("", None, id="nothing"),
        pytest.param("a\u0435", 'Cyrillic "\u0435" (U+0435), which looks like "e"', id="Cyrillic"),
        pytest.param(
            "\u0415", 'Cyrillic "\u0415" (U+0415), which looks like "e"', id="a Cyrillic capital"),
        pytest.param("\u03bf", 'Greek "\u03bf" (U+03BF), which looks like "o"', id="Greek"),
        pytest.param("caf\u00e9", 'Latin "\u00e9" (U+00E9), which looks like "e"', id="an accent"),
        pytest.param("\uff41", 'Fullwidth Latin "\uff41" (U+FF41), which looks like "a"',
            id="wide"),
        pytest.param("a\u2013b", '"\u2013" (U+2013), which looks like "-"', id="a dash"),
        pytest.param("a\u200bb", '"\\u200b" (U+200B)', id="a character without a width"),
        pytest.param("\u0661", '"\u0661" (U+0661)', id="a digit of another script"),
        pytest.param("\U0001f600", '"\U0001f600" (U+1F600)', id="a face"),
    ],
)  # fmt: skip
def test_the_first_character_that_is_not_ascii_is_named(name: str, said: str | None) -> None:
    assert odd_character(name) == said


def fault(message: str = "wrong", hint: str | None = None, **more: object) -> Fault:
    given: dict[str, object] = {"file": "fees.yaml", **more}
    return Fault(kind=FaultKind.DATE, message=message, hint=hint, **given)  # type: ignore[arg-type]


HERE = Place(line=3, column=7, end_line=3, end_column=9)


@pytest.mark.parametrize(
    ("of", "text"),
    [
        pytest.param(fault(), "fees.yaml: wrong", id="of the file"),
        pytest.param(fault(place=HERE), "fees.yaml:3:7: wrong", id="with a place"),
        pytest.param(
            fault(place=HERE, path="vat.rates"), "fees.yaml:3:7: vat.rates: wrong",
            id="with a path"),
        pytest.param(
            fault(hint="write it", place=HERE, path="vat"), "fees.yaml:3:7: vat: wrong (write it)",
            id="with a hint"),
        pytest.param(fault("a\nb", file="a\x1bb"), "a\\x1bb: a\\nb", id="what does not print"),
        pytest.param(fault(file="::error"), "\\x3a:error: wrong", id="a command of a CI job"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line_with_its_place(of: Fault, text: str) -> None:
    assert str(of) == text


def test_a_thousand_faults_are_kept_and_the_others_counted() -> None:
    exactly = CatalogueError([fault()] * MOST_FAULTS)
    assert (len(exactly.faults), exactly.more, exactly.count) == (1000, 0, 1000)
    assert str(exactly).count("\n") == 999
    beyond = CatalogueError([fault()] * (MOST_FAULTS + 2), more=1234)
    assert (len(beyond.faults), beyond.more, beyond.count) == (1000, 1236, 2236)
    assert str(beyond).splitlines()[-1] == "and 1,236 more"


def test_a_copy_of_an_error_is_the_same_error() -> None:
    error = CatalogueError([fault(place=HERE)], more=2)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (type(copy), copy.faults, copy.more) == (CatalogueError, error.faults, 2)
    assert str(copy) == str(error) == "fees.yaml:3:7: wrong\nand 2 more"


@pytest.mark.parametrize("kind", [RequestError, OutputError, RrnFeesError])
def test_an_error_is_a_line_for_each_sentence_and_harmless(kind: type[RrnFeesError]) -> None:
    error = kind("one\ntwo", "::set-output::x", "three\x1b[2J")
    assert error.lines == ("one\ntwo", "::set-output::x", "three\x1b[2J")
    assert str(error) == "one\\ntwo\n\\x3a:set-output::x\nthree\\x1b[2J"
    assert isinstance(error, RrnFeesError)


def test_each_kind_of_fault_is_a_word_of_its_own() -> None:
    assert all(kind.value == kind.name.lower().replace("_", "-") for kind in FaultKind)
