"""What a refusal says."""

from read_documents import ANSWERS, OF, PLAIN, texts

from rrn_fees.documents.refusal import refusal_document


def test_a_refusal_says_of_each_item_why_and_what_to_do() -> None:
    refusal = ANSWERS["a refusal"]
    document = refusal_document(refusal, OF, PLAIN)  # type: ignore[arg-type]
    said = texts(document)
    for each in (refusal, *refusal.also):  # type: ignore[attr-defined]
        assert f"No quote for {each.qualification}: {each.code.value}" in said
        assert each.message in said
        assert each.hint in said
