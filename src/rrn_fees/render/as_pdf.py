"""A paper as PDF."""

from rrn_fees.render.paper import Paper


def paper(paper: Paper) -> bytes:
    """Write *paper*."""
    raise NotImplementedError(paper.title)
