"""Answers as spreadsheets, written by XlsxWriter. Text from data never becomes a formula."""
