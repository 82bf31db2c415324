from kg.model import Paper


def test_the_text_without_a_title_is_the_abstract() -> None:
    assert Paper("p", "", "We count.").text == "We count."
    assert Paper("p", "Toys", "We count.").text == "Toys\nWe count."
