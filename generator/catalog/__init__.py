"""From the folder to typed values: every file read, wherever it lies."""
