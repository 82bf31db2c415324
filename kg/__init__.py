"""A knowledge graph of scientific abstracts in which every edge shows the sentence it was read from."""
