"""A paper as a spreadsheet."""

from rrn_fees.render.paper import Paper


def paper(paper: Paper) -> bytes:
    """Write *paper*."""
    raise NotImplementedError(paper.title)
