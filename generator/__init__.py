"""Turn articles and hand-kept YAML into a briefing whose every statement rests on quoted words."""

__version__ = "0.1.0"
