"""The languages that are known, each in a module of its own.

A source in any other gets no warnings that need words; the about page says so. Where
grammar is asked for whatever the language is, that of English stands in.
"""

from generator.text.english import ENGLISH
from generator.text.language import Language

_LANGUAGES = {"en": ENGLISH}


def language_for(tag: str) -> Language | None:
    """What is known of a language by its tag ("en-GB" is English), or None where that is nothing."""
    return _LANGUAGES.get(tag.split("-", maxsplit=1)[0].lower())
