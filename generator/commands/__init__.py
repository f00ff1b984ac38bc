"""One module for each command: what it asks of the package, and what it says."""
