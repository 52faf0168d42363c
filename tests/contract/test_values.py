"""The words that scripts read in JSON and CSV and write in a catalogue: none changes unnoticed."""

from enum import Enum

import pytest

from rrn_fees import verification
from rrn_fees.catalogue import model
from rrn_fees.checks.check import Level
from rrn_fees.deadlines import events, notes, windows
from rrn_fees.diff import deadline_changes, fact_changes, price_changes, renames
from rrn_fees.eligibility import enquiry
from rrn_fees.money import RoundingMode
from rrn_fees.pricing import price_list, quote


@pytest.mark.parametrize(
    ("values", "written"),
    [
        (model.Currency, "GBP"),
        (model.BankHolidays, "england-and-wales scotland northern-ireland"),
        (model.Kind, "qualification training"),
        (model.IntakeStatus, "scheduled closed speculative"),
        (model.EarnedBy, "application payment"),
        (model.VatRounding, "unit line rate"),
        (model.Weight, "mandatory expected"),
        (RoundingMode, "half-up down"),
        (windows.IntakeState, "open not-yet-open closed not-announced"),
        (windows.ClosedBy, "applications-close final-payment course-starts"),
        (notes.NoteLevel, "warning notice info"),
        (
            notes.NoteCode,
            (
                "indicative tax-point-rate not-working-day payment-not-working-day "
                "working-day-unknown cohort-short early-bird-missed cohort-dearer price-claimed "
                "notice notice-silent early-bird-unannounced early-bird-applied cohort-saving "
                "cohort-no-saving vat-exempt vat-outside-scope follows-bank-holiday "
                "expected no-date may-close-early"
            ),
        ),
        (
            events.Event,
            (
                "applications-open applications-close early-bird-ends final-payment course-starts "
                "course-completes"
            ),
        ),
        (events.DeadlineStatus, "upcoming today passed not-announced"),
        (events.PaymentOutcome, "in-time at-risk too-late"),
        (price_list.Basis, "individual cohort"),
        (quote.Status, "firm indicative"),
        (
            quote.RefusalCode,
            (
                "no-fee-published not-published intake-closed intake-not-announced "
                "payment-too-late no-price-in-force ambiguous-price cohort-size "
                "no-vat-rate-in-force"
            ),
        ),
        (enquiry.Answer, "yes no unknown"),
        (enquiry.Outcome, "met not-met to-confirm not-applicable"),
        (enquiry.FindingKind, "request statement notice rule"),
        (enquiry.Verdict, "eligible to-confirm not-eligible not-applicable"),
        (verification.Verdict, "holds changed gone lapsed inconsistent"),
        (Level, "error warning info"),
        (price_changes.PriceChangeKind, "dearer cheaper not-comparable new gone"),
        (deadline_changes.DeadlineChangeKind, "moved new gone"),
        (renames.NameKind, "qualification intake category"),
        (fact_changes.Section, "vat eligibility other"),
    ],
    ids=lambda of: of.__name__ if isinstance(of, type) else "",
)
def test_values(values: type[Enum], written: str) -> None:
    assert [each.value for each in values] == written.split()
