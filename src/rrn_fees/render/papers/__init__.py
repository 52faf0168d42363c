"""Answers to papers: what stands in a document, block by block, whatever its format."""
