"""Weights learnt from annotated abstracts, kept as data; see README.md here for what from, how, and their limits."""
