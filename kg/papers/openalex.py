"""OpenAlex works: answers of its API, single works, lists, and the JSON lines of its snapshot."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.papers.inputs import Source
from kg.papers.json_values import is_json, json_records
from kg.papers.records import Record


def knows(source: Source) -> bool:
    """Whether this is JSON with OpenAlex's addresses or its inverted abstracts."""
    return is_json(source) and any(
        sign in source.head for sign in ('"https://openalex.org/W', '"abstract_inverted_index"')
    )


def read(source: Source) -> Iterator[Record]:
    """Every work, its abstract put back in order."""
    return json_records(source, _fields)


def _fields(work: Mapping[str, Any]) -> dict[str, Any]:
    identity, location = work.get("id"), _at(work, "primary_location")
    return {
        "id": identity.rpartition("/")[2] if isinstance(identity, str) else identity,
        "title": work.get("title") or work.get("display_name"),
        "abstract": _in_order(work.get("abstract_inverted_index")),
        "date": work.get("publication_date"),
        "publication_year": work.get("publication_year"),
        "authors": _authors(work.get("authorships")),
        "venue": _at(location, "source").get("display_name"),
        "doi": work.get("doi"),
        "url": location.get("landing_page_url"),
    }


def _in_order(index: object) -> object:
    """The text of which an inverted index says where each word stands; anything else as it is."""
    if not isinstance(index, Mapping) or not all(isinstance(places, list) for places in index.values()):
        return index
    pairs = [(place, word) for word, places in index.items() for place in places]
    return " ".join(word for _, word in sorted(pairs)) if all(type(place) is int for place, _ in pairs) else index


def _at(work: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = work.get(name)
    return value if isinstance(value, Mapping) else {}


def _authors(authorships: object) -> list[object]:
    listed = authorships if isinstance(authorships, list) else []
    return [_at(one, "author").get("display_name") for one in listed if isinstance(one, Mapping)]
