"""A refusal: ``rrn-fees/refusal/1``."""

from typing import Literal

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.contract.base import JsonAnswer, Model, OriginModel, at, schema_key, written
from rrn_fees.contract.quote import LineModel, NoteModel, TotalsModel, VatModel
from rrn_fees.contract.values import IsoDate
from rrn_fees.pricing.quote import Refusal, Status
from rrn_fees.render_options import RenderOptions


class LastPublishedModel(Model):
    """What the same item cost when its intake was open, or would cost: never an offer."""

    status: Status
    on: IsoDate = at("request.on")
    tax_point: IsoDate
    lines: tuple[LineModel, ...]
    vat_summary: tuple[VatModel, ...]
    totals: TotalsModel
    pay_by: IsoDate | None
    notes: tuple[NoteModel, ...]


class RefusalItemModel(Model):
    """Another item that was refused with the first."""

    code: str
    message: str
    hint: str
    qualification: str
    last_published: LastPublishedModel | None


class RefusalModel(Model):
    """A refusal: ``rrn-fees/refusal/1``. ``last_published`` is null unless it is over an intake."""

    schema_: Literal["rrn-fees/refusal/1"] = schema_key("rrn-fees/refusal/1")
    code: str
    message: str
    hint: str
    qualification: str
    on: IsoDate
    also: tuple[RefusalItemModel, ...]
    last_published: LastPublishedModel | None
    catalogue: OriginModel


def refusal_answer(refused: Refusal, catalogue: Catalogue, options: RenderOptions) -> JsonAnswer:
    """Return *refused* as it is written in JSON."""
    del catalogue, options
    return JsonAnswer(written(RefusalModel.model_validate(refused)))
