"""The placeholders in a new file; an editor replaces them, and a placeholder left in place is refused."""

ACTOR = "the-id-of-an-actor"
STATE = "the-id-of-a-state"
PLACE = "the-id-of-a-place"
LARGER_EVENT = "the-id-of-a-larger-event"
EVENT_BEFORE = "the-id-of-the-event-before"

NAME = "Its Name"  # as messages propose it
SUMMARY = "One or two sentences, from the evidence below."
TEXT = "One sentence that stands on its own and does not name its speaker."
QUOTE = "words copied from one paragraph of the article, letter for letter"
SHORT_QUOTE = "words copied from the article"
ALIAS = "Another name"
ROLE = "what they did"
REFERENCE = "the reference that gives them"
NO_STATEMENT = "words that carry no statement"
PUBLISHER = "Leave out what the article does not state"
NOTE = "What a reader should know before relying on it."

ALL = frozenset(words for name, words in globals().items() if name.isupper())
"""All of the above."""
