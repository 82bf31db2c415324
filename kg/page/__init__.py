"""Graph → one HTML page to explore it: the whole graph packed inside, and a viewer that draws what can be read."""

from kg.page.document import page

__all__ = ["page"]
