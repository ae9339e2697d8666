"""English releases to the same facts as Chinese ones: places by their romanised names, titles by the English labels of
the vocabulary of posts, sides, events, agreements and money by the grammar of English news."""

from .reading import read

__all__ = ["read"]
