"""Learn the weights from annotated abstracts: `python -m kg.training ANNOTATED.jsonl…`, with the extra "train".

A line of a file is an annotated abstract with `title`, `abstract` and some of: `entities` (type and surface forms of
each), `mentions` (start, end, type), `sentences` (start, end and a role, or `labels`), `claims`, `relations`. What a
line does not hold is not learnt from. Offsets count in title, newline, abstract.
"""
