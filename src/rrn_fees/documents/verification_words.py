"""What has become of a saved quote, in words, in whatever format."""

from rrn_fees.verification import Verdict, Verification

_VERDICTS = {
    Verdict.HOLDS: "The quote holds",
    Verdict.CHANGED: "The quote has changed",
    Verdict.GONE: "The quote can no longer be had",
    Verdict.LAPSED: "The quote has lapsed",
    Verdict.INCONSISTENT: "The quote is inconsistent: it was edited",
}


def verdict_said(found: Verification) -> str:
    """Say what has become of a saved quote."""
    return _VERDICTS[found.verdict]
