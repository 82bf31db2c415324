"""What there is to tell of a claim, relation or dropped candidate, as named words that any rendering can lay out."""

from kg.explanation.lines import line_at
from kg.model import Claim, Dropped, Reading, Relation, Result
from kg.ontology import relations

Facts = dict[str, str]


def claim_facts(reading: Reading, claim: Claim) -> Facts:
    """Everything that is read from a claim; what it does not have is empty."""
    tone = (word for word, is_so in (("hedged", claim.hedged), ("negative", claim.negative)) if is_so)
    return {
        "sentence": line_at(reading, claim.start),
        "type": claim.type,
        "subject": claim.subject or "",
        "relation": claim.relation,
        "objects": ", ".join(claim.objects),
        "datasets": ", ".join(claim.datasets),
        "tasks": ", ".join(claim.tasks),
        "results": "; ".join(map(_result, claim.results)),
        "tone": ", ".join(tone),
        "rule": claim.source,
        "confidence": f"{claim.confidence:.2f}",
    }


def relation_facts(reading: Reading, relation: Relation) -> Facts:
    """Everything that is read from a relation."""
    return {
        "sentence": line_at(reading, relation.start),
        "head": reading.mentions[relation.head].surface,
        "relation": relations()[relation.relation].label,
        "tail": reading.mentions[relation.tail].surface,
        "rule": relation.source,
        "confidence": f"{relation.confidence:.2f}",
    }


def dropped_facts(reading: Reading, dropped: Dropped) -> Facts:
    """Everything that is known of what was dropped."""
    return {
        "sentence": line_at(reading, dropped.start),
        "kind": dropped.kind,
        "words": dropped.surface,
        "type": relations()[dropped.type].label if dropped.type in relations() else dropped.type,
        "rule": dropped.source,
        "reason": dropped.reason,
    }


def _result(result: Result) -> str:
    """A result in words: "accuracy 3.2% on ToyNet, increase, against PlainNet"."""
    said = " ".join(filter(None, (result.metric, result.value)))
    said += f" on {result.dataset}" if result.dataset else ""
    said += f", {result.direction}" if result.direction else ""
    return said + (f", against {result.baseline}" if result.baseline else "")
