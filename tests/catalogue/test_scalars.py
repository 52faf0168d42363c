"""Single values: what each type takes, and what is said of what it does not."""

from datetime import date
from typing import Any

import pytest

from rrn_fees.catalogue import model
from rrn_fees.catalogue.reading import UNREADABLE, Reading
from rrn_fees.catalogue.scalars import SCALARS, choice_reader
from rrn_fees.catalogue.yaml import MappingNode, compose
from rrn_fees.errors import FaultKind
from rrn_fees.money import Pence, Percent

TYPES: dict[str, Any] = {
    "line": str,
    "integer": int,
    "boolean": bool,
    "date": date,
    "pounds": Pence,
    "percent": Percent,
    "prose": model.Prose,
    "count": model.Count,
    "timezone": model.Timezone,
    "identifier": model.Identifier,
    "reference": model.SourceId,
}


def read(reader: Any, text: str) -> tuple[Any, Reading]:
    """Return what *reader* makes of the YAML value *text*, and what it noted."""
    root = compose(f"value: {text}\n", "fees.yaml")
    assert isinstance(root, MappingNode)
    [(_, node)] = root.value
    reading = Reading("fees.yaml")
    return reader(node, reading), reading


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        pytest.param("line", "Course", "Course", id="text"),
        pytest.param("line", "'  Course '", "Course", id="text with spaces around it"),
        pytest.param("line", "'2024'", "2024", id="digits in quotes"),
        pytest.param("line", "'true'", "true", id="a truth in quotes"),
        pytest.param("line", "'null'", "null", id="null in quotes"),
        pytest.param("line", "2024-05", "2024-05", id="a month is no number"),
        pytest.param("line", "yes", "yes", id="yes is a text in YAML 1.2"),
        pytest.param("line", "1.2.3", "1.2.3", id="a version is no number"),
        pytest.param("line", "x" * 500, "x" * 500, id="a line as long as it may be"),
        pytest.param("line", '"caf\\u00e9"', "café", id="an escape that is text"),
        pytest.param("prose", "'a\n\n  b   c'", "a b c", id="prose in one line"),
        pytest.param("prose", "x" * 20_000, "x" * 20_000, id="prose as long as it may be"),
        pytest.param("integer", "0", 0, id="zero"),
        pytest.param("integer", "999999999", 999_999_999, id="the largest whole number"),
        pytest.param("count", "1", 1, id="the least count"),
        pytest.param("boolean", "true", True, id="true"),
        pytest.param("boolean", "false", False, id="false"),
        pytest.param("date", "2024-02-29", date(2024, 2, 29), id="a day of a leap year"),
        pytest.param("date", "'2024-02-29'", date(2024, 2, 29), id="a day in quotes"),
        pytest.param("pounds", "'799.00'", 799_00, id="pounds and pence"),
        pytest.param("pounds", "'0.00'", 0, id="no pounds at all"),
        pytest.param("pounds", "'999999999.99'", 99_999_999_999, id="the most pounds"),
        pytest.param("percent", "'20'", 20_00, id="a whole rate"),
        pytest.param("percent", "'17.5'", 17_50, id="a rate with a decimal"),
        pytest.param("percent", "'100'", 100_00, id="the highest rate"),
        pytest.param("timezone", "Europe/London", "Europe/London", id="the usual timezone"),
        pytest.param("timezone", "Australia/Sydney", "Australia/Sydney", id="another timezone"),
        pytest.param("timezone", "UTC", "UTC", id="a timezone without a place"),
        pytest.param("identifier", "2024-05", "2024-05", id="digits and a hyphen"),
        pytest.param("identifier", "a", "a", id="one letter"),
        pytest.param("identifier", "2024", "2024", id="a name of digits, which is no number here"),
        pytest.param("identifier", "'true'", "true", id="a name that is a truth, in quotes"),
        pytest.param("identifier", "x" * 100, "x" * 100, id="a name as long as it may be"),
        pytest.param("reference", "page", "page", id="a reference"),
    ],
)
def test_what_is_sound_is_read(kind: str, text: str, value: object) -> None:
    found, reading = read(SCALARS[TYPES[kind]], text)
    assert (found, type(found)) == (value, type(value))
    assert reading.noted == []


ESCAPE = "the character U+001B does not belong in a catalogue"
NOTHING = "write a value, or leave out a key that the format does not need"
DIGITS = "digits alone, without quotes, like 6"
NAMES = "lower-case letters, digits and hyphens"
SOUND_AMOUNT = 'write pounds and pence, like "799.00"'
SOUND_RATE = 'write a rate from 0 to 100 with at most two decimals, like "17.5"'


@pytest.mark.parametrize(
    ("kind", "text", "fault", "message", "hint"),
    [
        # Text
        pytest.param("line", "", "empty-value", "expected text, found nothing", NOTHING,
            id="nothing for text"),
        pytest.param("line", "~", "empty-value", "expected text, found nothing", NOTHING,
            id="a tilde for text"),
        pytest.param("line", "NULL", "empty-value", "expected text, found nothing", NOTHING,
            id="a null for text"),
        pytest.param("line", "' '", "empty-value", "expected text, found nothing", NOTHING,
            id="a space for text"),
        pytest.param("line", "[a]", "wrong-type", "expected text, found a list", None,
            id="a list for text"),
        pytest.param("line", "{a: b}", "wrong-type", "expected text, found a mapping", None,
            id="a mapping for text"),
        pytest.param("line", "2024", "wrong-type", "expected text, found the number 2024",
            'write it in quotes: "2024"', id="a number for text"),
        pytest.param("line", "-1.5e3", "wrong-type", "expected text, found the number -1.5e3",
            'write it in quotes: "-1.5e3"', id="a number with an exponent for text"),
        pytest.param("line", "0x1F", "wrong-type", "expected text, found the number 0x1F",
            'write it in quotes: "0x1F"', id="a number in base 16 for text"),
        pytest.param("line", "0o17", "wrong-type", "expected text, found the number 0o17",
            'write it in quotes: "0o17"', id="a number in base 8 for text"),
        pytest.param("line", ".inf", "wrong-type", "expected text, found the number .inf",
            'write it in quotes: ".inf"', id="infinity for text"),
        pytest.param("line", ".NaN", "wrong-type", "expected text, found the number .NaN",
            'write it in quotes: ".NaN"', id="no number for text"),
        pytest.param("line", "True", "wrong-type", "expected text, found True",
            'write it in quotes: "True"', id="a truth for text"),
        pytest.param("line", "x" * 501, "out-of-bounds",
            "a line of text has at most 500 characters, not 501", None, id="a line too long"),
        pytest.param("line", '"a\\nb"', "wrong-type", "expected one line of text, found several",
            None, id="two lines"),
        pytest.param("line", '"a\\eb"', "character", ESCAPE, None, id="an escape"),
        pytest.param("prose", '"a\\eb"', "character", ESCAPE, None, id="an escape in prose"),
        pytest.param("prose", "5", "wrong-type", "expected text, found the number 5",
            'write it in quotes: "5"', id="a number for prose"),
        pytest.param("prose", "x" * 20_001, "out-of-bounds",
            "a text has at most 20,000 characters, not 20,001", None, id="prose too long"),
        # Whole numbers
        pytest.param("integer", "'6'", "wrong-type", 'expected a whole number, found "6"', DIGITS,
            id="a whole number in quotes"),
        pytest.param("integer", "-1", "wrong-type", 'expected a whole number, found "-1"', DIGITS,
            id="a number below zero"),
        pytest.param("integer", "6.0", "wrong-type", 'expected a whole number, found "6.0"', DIGITS,
            id="a number with a point"),
        pytest.param("integer", "06", "wrong-type", 'expected a whole number, found "06"', DIGITS,
            id="a zero before a number"),
        pytest.param("integer", "1_000", "wrong-type", 'expected a whole number, found "1_000"',
            DIGITS, id="a number with a separator"),
        pytest.param("integer", "1000000000", "wrong-type",
            'expected a whole number, found "1000000000"', DIGITS, id="a number too large"),
        pytest.param("integer", "٦", "wrong-type", 'expected a whole number, found "٦"', DIGITS,
            id="a digit that is not ASCII"),
        pytest.param("integer", "[6]", "wrong-type", "expected a whole number, found a list", None,
            id="a list for a number"),
        pytest.param("count", "0", "zero", "expected a whole number from 1, found 0", None,
            id="a count of nothing"),
        # Truths
        pytest.param("boolean", "'true'", "wrong-type", 'expected true or false, found "true"',
            None, id="a truth in quotes"),
        pytest.param("boolean", "True", "wrong-type", 'expected true or false, found "True"',
            None, id="a truth in capitals"),
        pytest.param("boolean", "no", "wrong-type", 'expected true or false, found "no"', None,
            id="no for a truth"),
        pytest.param("boolean", "", "empty-value", "expected true or false, found nothing", NOTHING,
            id="nothing for a truth"),
        # Figures
        pytest.param("pounds", "799.00", "money", "a figure stands in quotes", 'write "799.00"',
            id="an amount without quotes"),
        pytest.param("pounds", "'799'", "money",
            f'"799": an amount has two decimals; {SOUND_AMOUNT}', None, id="an amount of pounds"),
        pytest.param("pounds", "'£799.00'", "money",
            f'"£799.00": an amount has no pound sign and no separators; {SOUND_AMOUNT}', None,
            id="an amount with its sign"),
        pytest.param("pounds", "-1.00", "money",
            f'"-1.00": an amount cannot be negative; {SOUND_AMOUNT}', None,
            id="what is wrong with an amount comes before its quotes"),
        pytest.param("pounds", "{a: b}", "wrong-type", "expected an amount, found a mapping", None,
            id="a mapping for an amount"),
        pytest.param("percent", "20", "percent", "a figure stands in quotes", 'write "20"',
            id="a rate without quotes"),
        pytest.param("percent", "'20%'", "percent", f'"20%": {SOUND_RATE}', None,
            id="a rate with its sign"),
        pytest.param("percent", "'100.01'", "percent", '"100.01": a rate is at most 100 per cent',
            None, id="a rate just above the highest"),
        pytest.param("percent", "", "empty-value", "expected a rate, found nothing", NOTHING,
            id="nothing for a rate"),
        # Names
        pytest.param("identifier", "Course", "identifier", '"Course" is not an identifier', NAMES,
            id="a name with a capital"),
        pytest.param("identifier", "a--b", "identifier", '"a--b" is not an identifier', NAMES,
            id="two hyphens"),
        pytest.param("identifier", "'-a'", "identifier", '"-a" is not an identifier', NAMES,
            id="a hyphen first"),
        pytest.param("identifier", "a-", "identifier", '"a-" is not an identifier', NAMES,
            id="a hyphen last"),
        pytest.param("identifier", "a_b", "identifier", '"a_b" is not an identifier', NAMES,
            id="an underscore"),
        pytest.param("identifier", "c\u043eurse", "identifier",
            '"c\u043eurse" is not an identifier: it holds Cyrillic "\u043e" (U+043E), which looks '
            'like "o"', NAMES, id="a Cyrillic letter"),
        pytest.param("identifier", "true", "wrong-type", "expected text, found true",
            'write it in quotes: "true"', id="a truth for a name"),
        pytest.param("identifier", "x" * 101, "out-of-bounds",
            "an identifier has at most 100 characters, not 101", None, id="a name too long"),
        pytest.param("reference", "Page", "identifier", '"Page" is not an identifier', NAMES,
            id="a reference that is no name"),
        # Timezones
        pytest.param("timezone", "Europe/Lodnon", "timezone",
            '"Europe/Lodnon" is not a timezone', 'did you mean "Europe/London"?',
            id="a timezone misspelt"),
        pytest.param("timezone", "Factory", "timezone", '"Factory" is not a timezone', None,
            id="the timezone of a machine that has none"),
        pytest.param("timezone", "localtime", "timezone", '"localtime" is not a timezone', None,
            id="another timezone on each machine"),
    ],
)  # fmt: skip
def test_what_is_at_fault_is_noted_in_full(
    kind: str, text: str, fault: str, message: str, hint: str | None
) -> None:
    found, reading = read(SCALARS[TYPES[kind]], text)
    assert found is UNREADABLE
    [noted] = reading.noted
    assert (noted.kind, noted.message, noted.hint) == (FaultKind(fault), message, hint)


@pytest.mark.parametrize("kind", TYPES)
def test_no_value_has_a_tag(kind: str) -> None:
    found, reading = read(SCALARS[TYPES[kind]], "!!str page")
    assert found is UNREADABLE
    assert [noted.kind for noted in reading.noted] == [FaultKind.TAG]


def test_a_reference_is_kept_with_what_it_is_a_name_of() -> None:
    for target in (model.SourceId, model.IntakeId, model.CategoryId, model.FactId, model.VatCode):
        _, reading = read(SCALARS[target], "page")
        [(of, node)] = reading.references
        assert (of, node.value) == (target, "page")
    _, reading = read(SCALARS[model.SourceId], "Page")
    assert reading.references == []


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("shceduled", 'expected scheduled, closed, speculative, found "shceduled"',
            'did you mean "scheduled"?', id="a word misspelt"),
        pytest.param("Closed", 'expected scheduled, closed, speculative, found "Closed"',
            'did you mean "closed"?', id="a word in capitals"),
        pytest.param("xyz", 'expected scheduled, closed, speculative, found "xyz"', None,
            id="a word that is like none"),
        pytest.param("", "expected scheduled or closed or speculative, found nothing", NOTHING,
            id="nothing for a word"),
    ],
)  # fmt: skip
def test_a_word_that_is_none_of_those_there_are_is_noted_with_the_nearest(
    text: str, message: str, hint: str | None
) -> None:
    found, reading = read(choice_reader(model.IntakeStatus), text)
    assert found is UNREADABLE
    [noted] = reading.noted
    assert (noted.message, noted.hint) == (message, hint)


@pytest.mark.parametrize("status", model.IntakeStatus)
def test_each_word_that_there_is_is_read(status: model.IntakeStatus) -> None:
    assert read(choice_reader(model.IntakeStatus), status.value)[0] is status
    assert read(choice_reader(model.IntakeStatus), f"'{status.value}'")[0] is status
