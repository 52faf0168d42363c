"""The shipped catalogue against what the pages print: these tables are typed from the pages."""

from datetime import date

import pytest
from support import SHIPPED, catalogue, quoted

from rrn_fees.catalogue.model import (
    Cohort,
    IntakeStatus,
    Kind,
    NotAnnounced,
    NotPublished,
    Weight,
)

SHIPPED_CATALOGUE = catalogue()

INDIVIDUAL_AND_COHORT_FEES = [
    # qualification, category, basis, learners, printed, its VAT at 20%, and both together
    ("certificate", "member", "individual", 1, "799.00", "159.80", "958.80"),
    ("certificate", "non-member", "individual", 1, "880.00", "176.00", "1056.00"),
    ("certificate", "member", "cohort", 6, "4794.00", "958.80", "5752.80"),
    ("certificate", "non-member", "cohort", 6, "5280.00", "1056.00", "6336.00"),
    ("diploma", "member", "individual", 1, "1750.00", "350.00", "2100.00"),
    ("diploma", "non-member", "individual", 1, "1990.00", "398.00", "2388.00"),
    ("diploma", "member", "cohort", 6, "10500.00", "2100.00", "12600.00"),
    ("diploma", "non-member", "cohort", 6, "11940.00", "2388.00", "14328.00"),
    ("hopes-diploma", "member", "individual", 1, "1840.00", "368.00", "2208.00"),
    ("hopes-diploma", "non-member", "individual", 1, "2100.00", "420.00", "2520.00"),
    ("hopes-diploma", "member", "early bird", 1, "1656.00", "331.20", "1987.20"),
    ("hopes-diploma", "non-member", "early bird", 1, "1890.00", "378.00", "2268.00"),
]


def pence(text: str) -> int:
    return int(text.replace(".", ""))


@pytest.mark.parametrize(
    ("name", "category", "basis", "learners", "net", "vat", "gross"),
    [pytest.param(*row, id=f"{row[0]}, {row[1]}, {row[2]}") for row in INDIVIDUAL_AND_COHORT_FEES],
)
def test_each_of_the_twelve_printed_prices_comes_out_with_its_vat(  # noqa: PLR0913, PLR0917
    name: str, category: str, basis: str, learners: int, net: str, vat: str, gross: str
) -> None:
    quote = quoted(
        f"{name}:{learners}",
        of=SHIPPED_CATALOGUE,
        category=category,
        on=date(2024, 2, 1),
        indicative=True,
        early_bird=basis == "early bird",
        basis="cohort" if basis == "cohort" else "individual",
    )
    [line] = quote.lines
    assert (line.row.price, line.net, line.vat, line.gross) == (
        pence(net),
        pence(net),
        pence(vat),
        pence(gross),
    )
    assert line.row.early_bird is (basis == "early bird")
    assert line.learners == learners
    assert not line.row.includes_vat
    assert line.row.source == f"{name}-page"


def test_the_catalogue_prices_exactly_what_the_pages_print() -> None:
    printed = {(row[0], row[1], row[2], pence(row[4])) for row in INDIVIDUAL_AND_COHORT_FEES}
    stored = set()
    for name, qualification in SHIPPED_CATALOGUE.qualifications.items():
        for schedule in qualification.fees:
            groups = [("individual", schedule.individual)]
            if isinstance(schedule.cohort, Cohort):
                assert schedule.cohort.size == 6
                groups.append(("cohort", schedule.cohort.prices))
            if schedule.early_bird:
                groups.append(("early bird", schedule.early_bird.individual))
                assert not schedule.early_bird.cohort
                assert schedule.early_bird.percent is None, "no page prints a percentage"
                assert isinstance(schedule.early_bird.until, NotAnnounced)
            stored |= {(name, who, what, price) for what, by in groups for who, price in by.items()}
    assert stored == printed


SIZES = [
    # qualification, level, credits, learning hours, months, units
    ("certificate", 4, 18, 180, 10, 3),
    ("diploma", 5, 36, 360, 18, 5),
    ("hopes-diploma", 5, 36, NotPublished.NOT_PUBLISHED, 18, 5),
]


@pytest.mark.parametrize(("name", "level", "credit", "hours", "months", "units"), SIZES)
def test_sizes_are_as_printed(  # noqa: PLR0913, PLR0917
    name: str, level: int, credit: int, hours: object, months: int, units: int
) -> None:
    qualification = SHIPPED_CATALOGUE.qualifications[name]
    assert qualification.kind is Kind.QUALIFICATION
    assert (
        qualification.level,
        qualification.credits,
        qualification.learning_hours,
        qualification.duration_months,
        len(qualification.units),
    ) == (level, credit, hours, months, units)


UNITS = {
    "certificate": [
        "Principles of Restrictive Practice Reduction",
        "Providing Capable Environments",
        "Developing a Person-Centred Reduction Plan",
    ],
    "diploma": [
        "Principles of Restrictive Practice Reduction",
        "Providing Capable Environments",
        "Leading the Reduction of Restraint and Restrictive Practice",
        "Working with People with Lived Experience to Create Change",
        "Organisational Systems Change to Support Reduction",
    ],
    "hopes-diploma": [
        "Principles and Practices of Reducing Restriction and Long-Term Segregation",
        "Developing Capable Environments",
        "Leading the Reduction of Restraint and Restrictive Practice",
        "Working with People with Lived Experience to Influence Change",
        "Leading the HOPE(S) Approach to Reducing Long-Term Segregation",
    ],
}


@pytest.mark.parametrize("name", UNITS)
def test_units_are_as_printed(name: str) -> None:
    assert list(SHIPPED_CATALOGUE.qualifications[name].units) == UNITS[name]


TITLES = {
    "certificate": "Certificate in Reducing Restrictive Practices",
    "diploma": "Diploma in Practice Leadership in Reducing Restrictive Practices",
    "hopes-diploma": (
        "Diploma for Practice Leadership in the HOPE(S) Model of Care "
        "to Reduce Long-term Segregation"
    ),
    "restraint-reduction-training": "Restraint Reduction Training",
}


def test_there_are_these_four_and_no_other() -> None:
    stored = {name: of.title for name, of in SHIPPED_CATALOGUE.qualifications.items()}
    assert stored == TITLES


DATES = [
    ("certificate", "2024-05", IntakeStatus.SCHEDULED, date(2024, 5, 7), date(2024, 3, 28)),
    ("diploma", "2024-05", IntakeStatus.SCHEDULED, date(2024, 5, 7), date(2024, 3, 29)),
    (
        "hopes-diploma",
        "2024-autumn",
        IntakeStatus.CLOSED,
        NotPublished.NOT_PUBLISHED,
        NotPublished.NOT_PUBLISHED,
    ),
    (
        "hopes-diploma",
        "2025-early",
        IntakeStatus.SPECULATIVE,
        NotAnnounced.NOT_ANNOUNCED,
        NotAnnounced.NOT_ANNOUNCED,
    ),
]


def test_intakes_and_their_dates_are_as_printed() -> None:
    stored = [
        (name, intake, of.status, of.starts_on, of.final_payment_on)
        for name, qualification in SHIPPED_CATALOGUE.qualifications.items()
        for intake, of in qualification.intakes.items()
    ]
    assert stored == DATES


def test_only_the_certificate_says_that_applications_may_close_early() -> None:
    early = [
        name
        for name, qualification in SHIPPED_CATALOGUE.qualifications.items()
        for intake in qualification.intakes.values()
        if intake.applications.may_close_early
    ]
    assert early == ["certificate"]


def test_the_vat_rates_are_those_of_the_legislation() -> None:
    rates = [
        (rate.valid_from, rate.percent, rate.source)
        for rate in SHIPPED_CATALOGUE.vat.rates["standard"]
    ]
    assert rates == [
        (date(1991, 4, 1), 1750, "finance-act-1991"),
        (date(2008, 12, 1), 1500, "si-2008-3020"),
        (date(2010, 1, 1), 1750, "finance-act-2009"),
        (date(2011, 1, 4), 2000, "finance-no2-act-2010"),
    ]


def test_the_pages_about_certified_training_speak_or_are_silent_as_published() -> None:
    silent = {
        name: isinstance(notice.text, NotPublished)
        for name, qualification in SHIPPED_CATALOGUE.qualifications.items()
        for notice in qualification.notices
        if notice.about == "certified-training"
    }
    assert silent == {"certificate": False, "diploma": False, "hopes-diploma": True}


def test_the_training_has_no_fee_and_the_duration_that_is_printed() -> None:
    training = SHIPPED_CATALOGUE.qualifications["restraint-reduction-training"]
    assert training.kind is Kind.TRAINING
    assert training.duration == "one or two days"
    assert training.fees == ()


def test_certified_training_is_required_from_these_days() -> None:
    rules = SHIPPED_CATALOGUE.requirements["certified-training"].rules
    assert {(rule.applies_from, rule.weight) for rule in rules.values()} == {
        (date(2020, 4, 1), Weight.MANDATORY),
        (date(2021, 4, 1), Weight.EXPECTED),
        (date(2022, 3, 31), Weight.MANDATORY),
    }


def test_every_source_that_is_declared_is_used_and_no_figure_is_without_one() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    for source in SHIPPED_CATALOGUE.sources:
        assert f"source: {source}" in text, source
    for qualification in SHIPPED_CATALOGUE.qualifications.values():
        for intake in qualification.intakes.values():
            assert intake.source is not None


READ_ON = {
    "certificate-page", "diploma-page", "hopes-diploma-page", "restraint-reduction-training-page",
    "certification-letter-2019", "membership-page",
}  # fmt: skip


def test_each_page_of_a_fee_was_read_on_the_same_day() -> None:
    read = {name: of.read_on for name, of in SHIPPED_CATALOGUE.sources.items() if of.read_on}
    assert read == dict.fromkeys(READ_ON, date(2026, 11, 21))


def test_membership_was_free_when_it_was_published_and_nobody_knows_of_today() -> None:
    joining = SHIPPED_CATALOGUE.categories["member"].joining
    assert joining is not None
    assert (joining.fee, joining.source) == (0, "membership-page")
    assert "was free" in (joining.note or "")
    assert "Ask whether it still is" in (joining.note or "")
    assert SHIPPED_CATALOGUE.categories["non-member"].joining is None


def test_one_page_says_how_to_apply_and_the_others_do_not() -> None:
    found = {name: of.how_to_apply for name, of in SHIPPED_CATALOGUE.qualifications.items()}
    how = found.pop("certificate")
    assert how is not None
    assert (how.email, how.source) == ("qualifications@bild.org.uk", "certificate-page")
    assert set(found.values()) == {None}


def test_a_long_notice_has_a_line_for_a_terminal_that_says_the_same() -> None:
    for name in ("certificate", "diploma"):
        [notice] = SHIPPED_CATALOGUE.qualifications[name].notices
        assert notice.short == (
            "Not certified training. It does not replace it where that is required."
        )


def test_no_account_code_is_published() -> None:
    assert {of.account_code for of in SHIPPED_CATALOGUE.qualifications.values()} == {None}
