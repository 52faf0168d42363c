"""Random catalogues and requests, small enough that everything in them meets everything else.

A catalogue is made as a file would say it and then built from the model's types, or written as
YAML and read by the loader: both must price alike. All days lie within a few weeks, so that the
ends of windows, deadlines and rates of VAT fall on each other and on the days that are asked about.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from rrn_fees.catalogue import model
from rrn_fees.catalogue.loader import parse_catalogue
from rrn_fees.money import RoundingMode, parse_percent, parse_pounds
from rrn_fees.pricing.price_list import Basis
from rrn_fees.pricing.quote import MOST_LEARNERS, Item, Request

FIRST = date(2024, 2, 1)
DAYS = 40
CATEGORIES = {
    "member": {"label": "Member"},
    "non-member": {"label": "Non-member"},
    "charity": {"label": "Charity", "claim": "being a charity"},
    "anyone": {"label": "Anyone"},
}
SOURCE = "page"
PERCENTS = ("20", "20", "20", "17.5", "5", "0", "12.25", "100", "0.01")

File = dict[str, Any]
"""A catalogue, or a part of one, as YAML has it."""


def random_file(rng: Random) -> File:
    """Return a random catalogue, as its file would say it."""
    categories = rng.sample(sorted(CATEGORIES), rng.choice((1, 2, 2, 2, 3)))
    percents = rng.choices(PERCENTS, k=rng.choice((1, 2)))  # few, so that codes share them
    rates = {f"rate-{number}": _rates(rng, percents) for number in range(rng.choice((1, 2, 2, 3)))}
    codes = [*rates, *rates, "exempt", "outside-scope"]
    rounding = {
        "per": rng.choice(("rate", "rate", "line", "unit")),
        "mode": rng.choice(("half-up", "half-up", "down")),
    }
    qualifications = {
        f"course-{number}": _qualification(rng, categories, codes)
        for number in range(rng.choice((1, 1, 2, 3)))
    }
    return {
        "format": 1,
        "currency": "GBP",
        "categories": {name: CATEGORIES[name] for name in categories},
        "sources": {SOURCE: {"title": "A page"}},
        "vat": {"rounding": rounding, "rates": rates},
        "qualifications": qualifications,
    }


def _any_day(rng: Random) -> date:
    return FIRST + timedelta(days=rng.randrange(DAYS))


def _chance(rng: Random, of: float) -> bool:
    return rng.random() < of


def _rates(rng: Random, percents: Sequence[str]) -> list[File]:
    """Return one to three rates; the first mostly begins before any day that is asked about."""
    first = _any_day(rng) if _chance(rng, 0.08) else FIRST - timedelta(days=rng.randrange(100))
    begin = sorted({first, *(_any_day(rng) for _ in range(rng.choice((0, 0, 1, 1, 2))))})
    rates: list[File] = []
    for at, day in enumerate(begin):
        rate: File = {
            "valid_from": day,
            "percent": rng.choice(percents),
            "source": SOURCE,
        }
        if _chance(rng, 0.1):
            latest = begin[at + 1] - timedelta(days=1) if at + 1 < len(begin) else FIRST + DAYS * _D
            rate["valid_through"] = day + timedelta(days=rng.randint(0, (latest - day).days))
        rates.append(rate)
    rng.shuffle(rates)
    return rates


_D = timedelta(days=1)


def _qualification(rng: Random, categories: list[str], codes: list[str]) -> File:
    intakes = (
        {}
        if _chance(rng, 0.25)
        else {
            f"run-{name}": _intake(rng) for name in rng.sample("abcd", rng.choice((1, 1, 2, 2, 3)))
        }
    )
    qualification: File = {
        "title": "A Course",
        "kind": "training",
        "source": SOURCE,
        "intakes": intakes,
        "fees": _fees(rng, categories, codes, sorted(intakes)),
    }
    if _chance(rng, 0.2):
        text = rng.choice(("Lunch is included.", "not-published"))
        qualification["notices"] = [{"about": "lunch", "text": text, "source": SOURCE}]
    return qualification


def _intake(rng: Random) -> File:
    intake: File = {"status": rng.choice(("scheduled",) * 8 + ("closed", "speculative"))}
    starts = _any_day(rng) + _D * rng.choice((0, 20, 40, 40))
    final = min(starts, _any_day(rng) + _D * rng.choice((0, 10, 20)))
    closes = _any_day(rng) + _D * rng.choice((0, 0, 20))
    unknown = ("not-announced", "not-published")
    intake |= _perhaps(rng, "starts_on", starts, unknown)
    intake |= _perhaps(rng, "final_payment_on", final, unknown)
    applications = _perhaps(rng, "closes_on", closes, ("not-announced",))
    if _chance(rng, 0.35):
        ends = [applications.get("closes_on"), intake.get("final_payment_on"), starts - _D]
        latest = min(day for day in ends if isinstance(day, date))
        applications["opens_on"] = min(_any_day(rng), latest)
    if _chance(rng, 0.2):
        applications["may_close_early"] = True
    if applications:
        intake["applications"] = applications
    return intake


def _perhaps(rng: Random, key: str, day: date, unknown: Sequence[str]) -> File:
    """Return *key* with a date, or with a mark that says it is not known, or nothing."""
    return rng.choice(({key: day}, {key: day}, {key: day}, {key: rng.choice(unknown)}, {}))


def _fees(rng: Random, categories: list[str], codes: list[str], intakes: list[str]) -> list[File]:
    """Return fee schedules: mostly one that holds, sometimes none, or several, or two at once."""
    if _chance(rng, 0.02):
        return []
    shape = rng.choice(("one", "one", "one", "in-turn", "by-intake", "any"))
    early = FIRST - timedelta(days=50)
    if shape == "in-turn":
        change = _any_day(rng)
        windows: list[File] = [
            {"valid_from": early, "valid_through": change},
            {"valid_from": change + _D * rng.choice((1, 1, 1, 0, 5))},
        ]
    elif shape == "by-intake" and intakes:
        windows = [{"intakes": [name]} for name in intakes if _chance(rng, 0.9)]
        if _chance(rng, 0.2):
            windows.append({"valid_from": _any_day(rng)})
    elif shape == "any":
        windows = [_window(rng, intakes) for _ in range(rng.choice((1, 2, 3)))]
    else:
        windows = [
            {"valid_from": early} if not intakes or _chance(rng, 0.5) else {"intakes": intakes}
        ]
    return [window | _prices(rng, categories, codes) for window in windows]


def _window(rng: Random, intakes: list[str]) -> File:
    window: File = {}
    if intakes and _chance(rng, 0.6):
        window["intakes"] = rng.sample(intakes, rng.randint(1, len(intakes)))
    if not window or _chance(rng, 0.3):
        window["valid_from"] = _any_day(rng)
    if _chance(rng, 0.4):
        last = max(_any_day(rng), window.get("valid_from", FIRST))
        window["valid_through"] = last
    return window


def _amount(rng: Random) -> int:
    return rng.choice(
        (
            rng.randint(2, 30),
            rng.randint(2, 999),
            rng.randint(100, 300_000),
            rng.randrange(10_000, 200_000, 100),
            rng.choice((9_999_999_999, rng.randint(2, 999))),
        )
    )


def _prices(rng: Random, categories: list[str], codes: list[str]) -> File:
    size = rng.choice((2, 3, 3, 4, 6, 6, 30))
    individual: dict[str, int] = {}
    cohort: dict[str, int] = {}
    with_cohorts = _chance(rng, 0.7)
    for name in categories:
        price = _amount(rng)
        if _chance(rng, 0.88):
            individual[name] = price
        if with_cohorts and _chance(rng, 0.85):
            change = rng.choice((0, 0, 0, -1, 1, -2, -price // 2, -price, -2 * price, price, 7))
            cohort[name] = min(max(1, size * price + change), 9_999_999_999)
    if not individual and not cohort:
        individual[categories[0]] = _amount(rng)
    prices: File = {
        "vat": rng.choice(codes),
        "source": SOURCE,
        "individual": _texts(individual),
        "prices_include_vat": _chance(rng, 0.3),
    }
    if cohort:
        prices["cohort"] = {"size": size, "prices": _texts(cohort)}
    elif _chance(rng, 0.2):
        prices["cohort"] = "not-published"
    if _chance(rng, 0.55):
        bird = _early_bird(rng, individual, cohort)
        if bird:
            prices["early_bird"] = bird
    return prices


def _early_bird(rng: Random, individual: dict[str, int], cohort: dict[str, int]) -> File:
    bird: File = {
        "until": rng.choice(
            (
                _any_day(rng),
                _any_day(rng),
                {"weeks_before_start": rng.randint(1, 5)},
                "not-announced",
            )
        )
    }
    if _chance(rng, 0.7):
        bird["earned_by"] = rng.choice(("application", "payment"))
    if _chance(rng, 0.3) and min((*individual.values(), *cohort.values())) > 100:
        return bird | {"percent": rng.choice(("10", "12.5", "33.33", "1.25"))}
    for basis, standard, part in (("individual", individual, 0.85), ("cohort", cohort, 0.6)):
        lowered = {
            name: rng.choice((price - 1, price * 9 // 10, price // 2, rng.randrange(price)))
            for name, price in standard.items()
            if price > 1 and _chance(rng, part)
        }
        if lowered:
            bird[basis] = _texts(lowered)
    if _chance(rng, 0.1):
        bird["percent"] = "10"  # beside printed prices it is only a check
    return bird if "individual" in bird or "cohort" in bird else {}


def _texts(prices: Mapping[str, int]) -> dict[str, str]:
    return {name: f"{price // 100}.{price % 100:02}" for name, price in prices.items()}


def random_request(rng: Random, catalogue: model.Catalogue) -> Request:
    """Return a random request for something in *catalogue*."""
    names = sorted(catalogue.qualifications)
    chosen = rng.sample(names, rng.choice((1, len(names))))
    on = _any_day(rng) + _D * rng.choice((0, 0, 0, 0, -20, 40))
    shared = set.intersection(*(set(catalogue.qualifications[each].intakes) for each in chosen))
    return Request(
        items=tuple(Item(each, _learners(rng)) for each in chosen),
        category=rng.choice(sorted(catalogue.categories)),
        on=on,
        intake=rng.choice(sorted(shared)) if shared and _chance(rng, 0.4) else None,
        basis=rng.choice((None, None, None, Basis.INDIVIDUAL, Basis.COHORT)),
        early_bird=_chance(rng, 0.2),
        paying_on=on + _D * rng.randrange(DAYS) if _chance(rng, 0.35) else None,
        tax_point=_any_day(rng) if _chance(rng, 0.25) else None,
        indicative=_chance(rng, 0.5),
    )


def _learners(rng: Random) -> int:
    if _chance(rng, 0.04):
        return rng.choice((137, 5_000, 99_999, MOST_LEARNERS))
    return rng.choice((1, 1, 2, 3, 5, 6, 6, 7, 29, rng.randint(1, 14), rng.randint(1, 60)))


# From a file to a catalogue, twice


def as_yaml(file: File) -> bytes:
    """Return the text of the file."""
    return yaml.dump(file, Dumper=_Dumper, sort_keys=False).encode()


class _Dumper(yaml.CSafeDumper):
    """Repeats what is used twice: the loader allows few aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - its parent names it
        return True


def read(file: File) -> model.Catalogue:
    """Return the catalogue as the loader reads it from the text."""
    return parse_catalogue(as_yaml(file), "random.yaml")


def built(file: File) -> model.Catalogue:
    """Return the catalogue made of the model's types, in a tenth of the time."""
    rounding = file["vat"]["rounding"]
    return model.Catalogue(
        format=1,
        currency=model.Currency.GBP,
        categories={name: model.Category(**of) for name, of in file["categories"].items()},
        sources={name: model.Source(**of) for name, of in file["sources"].items()},
        vat=model.Vat(
            rounding=model.Rounding(
                per=model.VatRounding(rounding["per"]), mode=RoundingMode(rounding["mode"])
            ),
            rates={
                code: tuple(
                    model.VatRate(**(rate | {"percent": parse_percent(rate["percent"])}))
                    for rate in rates
                )
                for code, rates in file["vat"]["rates"].items()
            },
        ),
        qualifications={
            name: _built_qualification(of) for name, of in file["qualifications"].items()
        },
    )


_MARKS: dict[object, Any] = {
    "not-announced": model.NotAnnounced.NOT_ANNOUNCED,
    "not-published": model.NotPublished.NOT_PUBLISHED,
}


def _built_qualification(file: File) -> model.Qualification:
    notices = [
        model.Notice(**(notice | {"text": _MARKS.get(notice["text"], notice["text"])}))
        for notice in file.get("notices", ())
    ]
    return model.Qualification(
        title=file["title"],
        kind=model.Kind(file["kind"]),
        source=file["source"],
        intakes={name: _built_intake(of) for name, of in file["intakes"].items()},
        fees=tuple(map(_built_schedule, file["fees"])),
        notices=tuple(notices),
    )


def _built_intake(file: File) -> model.Intake:
    dates: File = {
        key: _MARKS.get(file[key], file[key])
        for key in ("starts_on", "final_payment_on")
        if key in file
    }
    applications = dict(file.get("applications", {}))
    if "closes_on" in applications:
        applications["closes_on"] = _MARKS.get(applications["closes_on"], applications["closes_on"])
    return model.Intake(
        status=model.IntakeStatus(file["status"]),
        applications=model.Applications(**applications),
        **dates,
    )


def _built_schedule(file: File) -> model.FeeSchedule:
    built_: File = {key: file[key] for key in ("valid_from", "valid_through") if key in file}
    cohort = file.get("cohort")
    if cohort == "not-published":
        built_["cohort"] = model.NotPublished.NOT_PUBLISHED
    elif cohort is not None:
        built_["cohort"] = model.Cohort(size=cohort["size"], prices=_pence(cohort["prices"]))
    if "early_bird" in file:
        built_["early_bird"] = _built_early_bird(file["early_bird"])
    return model.FeeSchedule(
        intakes=tuple(file.get("intakes", ())),
        vat=file["vat"],
        prices_include_vat=file["prices_include_vat"],
        individual=_pence(file["individual"]),
        source=file["source"],
        **built_,
    )


def _built_early_bird(file: File) -> model.EarlyBird:
    until: Any = file["until"]
    if isinstance(until, dict):
        until = model.WeeksBeforeStart(**until)
    return model.EarlyBird(
        individual=_pence(file.get("individual", {})),
        cohort=_pence(file.get("cohort", {})),
        percent=parse_percent(file["percent"]) if "percent" in file else None,
        until=_MARKS[until] if isinstance(until, str) else until,
        earned_by=model.EarnedBy(file.get("earned_by", "application")),
    )


def _pence(prices: Mapping[str, str]) -> dict[str, int]:
    return {name: parse_pounds(price) for name, price in prices.items()}
