"""The site while somebody edits: each change in the browser at once, mistakes over the last good page."""
