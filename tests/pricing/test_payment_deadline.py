"""What a quote says of the deadlines that it depends on."""

from datetime import date

from support import TESTS, catalogue, parsed, quoted, working_days

from rrn_fees.deadlines.notes import NoteCode
from rrn_fees.pricing.payment_deadline import with_deadline

DATES = catalogue("dates")


def test_a_quote_says_that_applications_may_close_early_once() -> None:
    quote = quoted("apply-first", of=DATES, on=date(2024, 3, 1))
    seen = with_deadline(quote, DATES, working_days())
    closing = seen.deadlines[0]
    assert NoteCode.MAY_CLOSE_EARLY in [note.code for note in closing.notes]
    assert [note.code for note in seen.notes].count(NoteCode.MAY_CLOSE_EARLY) == 1


def test_a_quote_leaves_out_that_a_deadline_follows_a_bank_holiday() -> None:
    text = (TESTS / "catalogues/dates.yaml").read_text(encoding="utf-8")
    after_easter = parsed(text.replace("payment_on: 2024-04-01", "payment_on: 2024-04-02"))
    quote = quoted("easter", of=after_easter, on=date(2024, 3, 1))
    seen = with_deadline(quote, after_easter, working_days())
    final_payment = seen.deadlines[0]
    assert [note.code for note in final_payment.notes] == [NoteCode.FOLLOWS_BANK_HOLIDAY]
    assert NoteCode.FOLLOWS_BANK_HOLIDAY not in [note.code for note in seen.notes]


def test_the_deadlines_of_a_quote_are_in_the_order_of_their_days() -> None:
    quote = quoted("early-paid", "apply-first", of=DATES, on=date(2024, 3, 1))
    days = [each.date for each in with_deadline(quote, DATES, working_days()).deadlines]
    known = [day for day in days if day is not None]
    assert known == sorted(known) == days
    assert len(known) > 3
