"""Change an editor’s own files: new, pin, quote, rename, fix."""
