"""Answers as PDF/UA-1, laid out by Typst. Data reaches the template as text and nothing else."""
