"""Every way to buy the same thing: ``rrn-fees/comparison/1``."""

from collections.abc import Iterator
from typing import Any, Literal

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.comparison import MOST_TRIED, Comparison, Option, SizeComparison
from rrn_fees.contract.base import (
    JsonAnswer,
    Model,
    OriginModel,
    at,
    at_if_there,
    schema_key,
    written,
)
from rrn_fees.contract.quote import ItemModel, LineModel, NoteModel, RequestModel, TotalsModel
from rrn_fees.contract.values import IsoDate, Money, SignedMoney, SignedRate
from rrn_fees.pricing.price_list import Basis
from rrn_fees.render_options import RenderOptions


class PerLearnerModel(Model):
    """What an amount comes to for each learner; ``exact`` if that is the amount again."""

    net: Money = at("net_per_learner.amount")
    net_exact: bool = at("net_per_learner.exact")
    gross: Money = at("gross_per_learner.amount")
    gross_exact: bool = at("gross_per_learner.exact")


class SavingModel(Model):
    """What an option costs less than the dearest; a per cent is null where that costs nothing."""

    net: SignedMoney
    gross: SignedMoney
    net_percent: SignedRate | None
    gross_percent: SignedRate | None


class RefusalItemModel(Model):
    """Why an option has no price, and the way out."""

    code: str
    message: str
    hint: str
    qualification: str


class OptionModel(Model):
    """One way to buy. What depends on a price is null, or empty, where there is none."""

    option: str = at("option.name")
    category: str = at("option.category")
    basis: Basis | None = at("option.basis")
    early_bird: bool = at("option.early_bird")
    status: Literal["firm", "indicative", "refused"]
    request: RequestModel | None = at_if_there("quote.request")
    from_day: IsoDate | None = at("option.from_day")
    totals: TotalsModel | None = at_if_there("quote.totals")
    per_learner: PerLearnerModel | None = at("quote")
    saving: SavingModel | None
    cheapest: bool
    same_as: str | None = at_if_there("same_as.name")
    pay_by: IsoDate | None = at_if_there("quote.pay_by")
    pay_by_working_day: IsoDate | None = at_if_there("quote.pay_by_working_day")
    lines: tuple[LineModel, ...]
    notes: tuple[NoteModel, ...]
    refusals: tuple[RefusalItemModel, ...] = at("option.reasons")


class AtSizeModel(Model):
    """Every option for one number of learners; what joining saves is null where not known."""

    learners: int = at("size.learners")
    items: tuple[ItemModel, ...] = at("size.items")
    saved_by_joining: SignedMoney | None
    options: tuple[OptionModel, ...]


class JoiningModel(Model):
    """From how many learners it pays to become a member, among those that were tried.

    The fee and what it saves are without VAT.
    """

    membership_fee: Money = at("joining.fee")
    pays_first_at: int | None = at("joining.first")
    pays_from: int | None = at("joining.always_from")
    tried_up_to: int
    refusal: RefusalItemModel | None = at("joining.refused")


class ComparisonModel(Model):
    """Every way to buy the same thing: ``rrn-fees/comparison/1``."""

    schema_: Literal["rrn-fees/comparison/1"] = schema_key("rrn-fees/comparison/1")
    on: IsoDate = at("wanted.on")
    tax_point: IsoDate = at("comparison.tax_point")
    currency: str = at("catalogue.currency")
    intake: str | None = at("wanted.intake")
    paying_on: IsoDate | None = at("wanted.paying_on")
    indicative: bool = at("wanted.indicative")
    sizes: tuple[AtSizeModel, ...]
    joining: JoiningModel | None
    catalogue: OriginModel = at("comparison.catalogue")


def comparison_answer(
    found: Comparison, catalogue: Catalogue, options: RenderOptions
) -> JsonAnswer:
    """Return *found* as it is written in JSON."""
    del options
    joining = found.joining
    without_rows = ComparisonModel.of(
        comparison=found,
        wanted=found.wanted,
        catalogue=catalogue,
        sizes=(),
        joining=JoiningModel.of(joining=joining, tried_up_to=MOST_TRIED) if joining else None,
    )
    return JsonAnswer(written(without_rows), {"sizes": _sizes(found)})


def _sizes(found: Comparison) -> Iterator[dict[str, Any]]:
    saved = found.joining.saved if found.joining else [None for _ in found.sizes]
    for size, saved_by_joining in zip(found.sizes, saved, strict=True):
        options = tuple(_option(option, size) for option in size.options)
        yield written(AtSizeModel.of(size=size, saved_by_joining=saved_by_joining, options=options))


def _option(option: Option, size: SizeComparison) -> OptionModel:
    quote = option.quote
    return OptionModel.of(
        option=option,
        quote=quote,
        status=quote.status.value if quote else "refused",
        saving=size.saving(quote) if quote else None,
        cheapest=quote is not None and size.is_cheapest(quote),
        same_as=size.same_as(option),
        lines=quote.lines if quote else (),
        notes=quote.notes if quote else (),
    )
