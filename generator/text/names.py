"""How names stand in a text: at the start of a sentence, within one, in a list from A to Z."""

# English, whatever the words are


def sentence_case(words: str) -> str:
    """With a capital at the start and nothing else changed."""
    return words[:1].upper() + words[1:]


def without_capital_article(name: str) -> str:
    """A name in the middle of a sentence: "The Kremlin" as "the Kremlin"."""
    return f"the {name[4:]}" if name.startswith("The ") else str(name)


def filed_under(name: str) -> str:
    """The words by which a list from A to Z has a name: without "The", without marks in front."""
    words = name.removeprefix("The ").lstrip("“‘\"'„«(")
    return words or name
