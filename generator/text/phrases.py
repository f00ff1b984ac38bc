"""Pieces of the sentences that problems are told in."""


def with_article(word: str) -> str:
    """``an actor``, ``a place``."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def shortened(words: str, most: int) -> str:
    """Words on one line, cut off behind `most` characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
