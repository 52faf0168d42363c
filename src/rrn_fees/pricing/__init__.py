"""Prices: the price list, VAT, the engine, what a quote says, and how long it holds. Pure."""
