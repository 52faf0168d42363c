"""Names that change between two catalogues: what is known again, and what nobody can tell."""

import re
from dataclasses import replace
from time import process_time
from typing import Any

import pytest
from support import FEBRUARY, SHIPPED, TESTS, catalogue, parsed, run, working_days, written

from rrn_fees import Changes, diff_catalogues
from rrn_fees.diff.price_changes import Limit
from rrn_fees.diff.rename_search import find_renames
from rrn_fees.documents.diff_text import may_be_renamed
from rrn_fees.formats import Format
from rrn_fees.formats.markdown.markup import escaped

HEAD = """
format: 1
currency: GBP
categories: CATEGORIES
sources: {page: {title: Page}}
vat:
  rates:
    standard: [{valid_from: 2011-01-04, percent: "20", source: page}]
qualifications:
"""
BOTH = "{member: {label: Member}, other: {label: Other}}"


def course(name: str, *fees: str, title: str = "", intakes: str = "", more: str = "") -> str:
    listed = "".join(f"      - {{source: page, vat: standard, {fee}}}\n" for fee in fees)
    return (
        f"  {name}:\n    title: {title or name}\n    kind: training\n    source: page\n{more}"
        + (f"    intakes: {{{intakes}}}\n" if intakes else "")
        + f"    fees:\n{listed}"
    )


def fee(member: str = "100.00", other: str = "120.00", *, run: str = "", more: str = "") -> str:
    when = f"intakes: [{run}]" if run else "valid_from: 2024-01-01"
    return f'{when}, individual: {{member: "{member}", other: "{other}"}}{more}'


def between(old: str, new: str, *, categories: tuple[str, str] = (BOTH, BOTH)) -> Changes:
    texts = (
        HEAD.replace("CATEGORIES", payers) + text
        for payers, text in zip(categories, (old, new), strict=True)
    )
    before, after = (parsed(text) for text in texts)
    return diff_catalogues(before, after, FEBRUARY, working_days())


def names(found: Changes) -> list[tuple[str, str | None, str, str]]:
    return [(each.kind, each.qualification, each.old, each.new) for each in found.renames.all()]


def told(found: Changes) -> dict[str, int]:
    return found.price_counts


# What is known again ---------------------------------------------------------------------------

TEXT = SHIPPED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("edits", "renames"),
    [
        ([("  certificate:\n", "  certificate-l4:\n")],
         [("qualification", None, "certificate", "certificate-l4")]),
        ([("2025-early", "2025-spring")],
         [("intake", "hopes-diploma", "2025-early", "2025-spring")]),
        ([("  non-member:", "  public:"), ("non-member: ", "public: ")],
         [("category", None, "non-member", "public")]),
        ([("  hopes-diploma:\n", "  hopes:\n"), ("2025-early", "2025-spring"),
          ("  non-member:", "  public:"), ("non-member: ", "public: ")],
         [("qualification", None, "hopes-diploma", "hopes"),
          ("category", None, "non-member", "public"),
          ("intake", "hopes", "2025-early", "2025-spring")]),
    ],
    ids=["a qualification", "an intake", "a category", "all at once"],
)  # fmt: skip
def test_a_new_name_is_told_and_is_no_rise_but_does_not_hide_one(
    edits: list[tuple[str, str]], renames: list[tuple[Any, ...]]
) -> None:
    text = TEXT
    for passage, by in edits:
        text = text.replace(passage, by)
    found = diff_catalogues(catalogue(), parsed(text), FEBRUARY, working_days())
    assert names(found) == renames
    assert not found.is_empty
    assert not found.prices
    assert not found.deadlines
    assert not found.facts
    assert not found.has_increase
    dearer = diff_catalogues(
        catalogue(), parsed(text.replace('"2100.00"', '"2150.00"')), FEBRUARY, working_days()
    )
    assert told(dearer) == {"dearer": 2}
    assert dearer.has_increase


def test_a_new_name_is_followed_wherever_it_stands() -> None:
    text = (TESTS / "catalogues" / "everything.yaml").read_text(encoding="utf-8")
    for old, new in (("member", "staff"), ("anyone", "public"), ("spring", "may"),
                     ("autumn", "october"), ("course", "class")):  # fmt: skip
        text = re.sub(rf"\b{old}(?=:|\])", new, text)
    found = diff_catalogues(catalogue("everything"), parsed(text), FEBRUARY, working_days())
    assert len(names(found)) == 5
    assert not found.prices
    assert not found.deadlines
    assert not found.facts


def test_a_qualification_with_a_new_title_is_known_by_its_prices() -> None:
    old = course("one", fee(), title="First aid") + course("two", fee("200.00", "300.00"))
    for prices, dearer in ((("200.00", "300.00"), 0), (("210.00", "315.00"), 2)):
        new = course("one", fee(), title="First aid") + course("three", fee(*prices), title="two x")
        found = between(old, new)
        assert names(found) == [("qualification", None, "two", "three")]
        assert told(found) == ({"dearer": dearer} if dearer else {})


def test_prices_that_rose_by_one_factor_are_those_of_the_same_only_if_something_else_is() -> None:
    old, new = course("one", fee(), title="First aid"), fee("110.00", "132.00")
    assert between(old, course("two", new, title="Pottery")).unmatched
    assert names(between(old, course("two", new, title="First aid at work")))
    level = "    award: Diploma\n    level: 5\n"
    found = between(
        course("one", fee(), title="First aid", more=level),
        course("two", new, title="Pottery", more=level),
    )
    assert names(found) == [("qualification", None, "one", "two")]


def test_intakes_that_all_rose_are_matched_cheapest_to_cheapest() -> None:
    def prices(*runs: tuple[str, int]) -> str:
        fees = [fee(f"{each}.00", f"{each * 2}.00", run=name) for name, each in runs]
        return course("one", *fees, intakes=", ".join(f"{name}: {{}}" for name, _ in runs))

    old = prices(("a", 100), ("b", 200), ("c", 300))
    found = between(old, prices(("z", 330), ("y", 110), ("x", 220)))
    assert names(found) == [
        ("intake", "one", "a", "y"), ("intake", "one", "b", "x"), ("intake", "one", "c", "z"),
    ]  # fmt: skip
    assert told(found) == {"dearer": 6}
    unsure = between(old, prices(("z", 300), ("y", 110), ("x", 250)))
    assert names(unsure) == [("intake", "one", "c", "z")]
    assert [[each.name for each in one.gone] for one in unsure.unmatched] == [["a", "b"]]
    assert unsure.has_increase


def test_intakes_are_known_by_their_dates_before_their_prices() -> None:
    def runs(first: str, second: str) -> str:
        return course(
            "one",
            fee(run=first),
            fee("200.00", run=second),
            intakes=f"{first}: {{starts_on: 2024-05-01}}, {second}: {{starts_on: 2024-06-01}}",
        )

    swapped = runs("c", "d").replace("2024-05", "2024-07").replace("2024-06", "2024-05")
    found = between(runs("a", "b"), swapped.replace("2024-07", "2024-06"))
    assert names(found) == [("intake", "one", "a", "d"), ("intake", "one", "b", "c")]
    assert told(found) == {"dearer": 1, "cheaper": 1}


def test_the_old_file_is_told_of_by_its_old_names() -> None:
    old = course("one", fee(run="a", more=', early_bird: {percent: "10", until: 2024-03-01}'),
                 title="First aid", intakes="a: {label: May, final_payment_on: 2024-04-01}",
                 more="    level: 4\n")  # fmt: skip
    new = (
        old.replace("  one:", "  two:").replace("[a]", "[b]").replace("a: {label", "b: {label")
        .replace("2024-04-01", "2024-04-02").replace("2024-03-01", "2024-03-02")
        .replace("level: 4", "level: 5").replace('"100.00"', '"101.00"')
    )  # fmt: skip
    found = between(old, new)
    assert [(fact.old_path, fact.new_path) for fact in found.facts] == [
        ("qualifications.one.level", "qualifications.two.level")
    ]
    assert [(each.kind, each.at.intake) for each in found.deadlines] == [
        ("moved", "b"), ("moved", "b"),
    ]  # fmt: skip
    change = found.prices[0]
    assert change.old
    assert change.new
    assert (change.old.row.schedule, change.new.row.schedule) == (
        "qualifications.one.fees[0]", "qualifications.two.fees[0]"
    )  # fmt: skip
    gone = between(old, new.replace("[b]", "[b], valid_from: 2024-01-01"))
    assert ("qualifications.two.fees[0].valid_from", None) in [
        (fact.new_path, fact.old) for fact in gone.facts
    ]


def test_a_price_taken_from_a_category_of_another_name_is_told_under_the_old_one() -> None:
    public = BOTH.replace("other:", "public:")
    new = course("one", 'valid_from: 2024-01-01, individual: {member: "100.00"}')
    both = new + course("two", fee().replace("other", "public"))
    found = between(course("one", fee()) + course("two", fee()), both, categories=(BOTH, public))
    assert told(found) == {"gone": 1}
    assert found.prices[0].row.category == "other"
    assert not found.facts
    for form in (Format.TABLE, Format.MARKDOWN, Format.JSON):
        assert "Other" in written(found, form=form) or form is Format.JSON


# What nobody can tell --------------------------------------------------------------------------

SPRING = "spring: {}"
UNSURE: list[Any] = [
    # id, what was, what is, the kinds of what is gone and of what is new
    ("a qualification", course("one", fee(), title="First aid"),
     course("two", fee("150.00", "121.00"), title="Pottery"), "qualification", "qualification"),
    ("several intakes",
     course("one", fee(run="a"), fee("200.00", run="b"), intakes="a: {}, b: {}"),
     course("one", fee("110.00", run="c"), fee("300.00", run="d"), intakes="c: {}, d: {}"),
     "intake", "intake"),
    ("the first intakes of a qualification", course("one", fee()),
     course("one", fee("101.00", run="spring"), intakes=SPRING), "intake", "intake"),
    ("a category that stays without a price", course("one", fee()),
     course("one", 'valid_from: 2024-01-01, individual: {other: "120.00", third: "110.00"}'),
     "category", "category"),
    ("an individual fee become a cohort's", course("one", fee()),
     course("one", 'valid_from: 2024-01-01, '
            'cohort: {size: 2, prices: {member: "300.00", other: "300.00"}}'), "price", "price"),
    ("an intake become a qualification",
     course("one", fee(run="a"), fee(run="b"), intakes="a: {}, b: {}", title="First aid"),
     course("one", fee(run="a"), intakes="a: {}", title="First aid")
     + course("two", fee("150.00"), title="Pottery"), "intake", "qualification"),
    ("a qualification become an intake",
     course("one", fee(run="a"), intakes="a: {}") + course("two", fee("90.00")),
     course("one", fee(run="a"), fee("101.00", run="b"), intakes="a: {}, b: {}"),
     "qualification", "intake"),
]  # fmt: skip
THIRD = BOTH.replace("}}", "}, third: {label: Third}}")


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"), [pytest.param(*row[1:], id=row[0]) for row in UNSURE]
)
def test_what_may_have_been_renamed_cannot_be_compared(
    old: str, new: str, gone: str, come: str
) -> None:
    found = between(old, new, categories=(THIRD, THIRD))
    [unsure] = found.unmatched
    assert {each.kind for each in unsure.gone} == {gone}
    assert {each.kind for each in unsure.new} == {come}
    assert "dearer" not in told(found)
    assert found.has_increase
    assert "this may be a rename, so the prices cannot be compared." in " ".join(
        written(found).split()
    )
    assert "1 possible rename" in written(found, form=Format.MARKDOWN)


EXPIRED = "valid_from: 2023-01-01, valid_through: 2024-01-02"
OVER = fee().replace("valid_from: 2024-01-01", EXPIRED)
MAY, JUNE = "starts_on: 2024-05-06", "starts_on: 2024-06-06"
NAMESAKES: list[Any] = [
    # id, what was, what is, what is gone, what is new
    ("a decoy of a qualification", course("one", fee(), title="First aid"),
     course("decoy", OVER, title="First aid") + course("two", fee("900.00"), title="First  Aid"),
     ["one"], ["decoy", "two"]),
    ("a qualification that stays and is over", course("one", fee(), title="First aid"),
     course("one", OVER, title="First aid") + course("two", fee("900.00"), title="First aid"),
     ["one"], ["two"]),
    ("a decoy of an intake", course("one", fee(run="a"), intakes=f"a: {{{MAY}}}"),
     course("one", fee(run="b"), fee("500.00", run="c"),
            intakes=f"b: {{{MAY}}}, c: {{{MAY}}}"), ["a"], ["b", "c"]),
    ("an intake that stays and is closed", course("one", fee(run="a"), intakes=f"a: {{{MAY}}}"),
     course("one", fee(run="a"), fee("500.00", run="c"),
            intakes=f"a: {{{MAY}, status: closed}}, c: {{{MAY}}}"), ["a"], ["c"]),
    ("an intake of the same label that nobody can apply for",
     course("one", fee(run="a"), intakes=f"a: {{label: May, {MAY}}}"),
     course("one", fee(run="a"), fee("500.00", run="c"),
            intakes=f"a: {{label: May, {MAY}, status: speculative}}, c: {{label: may, {JUNE}}}"),
     ["a"], ["c"]),
    ("a category that stays and is over", course("one", fee()),
     course("one", OVER.replace(', other: "120.00"', ""), fee("130.00").replace("member", "third")),
     ["member"], ["third"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"), [pytest.param(*row[1:], id=row[0]) for row in NAMESAKES]
)
def test_a_thing_called_like_one_that_nobody_can_pay_for_may_be_that_one(
    old: str, new: str, gone: list[str], come: list[str]
) -> None:
    alike = BOTH.replace("}}", "}, third: {label: member}}")
    found = between(old, new, categories=(alike, alike))
    [unsure] = found.unmatched
    assert [each.name for each in unsure.gone] == gone
    assert [each.name for each in unsure.new] == come
    assert found.has_increase
    assert "can no longer be paid for" in " ".join(written(found).split())


SURE: list[Any] = [
    ("what was over before beside a namesake", course("one", OVER, title="First aid"),
     course("one", OVER, title="First aid") + course("two", fee("900.00"), title="First aid")),
    ("what is still paid for beside a namesake", course("one", fee(), title="First aid"),
     course("one", fee(), title="First aid") + course("two", fee("900.00"), title="First aid")),
    ("an intake that closes beside one of other dates",
     course("one", fee(run="a"), intakes=f"a: {{{MAY}}}"),
     course("one", fee(run="a"), fee("500.00", run="c"),
            intakes=f"a: {{{MAY}, status: closed}}, c: {{{JUNE}}}")),
    ("only gone", course("one", fee()) + course("two", fee()), course("one", fee())),
    ("only new", course("one", fee()), course("one", fee()) + course("two", fee("900.00"))),
    ("an intake more at the prices of the others",
     course("one", fee(run="a"), intakes="a: {}") + course("two", fee()),
     course("one", fee(run="a, b"), intakes="a: {}, b: {}")),
    ("something without a price",
     course("one", fee()) + "  two: {title: Two, kind: training, source: page}\n",
     course("one", fee()) + course("three", fee(), title="Pottery")),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [pytest.param(*row[1:], id=row[0]) for row in SURE])
def test_what_is_only_new_or_only_gone_is_no_rise(old: str, new: str) -> None:
    found = between(old, new)
    assert not found.unmatched
    assert not found.has_increase


def test_a_category_gone_from_many_intakes_is_told_once() -> None:
    def of(category: str) -> str:
        one = fee().replace("other", category)
        return course("one", one) + course("two", one) + course("three", fee())

    found = between(of("other"), of("third"), categories=(THIRD, THIRD))
    [unsure] = found.unmatched
    assert [(each.name, each.qualification) for each in (*unsure.gone, *unsure.new)] == [
        ("other", None), ("third", None),
    ]  # fmt: skip


# How much dearer is too much -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("member", "limit", "is_above"),
    [
        ("105.00", Limit(percent=500), False),
        ("105.01", Limit(percent=500), True),
        ("100.01", Limit(percent=1), False),
        ("100.02", Limit(percent=1), True),
        ("125.00", Limit(amount=30_00), False),
        ("125.01", Limit(amount=30_00), True),
        ("100.01", Limit(percent=0), True),
        ("100.01", Limit(amount=0), True),
        ("99.00", Limit(), False),
    ],
)
def test_a_rise_counts_beyond_the_limit_and_not_at_it(
    member: str, limit: Limit, *, is_above: bool
) -> None:
    found = between(course("one", fee()), course("one", fee(member)))
    assert bool(found.above(limit)) is is_above


def test_an_amount_is_for_each_learner_of_a_cohort() -> None:
    old, new = (
        course("one", fee(more=f', cohort: {{size: 6, prices: {{member: "{price}"}}}}'))
        for price in ("500.00", "560.00")
    )
    found = between(old, new)
    assert found.above(Limit(amount=11_99))
    assert not found.above(Limit(amount=12_00))
    gone = between(old, course("one", fee()))
    assert gone.above(Limit(amount=19_99))
    assert not gone.above(Limit(amount=20_00))
    assert gone.above(Limit(percent=19_99))
    assert not gone.above(Limit(percent=20_00))


def test_from_nothing_every_rise_is_beyond_a_per_cent() -> None:
    found = between(course("one", fee("0.00")), course("one", fee("0.01")))
    assert found.above(Limit(percent=100_00))


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [
        ("increase:5%", 0), ("increase:3.76%", 0), ("increase:3.75%", 1), ("increase:36", 0),
        ("increase:35.99", 1), ("Increase:£36", 0), ("increase:1,250.00", 0), ("INCREASE", 1),
        ("increase:", 2), ("increase:5 %", 2), ("increase:-1", 2), ("increase:1,25", 2),
        ("increase:101%", 2), ("change:5%", 2), ("increase:1e3", 2), ("increase:5%%", 2),
    ],
)  # fmt: skip
def test_the_limit_is_read_in_every_spelling_of_an_amount(
    tmp_path: Any, fail_on: str, code: int
) -> None:
    (tmp_path / "new.yaml").write_text(TEXT.replace('"799.00"', '"829.00"'), encoding="utf-8")
    done = run("catalogue", "diff", str(SHIPPED), "new.yaml", "--fail-on", fail_on, "--on",
               "2024-02-01", cwd=tmp_path)  # fmt: skip
    assert done.code == code, done.err
    if code == 1 and ":" in fail_on:
        assert "is dearer by more than" in done.err


@pytest.mark.parametrize(
    ("limit", "says"),
    [("5 %", "has a space in it"), ("-5%", "is not below nothing"), ("%", "has no number"),
     ("", "has no number"), ("-1", "is not below nothing")],
)  # fmt: skip
def test_what_is_wrong_with_a_limit_is_named(limit: str, says: str) -> None:
    done = run("catalogue", "diff", str(SHIPPED), str(SHIPPED), "--fail-on", f"increase:{limit}")
    assert done.code == 2
    assert says in " ".join(done.err.split())


def test_what_cannot_be_compared_is_beyond_every_limit(tmp_path: Any) -> None:
    old = HEAD.replace("CATEGORIES", BOTH)
    (tmp_path / "old.yaml").write_text(old + UNSURE[0][1], encoding="utf-8")
    (tmp_path / "new.yaml").write_text(old + UNSURE[0][2], encoding="utf-8")
    done = run("catalogue", "diff", "old.yaml", "new.yaml", "--fail-on", "increase:100%",
               cwd=tmp_path)  # fmt: skip
    assert done.code == 1
    assert done.err == (
        "Qualification one is gone and qualification two is new: this may be a rename, so the "
        "prices cannot be compared.\n"
    )


# The comment -----------------------------------------------------------------------------------


def test_a_comment_of_many_equal_rises_is_short() -> None:
    count = 200
    intakes = ", ".join(f"i{at}: {{}}" for at in range(count))
    old, new = (
        course("one", *(fee(member, run=f"i{at}") for at in range(count)), intakes=intakes)
        for member in ("100.00", "105.00")
    )
    text = written(between(old, new), form=Format.MARKDOWN)
    [row] = [line for line in text.splitlines() if line.startswith("| one | dearer |")]
    assert "Member, one learner, 200 intakes: i0, i1, i10, i100, " in row
    assert "i106 and 190 more |" in row
    assert "£720.00 → £756.00 (+£36.00)" in row
    assert len(text) < 2000


def test_a_comment_keeps_apart_what_differs() -> None:
    old = course("one", fee(run="a"), fee(run="b"), intakes="a: {}, b: {}")
    new = course("one", fee("105.00", run="a"), fee("106.00", run="b"), intakes="a: {}, b: {}")
    text = written(between(old, new), form=Format.MARKDOWN)
    assert text.count("| dearer") == 2


def test_the_columns_have_the_names_that_are_asked_for(tmp_path: Any) -> None:
    (tmp_path / "new.yaml").write_text(TEXT.replace('"799.00"', '"829.00"'), encoding="utf-8")
    both = (str(SHIPPED), "new.yaml", "--on", "2024-02-01")
    labels = ("--before-label", "main", "--after-label", "#12 *by* @me |")
    done = run("catalogue", "diff", *both, *labels, "-f", "markdown", cwd=tmp_path)
    assert "| main excl. VAT | \\#&#8203;12 \\*by\\* @&#8203;me \\| excl. VAT |" in done.out
    assert f"- Catalogue: {escaped(str(SHIPPED))} (main)\n" in done.out
    assert "- Catalogue: new.yaml (\\#&#8203;12 \\*by\\* @&#8203;me \\|)\n" in done.out
    page = run("catalogue", "diff", *both, *labels, cwd=tmp_path).out
    assert "main" in page
    assert "#12 *by* @me |" in page
    for wrong in ("", "  ", "a\nb", "\x1b[2J", "\u202e", "x" * 41, "After"):
        done = run("catalogue", "diff", *both, "--before-label", wrong, cwd=tmp_path)
        assert (done.code, done.out) == (2, ""), wrong


# Size ------------------------------------------------------------------------------------------


def test_many_names_take_time_in_proportion() -> None:
    def time(count: int) -> float:
        old = parsed(
            HEAD.replace("CATEGORIES", BOTH)
            + "".join(
                course(f"a{at}", fee(f"{at + 100}.00"), title=f"Course {at}") for at in range(count)
            )
        )
        new = replace(
            old,
            qualifications={
                f"b{at}": replace(of, title=f"Lesson {at * 7}")
                for at, of in enumerate(reversed([*old.qualifications.values()]))
            },
        )
        spent = []
        for _ in range(3):  # the best of three: the machine may be busy with something else
            began = process_time()
            found = find_renames(old, new)
            spent.append(process_time() - began)
            assert len(found.qualifications) == count
        return min(spent)

    assert time(1500) < 30 * time(150)  # ten times the names


# Names that stand for another thing ------------------------------------------------------------

INTAKES = "spring: {label: Spring, starts_on: 2024-04-01}, autumn: {label: Autumn}"
TWO_RUNS = (fee("100.00", run="spring"), fee("200.00", run="autumn"))


@pytest.mark.parametrize(
    ("edits", "name", "told_of"),
    [
        ([("label: Spring", "label: X"), ("label: Autumn", "label: Spring")],
         "Spring", [("dearer", "autumn", "member")]),
        ([("spring: {label: Spring, starts_on: 2024-04-01}", "spring: {label: Spring}"),
          ("autumn: {label: Autumn}", "autumn: {label: Autumn, starts_on: 2024-04-01}")],
         None, [("dearer", "autumn", "member")]),
    ],
    ids=["a label", "the dates"],
)  # fmt: skip
def test_a_name_that_stands_for_a_dearer_intake_is_an_increase_under_that_name(
    edits: list[tuple[str, str]], name: str | None, told_of: list[tuple[str, str, str]]
) -> None:
    old = course("one", *TWO_RUNS, intakes=INTAKES)
    new = old
    for passage, by in edits:
        assert passage in new
        new = new.replace(passage, by)
    found = between(old, new)
    assert [
        (change.kind.value, change.row.intake, change.row.category) for change in found.prices
    ] == told_of
    [moved] = found.prices[0].names
    assert (moved.kind, moved.name, moved.old, moved.new) == ("intake", name, "spring", "autumn")
    assert found.has_increase
    assert not found.above(Limit(percent=100_00))
    for form, how in (
        (Format.TABLE, "asked for"),
        (Format.MARKDOWN, "asked for"),
        (Format.JSON, '"asked_for_as"'),
    ):
        text = " ".join(written(found, form=form).split())
        assert how in text, text


def test_categories_that_swap_their_labels_are_compared_under_each() -> None:
    old = course("one", fee("100.00", "120.00"))
    swapped = BOTH.replace("Member", "X").replace("Other", "Member").replace("X", "Other")
    found = between(old, old, categories=(BOTH, swapped))
    assert told(found) == {"dearer": 1, "cheaper": 1}
    assert {change.kind: change.names[0].name for change in found.prices} == {
        "dearer": "Member",
        "cheaper": "Other",
    }


def test_what_is_gone_under_a_name_is_an_increase_where_its_rest_is_dearer() -> None:
    cohort = ', cohort: {size: 6, prices: {member: "500.00"}}'
    old = course("one", fee(run="spring", more=cohort), fee(run="autumn"), intakes=INTAKES)
    new = old.replace("label: Spring", "label: X").replace("label: Autumn", "label: Spring")
    found = between(old, new)
    assert told(found) == {"gone": 1}
    assert found.has_increase
    assert not found.above(Limit(percent=20_00))


def test_qualifications_with_other_intakes_that_swap_titles_cannot_be_compared(
    tmp_path: Any,
) -> None:
    old = course("one", *TWO_RUNS, intakes=INTAKES) + course("two", fee("50.00"))
    new = old.replace("title: one", "title: x").replace("title: two", "title: one")
    for label, text in (("old", old), ("new", new.replace("title: x", "title: two"))):
        (tmp_path / f"{label}.yaml").write_text(HEAD.replace("CATEGORIES", BOTH) + text)
    outcome = run(
        "catalogue", "diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"),
        "--fail-on", "increase",
    )  # fmt: skip
    assert outcome.code == 1
    assert "Qualification one had the title that qualification two has now" in outcome.err


def test_an_identifier_given_to_another_qualification_cannot_be_compared() -> None:
    old = course("one", *TWO_RUNS, intakes=INTAKES) + course("two", fee("50.00"))
    names = {"  one:": "  x:", "  two:": "  one:", "  x:": "  two:"}
    new = old
    for passage, by in names.items():
        new = new.replace(passage, by)
    sentences = may_be_renamed(between(old, new))
    assert sentences[2].startswith("Qualification one has another title and other intakes")
