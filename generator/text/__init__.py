"""Words in any briefing and any language; with them the rule of evidence."""
