"""A refusal: ``rrn-fees/refusal/1``."""

from typing import Literal

from rrn_fees.catalogue.model import Catalogue
from rrn_fees.contract.base import JsonAnswer, Model, OriginModel, schema_key, written
from rrn_fees.contract.values import IsoDate
from rrn_fees.pricing.quote import Refusal
from rrn_fees.render_options import RenderOptions


class RefusalItemModel(Model):
    """Another item that was refused with the first."""

    code: str
    message: str
    hint: str
    qualification: str


class RefusalModel(Model):
    """A refusal: ``rrn-fees/refusal/1``."""

    schema_: Literal["rrn-fees/refusal/1"] = schema_key("rrn-fees/refusal/1")
    code: str
    message: str
    hint: str
    qualification: str
    on: IsoDate
    also: tuple[RefusalItemModel, ...]
    catalogue: OriginModel


def refusal_answer(refused: Refusal, catalogue: Catalogue, options: RenderOptions) -> JsonAnswer:
    """Return *refused* as it is written in JSON."""
    del catalogue, options
    return JsonAnswer(written(RefusalModel.model_validate(refused)))
