"""Answers for a person at a terminal, made for 80 columns: a module for each kind of answer."""

from rrn_fees.render.as_table.catalogue import price_list, qualification
from rrn_fees.render.as_table.quotes import quote, refusal

__all__ = ["price_list", "qualification", "quote", "refusal"]
