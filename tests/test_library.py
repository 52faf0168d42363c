"""The library as another program uses it."""

from datetime import date, datetime

import pytest
from support import REPOSITORY, catalogue, items, quoted, refused

import rrn_fees
from rrn_fees import Basis, Item, Request, RequestError, RrnFeesError, price
from rrn_fees.errors import CatalogueError, OutputError, did_you_mean, nearest
from rrn_fees.errors import quoted as in_quotes
from rrn_fees.pricing.price_list import price_list
from rrn_fees.pricing.quote import per_learner

RULES = catalogue("rules")


def request(**changes: object) -> Request:
    asked = {"items": items("certificate"), "category": "member", "on": date(2024, 2, 1)}
    return Request(**{**asked, **changes})  # type: ignore[arg-type]


def test_the_public_names_are_few_and_all_there() -> None:
    assert len(rrn_fees.__all__) < 40
    assert dir(rrn_fees) == sorted(rrn_fees.__all__)
    for name in rrn_fees.__all__:
        assert getattr(rrn_fees, name) is not None
    nothing = "nothing"
    with pytest.raises(AttributeError, match=nothing):
        getattr(rrn_fees, nothing)
    assert (REPOSITORY / "src" / "rrn_fees" / "py.typed").is_file()


def test_our_errors_are_ours() -> None:
    for error in (CatalogueError, OutputError, RequestError):
        assert issubclass(error, RrnFeesError)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"items": ()}, "at least one qualification"),
        ({"items": (Item("certificate", 0),)}, "whole number from 1"),
        ({"items": (Item("certificate", 6.0),)}, "whole number from 1"),  # type: ignore[arg-type]
        ({"items": (Item("certificate", True),)}, "whole number from 1"),
        ({"items": (Item("certificate", 100_001),)}, "more than 100,000"),
        ({"on": datetime(2024, 2, 1)}, "date without a time"),  # noqa: DTZ001
        ({"on": "2024-02-01"}, "date without a time"),
        ({"on": None}, "it is needed"),
        ({"tax_point": 0}, "date without a time"),
        ({"paying_on": date(2024, 1, 31)}, "before the day in question"),
        ({"basis": "both"}, "individual or cohort"),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(changes: dict[str, object], says: str) -> None:
    with pytest.raises(RequestError, match=says):
        request(**changes)


def test_a_request_adds_its_items_together() -> None:
    assert request(items=items("a:1", "b:2", "a:3")).items == (Item("a", 4), Item("b", 2))


def test_a_basis_may_be_given_by_its_name() -> None:
    assert request(basis="cohort").basis is Basis.COHORT


def test_an_unknown_name_is_an_error_and_no_refusal() -> None:
    with pytest.raises(RequestError, match="did you mean"):
        price(catalogue(), request(items=items("certificat")))


def test_the_first_refusal_carries_the_others() -> None:
    refusal = refused("certificate", "hopes-diploma", "diploma", of=catalogue(), early_bird=True)
    assert refusal.qualification == "certificate"
    assert [other.qualification for other in refusal.also] == ["hopes-diploma", "diploma"]


def test_the_price_list_is_made_once_for_a_catalogue() -> None:
    assert price_list(RULES) is price_list(RULES)


def test_the_price_list_has_a_row_for_every_price_and_its_validity() -> None:
    rows = {
        (row.intake, row.basis.value, row.early_bird, row.price, row.valid_from, row.valid_through)
        for row in price_list(RULES).rows
        if row.qualification == "early" and row.category == "member"
    }
    july, may = date(2024, 7, 31), date(2024, 5, 31)
    assert rows == {
        ("2024-09", "individual", False, 100000, None, july),
        ("2024-09", "cohort", False, 600000, None, july),
        ("2024-09", "individual", True, 90000, None, may),
        ("2024-09", "cohort", True, 530000, None, may),
    }


def test_the_price_list_says_what_nobody_published() -> None:
    gaps = {
        (gap.qualification, gap.basis, gap.category) for gap in price_list(catalogue()).unpublished
    }
    assert gaps == {
        ("hopes-diploma", Basis.COHORT, None),
        ("restraint-reduction-training", None, None),
    }
    dear = [gap for gap in price_list(RULES).unpublished if gap.qualification == "dear-cohort"]
    assert [(gap.basis, gap.category) for gap in dear] == [
        (Basis.INDIVIDUAL, "non-member"),
        (Basis.COHORT, "non-member"),
    ]


def test_a_price_for_one_day_is_listed_and_one_for_no_day_is_not() -> None:
    listed = {row.qualification for row in price_list(RULES).rows}
    assert "one-day" in listed
    outlived = catalogue("rules").qualifications["early-outlived"]
    assert outlived.fees[0].early_bird is not None


def test_a_note_names_the_source_of_its_intake() -> None:
    [_, note] = quoted("notices-a", of=RULES).notes
    assert (note.code.value, note.source) == ("may-close-early", "law")


def test_a_derived_price_says_what_it_was_derived_from() -> None:
    early = [row for row in price_list(RULES).rows if row.qualification == "early-percent"]
    assert [(row.price, row.percent_off) for row in early if row.early_bird] == [
        (8749, 1250),
        (17498, 1250),
    ]
    assert all(row.percent_off is None for row in early if not row.early_bird)


def test_what_is_paid_per_learner_is_exact_or_says_so() -> None:
    assert per_learner(575280, 6) == per_learner(95880, 1)
    assert not per_learner(100, 3).exact
    assert per_learner(200, 3).amount == 67


def test_a_quote_names_its_catalogue_and_its_tax_point() -> None:
    quote = quoted("certificate", of=catalogue(), tax_point=date(2024, 3, 1))
    assert quote.catalogue == catalogue().origin
    assert quote.tax_point == date(2024, 3, 1)
    assert quoted("certificate", of=catalogue()).tax_point == date(2024, 2, 1)


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("Certificate", ["certificate", "diploma"], "certificate"),
        ("hopes", ["certificate", "hopes-diploma"], "hopes-diploma"),
        ("xyz", ["certificate"], None),
        ("ho", ["hopes-diploma"], None),
    ],
)
def test_the_nearest_name_is_found(name: str, known: list[str], found: str | None) -> None:
    assert nearest(name, known) == found


def test_without_a_near_name_all_are_told() -> None:
    assert did_you_mean(None, ["b", "a"]) == "choose from a, b"
    assert did_you_mean(None, []) == "there is none"
    assert in_quotes("x" * 100) == f'"{"x" * 60}..." (100 characters)'
    assert in_quotes("a\nb\x1b") == '"a\\nb\\x1b"'
