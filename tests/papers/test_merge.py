from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Paper
from kg.papers.identity import derived_id
from kg.papers.merge import merge

PAGE = Paper("t-1", "Counting Wild Bees", "We count bees.", "--06-10", author_count=2, sources=("page.txt:3",))


def paper(
    title: str, abstract: str, source: str, *, id: str = "", doi: str | None = None, arxiv: str | None = None
) -> Paper:
    return Paper(
        id or derived_id(title, abstract, doi, arxiv), title, abstract, doi=doi, arxiv=arxiv, sources=(source,)
    )


def ids(*papers: Paper) -> list[str]:
    return [merged.id for merged in merge(papers)]


def test_one_paper_has_the_best_of_its_records_and_all_their_sources() -> None:
    record = Paper(
        "own", "Counting wild bees.", "We count all bees.", "2021-06-10", ("Jane Doe",), sources=("b.bib:9",)
    )
    later = Paper("x", "Counting Wild Bees!", "We.", "2021", venue="Here", doi="10.5555/b", sources=("a.json:1",))
    assert merge([PAGE, record, later]) == [
        Paper(
            "own",
            "Counting wild bees.",
            "We count all bees.",
            "2021-06-10",
            ("Jane Doe",),
            2,
            "Here",
            "10.5555/b",
            sources=("a.json:1", "b.bib:9", "page.txt:3"),
            records=(PAGE, later, record),
        )
    ]


def test_the_same_doi_or_arxiv_id_under_other_titles() -> None:
    one = paper("Bees", "We count.", "a:1", doi="10.5555/b")
    two = paper("All About Bees", "We count bees.", "b:1", doi="10.5555/b", arxiv="2101.00001")
    three = paper("More About Bees", "We.", "c:1", doi="10.48550/arxiv.2101.00001", arxiv="2101.00001")
    assert ids(one, two, three) == ["10.5555/b"]


def test_a_preprint_and_its_publication() -> None:
    arxiv_doi = "10.48550/arxiv.2101.00001"
    preprint = paper("Counting Wild Bees", "We count all.", "a:1", arxiv="2101.00001", doi=arxiv_doi)
    published = paper("Counting wild bees", "We count.", "b:1", doi="10.5555/b")
    (merged,) = merge([preprint, published])
    assert (merged.id, merged.doi, merged.arxiv) == ("10.5555/b", "10.5555/b", "2101.00001")


def test_two_dois_are_two_papers_and_a_record_without_is_neither() -> None:
    one = paper("Counting Wild Bees", "We count.", "a:1", doi="10.5555/1")
    two = paper("Counting Wild Bees", "We count.", "a:2", doi="10.5555/2")
    third = paper("Counting Wild Bees", "We count again.", "b:1", id="third")
    assert ids(one, two, third) == ["10.5555/1", "10.5555/2", "third"]


def test_titles_that_many_papers_share() -> None:
    one, two = paper("Guest Editorial", "We greet.", "a:1"), paper("Guest Editorial", "We thank.", "b:1")
    again = paper("GUEST EDITORIAL", "We greet!", "c:1")
    assert ids(one, two, again) == sorted([one.id, f"{one.id}-2"])
    assert [len(merged.sources) for merged in merge([one, two, again])] == [2, 1]


def test_one_file_tells_its_papers_apart() -> None:
    one, two = (
        paper("Counting Wild Bees", "We count.", "a:1", id="x1"),
        paper("Counting Wild Bees", "We stop.", "a:2", id="x2"),
    )
    assert ids(one, two) == ["x1", "x2"]
    assert len(ids(one, replace(two, sources=("b:2",)))) == 1
    assert len(ids(one, replace(two, abstract="We count!"))) == 1


def test_papers_without_title_are_joined_only_when_equal() -> None:
    one, two = paper("", "We count.", "a:1"), paper("", "We stop.", "a:2")
    assert len(merge([one, two, replace(one, sources=("b:1",))])) == 2
    assert len(merge([paper("?!", "We count.", "a:1"), paper("...", "We stop.", "a:2")])) == 2


def test_papers_without_title_and_with_ids_of_their_own_are_never_joined() -> None:
    assert ids(*(paper("", "We count.", f"{file}:1", id=file) for file in "ab")) == ["a", "b"]
    assert ids(*(paper("?!", "We count.", f"{file}:1", id=file) for file in "ab")) == ["a", "b"]


def test_a_paper_between_two_joins_the_same_one_in_any_order() -> None:
    between = [paper(title, "We.", "a:1", arxiv="2101.00001") for title in ("Counting Wild Bees", "Keeping Wild Bees")]
    one = paper("Counting Wild Bees", "We count.", "b:1", doi="10.5555/1")
    two = paper("Keeping Wild Bees", "We keep.", "c:1", doi="10.5555/2")
    orders = {tuple(merge(order)) for order in permutations([*between, one, two])}
    assert [[p.arxiv for p in order] for order in orders] == [["2101.00001", None]]


def test_one_citation_key_for_two_papers() -> None:
    one, two = (
        paper("Counting Wild Bees", "We count.", "a:1", id="doe"),
        paper("Keeping Wild Bees", "We keep.", "b:1", id="doe"),
    )
    taken = paper("Selling Honey Now", "We sell.", "c:1", id="doe-2")
    merged = merge([two, taken, one])
    assert [(p.id, p.title) for p in merged] == [
        ("doe", "Counting Wild Bees"),
        ("doe-2", "Selling Honey Now"),
        ("doe-3", "Keeping Wild Bees"),
    ]


RECORDS = st.lists(
    st.builds(
        lambda title, abstract, ids, date, file, line: Paper(
            ids[0] or derived_id(title, abstract, ids[1], ids[2]),
            title,
            abstract,
            date,
            doi=ids[1],
            arxiv=ids[2],
            sources=(f"{file}:{line}",),
        ),
        st.sampled_from(["", "Editorial", "Counting Bees", "counting bees.", "Keeping Bees"]),
        st.sampled_from(["We count.", "We count!", "We keep.", "We sell honey."]),
        st.tuples(
            st.sampled_from(["", "", "doe", "roe"]),
            st.sampled_from([None, None, "10.5555/1", "10.5555/2", "10.48550/arxiv.2101.00001"]),
            st.sampled_from([None, None, "2101.00001", "2101.00002"]),
        ),
        st.sampled_from([None, "--06-10", "2020", "2021-06-10", "2021-06-11"]),
        st.sampled_from("ab"),
        st.integers(1, 9),
    ),
    max_size=8,
)


@given(RECORDS.flatmap(lambda records: st.tuples(st.just(records), st.permutations(records))))
def test_the_order_of_records_does_not_matter(two_orders: tuple[list[Paper], list[Paper]]) -> None:
    assert merge(two_orders[0]) == merge(two_orders[1])


@given(RECORDS, RECORDS)
def test_merging_in_two_steps_is_merging_at_once(some: list[Paper], more: list[Paper]) -> None:
    assert merge([*merge(some), *more]) == merge([*merge(some), *merge(more)]) == merge([*some, *more])


@given(RECORDS, st.sets(st.integers(0, 7)))
def test_leaving_papers_out_is_never_having_had_their_records(records: list[Paper], gone: set[int]) -> None:
    left = [paper for at, paper in enumerate(merge(records)) if at not in gone]
    told = {record for paper in left for record in paper.records or (paper,)}
    assert merge(left) == merge(record for record in records if record in told)


def test_a_paper_gets_its_id_back_when_the_other_is_left_out() -> None:
    one = paper("Counting Wild Bees", "We count.", "a:1", id="doe")
    two = paper("Keeping Wild Bees", "We keep.", "b:1", id="doe")
    kept, renamed = merge([one, two])
    assert (kept, renamed.id, renamed.records) == (one, "doe-2", (two,))
    assert merge([renamed]) == [two]


@given(RECORDS)
def test_nothing_is_lost_and_ids_are_apart(records: list[Paper]) -> None:
    merged = merge(records)
    assert {source for paper in merged for source in paper.sources} == {s for paper in records for s in paper.sources}
    assert [paper.id for paper in merged] == sorted({paper.id for paper in merged})


@given(RECORDS)
def test_one_identifier_is_one_paper(records: list[Paper]) -> None:
    merged = merge(records)
    for name in ("doi", "arxiv"):
        known = [value for paper in merged if (value := getattr(paper, name)) and not value.startswith("10.48550")]
        assert len(known) == len(set(known))
