"""What is no page, and the disk: data, search index, schemas, MkDocs."""
