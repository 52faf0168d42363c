"""Checks of a catalogue: what is wrong with it, or worth a word, each with a code and a reason.

An entry of `registry` is the one place that knows a check; `report` runs them over a draft. Pure.
"""
