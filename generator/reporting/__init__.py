"""Show problems: on a terminal, to programs, in the browser; explain a code."""
