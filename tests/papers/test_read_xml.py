from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.model import Paper, Rejected
from kg.papers import read_papers

ARTICLE = (
    "<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><ArticleTitle>{title}</ArticleTitle>"
    "<Abstract>{abstract}</Abstract></Article></MedlineCitation></PubmedArticle>\n"
)
ONE = ARTICLE.format(pmid=1, title="One", abstract="<AbstractText>We count H<sub>2</sub>O.</AbstractText>")


def read(tmp_path: Path, body: str, doctype: str = "", *, strict: bool = False) -> tuple[list[Paper], list[Rejected]]:
    path = tmp_path / "in.xml"
    path.write_text(
        f'<?xml version="1.0"?>\n{doctype}\n<PubmedArticleSet>\n{body}</PubmedArticleSet>\n', encoding="utf-8"
    )
    return read_papers([path], strict=strict)


def test_sections_keep_their_labels(tmp_path: Path) -> None:
    sections = '<AbstractText Label="AIM">We\n ask.</AbstractText>\n<AbstractText Label="RESULT">It is.</AbstractText>'
    (paper,), _ = read(tmp_path, ARTICLE.format(pmid=2, title="Two", abstract=sections))
    assert paper.abstract == "AIM: We ask. RESULT: It is."


def test_an_article_without_abstract_and_one_that_is_cut_off(tmp_path: Path) -> None:
    body = ONE + ARTICLE.format(pmid=2, title="Two", abstract="") + "<PubmedArticle>"
    (paper,), rejected = read(tmp_path, body)
    assert (paper.id, paper.abstract, paper.sources) == ("1", "We count H2O.", ("in.xml:4",))
    assert [(reject.line, reject.reason.partition(":")[0]) for reject in rejected] == [
        (5, "no abstract"),
        (6, "not well-formed XML"),
    ]


def test_the_doi_of_a_reference_is_not_the_paper_s(tmp_path: Path) -> None:
    reference = '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.5555/other</ArticleId>'
    data = f"<PubmedData>{reference}</ArticleIdList></Reference></ReferenceList></PubmedData>"
    (paper,), _ = read(tmp_path, ONE.replace("</PubmedArticle>", f"{data}</PubmedArticle>"))
    assert (paper.id, paper.doi) == ("1", None)


BOMB = "<!DOCTYPE a [<!ENTITY b 'lol'>" + "".join(f"<!ENTITY b{n} '&b;&b;&b;&b;'>" for n in range(9)) + "]>"


@pytest.mark.parametrize(
    "doctype",
    [
        BOMB,
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://localhost:9/b.dtd"> %b;]>',
        '<!DOCTYPE a [<!ENTITY b PUBLIC "x" "http://localhost:9/b" NDATA gif><!NOTATION gif SYSTEM "gif">]>',
    ],
)
def test_entities_are_refused(doctype: str, tmp_path: Path) -> None:
    title = ARTICLE.format(pmid=2, title="&b;", abstract="<AbstractText>&b;</AbstractText>")
    with pytest.raises(BadInput, match=r"^in\.xml:2: declares an entity or refers to another file, which is refused$"):
        read(tmp_path, ONE + title, doctype, strict=True)


def test_an_entity_that_is_not_declared(tmp_path: Path) -> None:
    external = '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD X//EN" "http://localhost:9/x.dtd">'
    article = ARTICLE.format(pmid=2, title="A &eacute;", abstract="<AbstractText>We count.</AbstractText>")
    papers, _ = read(tmp_path, ONE + article, external)
    assert "é" not in "".join(paper.text for paper in papers)
    assert papers[0].id == "1"
