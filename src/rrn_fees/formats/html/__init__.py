"""Answers as HTML: one page that needs nothing else. Data never becomes markup."""
