"""Ids: made of words, and as people and texts write them."""

import re
import unicodedata

from anyascii import anyascii

LINK = re.compile(r"\[\[(?P<id>[^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]")


def as_id(words: str) -> str:
    """Words as an id: small Latin letters and digits, with hyphens between; empty where there are none."""
    # An apostrophe divides no word: O’Brien is obrien.
    plain = anyascii(unicodedata.normalize("NFKC", words)).replace("'", "").lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def bare_id(reference: str) -> str:
    """An id without what people write around it: ``places/brenna``, ``brenna.yml``, ``[[brenna]]``."""
    return re.sub(r"\.(yml|yaml|md)$", "", reference.strip("[] ").rsplit("/", 1)[-1])
