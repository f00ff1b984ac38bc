"""Pieces of sentences, of messages and of pages."""


def with_article(word: str) -> str:
    """``an actor``, ``a place``."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def shortened(words: str, most: int) -> str:
    """Words on one line, cut off behind `most` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def sentence_case(words: str) -> str:
    """With a capital at the start and nothing else changed."""
    return words[:1].upper() + words[1:]
