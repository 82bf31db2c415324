"""The graph as a `Network` of pyvis: for notebooks, and as a page without what pyvis would fetch."""

from kg.drawing.details import MOST
from kg.drawing.document import page
from kg.drawing.network import network

__all__ = ["MOST", "network", "page"]
