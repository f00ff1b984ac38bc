"""What stands on each page, and its Markdown."""
