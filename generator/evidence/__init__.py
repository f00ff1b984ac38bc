"""Every quote found in its pinned source, every name, and who has to do with whom."""
