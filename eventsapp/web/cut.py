"""A page that is drawn once, cut where its reader's own words stand."""

import re
from collections.abc import Mapping
from itertools import chain, zip_longest


class Cut:
    """What all readers see alike, and the places of what each sees alone."""

    def __init__(self, page: str, stand_ins: Mapping[str, str]) -> None:
        """`stand_ins`: by name what was drawn in place of each text; each occurs there alone."""
        names = {drawn: name for name, drawn in stand_ins.items()}
        pieces = re.split(f"({'|'.join(map(re.escape, names))})", page)
        self.words, self.places = pieces[::2], [names[piece] for piece in pieces[1::2]]

    def filled(self, own: Mapping[str, str]) -> str:
        """The page for one reader, whose own texts are HTML already."""
        put_in = (own[name] for name in self.places)
        return "".join(chain.from_iterable(zip_longest(self.words, put_in, fillvalue="")))
