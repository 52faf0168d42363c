"""Dates: application windows, working days, bank holidays and the deadlines of an intake."""
