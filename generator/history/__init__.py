"""Two states of a briefing: what a reader sees changed."""
