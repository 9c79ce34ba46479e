"""What speaks against a document: verdicts, and editions held against each other."""
