"""One YAML file: bytes to nodes to a typed value, past every mistake."""
