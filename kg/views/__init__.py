"""Pictures of the network: one HTML file that opens offline, in a browser or from a mail."""

from .page import VIS_SHA256, Page, graph

__all__ = ["VIS_SHA256", "Page", "graph"]
