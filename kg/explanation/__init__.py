"""Paper → why kg reads it as it does: every mention, claim and relation with its rule, and what weighed most."""

from kg.explanation.html import as_html
from kg.explanation.terminal import as_text
from kg.explanation.why import Explanation, Why, explain

__all__ = ["Explanation", "Why", "as_html", "as_text", "explain"]
