"""Two builds → what came, went and changed between them: papers, entities, claims, edges and their evidence."""

from kg.difference.comparison import compare
from kg.difference.difference import Difference
from kg.difference.markdown import as_markdown
from kg.difference.records import as_json
from kg.difference.terminal import as_text

__all__ = ["Difference", "as_json", "as_markdown", "as_text", "compare"]
