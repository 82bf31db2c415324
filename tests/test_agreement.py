from kg.agreement import MOST, agreements, statements
from kg.model import Claim, Result

ENTITIES = {name: f"method/{name.lower()}" for name in ("MixNet", "PlainNet", "OddNet")} | {
    "ToyNet": "dataset/toynet",
    "accuracy": "metric/accuracy",
    "error": "metric/error",
}


def claim(subject: str, relation: str, *objects: str, on: str = "", by: str = "", negative: bool = False) -> Claim:
    results = (Result(by, None),) if by else ()
    datasets = (on,) if on else ()
    return Claim(0, 9, "result", subject, relation, objects, datasets, (), results, False, negative, "toy", 0.9)


def found(*claims: Claim, papers: str = "abcdef") -> list[tuple[str, str, str]]:
    stated = [
        statement
        for paper, said in zip(papers, claims, strict=False)
        for statement in statements(f"claim/{paper}", paper, said, ENTITIES)
    ]
    return list(agreements(stated))


def test_the_same_comparison_is_supported() -> None:
    better = claim("MixNet", "outperforms", "PlainNet", on="ToyNet", by="accuracy")
    assert found(better, better) == [("claim/a", "supports", "claim/b")]


def test_a_comparison_the_other_way_round_is_contradicted() -> None:
    better = claim("MixNet", "outperforms", "PlainNet", on="ToyNet")
    assert found(better, claim("PlainNet", "outperforms", "MixNet", on="ToyNet")) == [
        ("claim/a", "contradicts", "claim/b")
    ]
    assert found(better, claim("MixNet", "outperforms", "PlainNet", on="ToyNet", negative=True)) == [
        ("claim/a", "contradicts", "claim/b")
    ]


def test_what_raises_and_what_lowers_a_metric_contradict_each_other() -> None:
    raises, lowers = claim("MixNet", "improves", by="accuracy"), claim("MixNet", "reduces", by="accuracy")
    assert found(raises, lowers, raises) == [
        ("claim/a", "contradicts", "claim/b"),
        ("claim/a", "supports", "claim/c"),
        ("claim/b", "contradicts", "claim/c"),
    ]
    assert found(raises, claim("MixNet", "reduces", by="error")) == []


def test_claims_about_other_things_do_not_meet() -> None:
    better = claim("MixNet", "outperforms", "PlainNet", on="ToyNet", by="accuracy")
    assert not found(better, claim("MixNet", "outperforms", "PlainNet", by="accuracy"))
    assert not found(better, claim("MixNet", "outperforms", "PlainNet", on="ToyNet"))
    assert not found(better, claim("MixNet", "outperforms", "OddNet", on="ToyNet", by="accuracy"))
    assert not found(better, claim("MixNet", "matches", "PlainNet", on="ToyNet", by="accuracy"))
    assert not found(better, claim("NoNet", "outperforms", "PlainNet", on="ToyNet", by="accuracy"))


def test_a_paper_neither_supports_nor_contradicts_itself() -> None:
    better = claim("MixNet", "outperforms", "PlainNet")
    assert not found(better, better, papers="aa")


def test_claims_that_agree_in_one_thing_and_not_in_another_are_left_out() -> None:
    one = claim("MixNet", "outperforms", "PlainNet", "OddNet")
    both = [claim("MixNet", "outperforms", "PlainNet"), claim("OddNet", "outperforms", "MixNet")]
    stated = [
        *statements("claim/a", "a", one, ENTITIES),
        *(statement for said in both for statement in statements("claim/b", "b", said, ENTITIES)),
    ]
    assert not list(agreements(stated))


def test_pairs_grow_as_claims_do() -> None:
    raises, lowers = claim("MixNet", "improves", by="accuracy"), claim("MixNet", "reduces", by="accuracy")
    papers = [f"{number:02}" for number in range(41)]
    stated = [
        statement
        for paper in papers
        for statement in statements(f"claim/{paper}", paper, lowers if paper == "20" else raises, ENTITIES)
    ]
    pairs = list(agreements(stated))
    assert list(agreements(reversed(stated))) == pairs
    assert {one for one, relation, other in pairs if relation == "supports"} | {"claim/40", "claim/20"} == {
        f"claim/{paper}" for paper in papers
    }
    assert sum(relation == "supports" for _, relation, _ in pairs) == (40 - MOST) * MOST + sum(range(MOST))
    assert {(one, other) for one, relation, other in pairs if relation == "contradicts"} == {
        (f"claim/{min(paper, '20')}", f"claim/{max(paper, '20')}") for paper in papers if paper != "20"
    }
