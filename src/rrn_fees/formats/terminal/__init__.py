"""Answers on a terminal. Text from data never acts on it."""
