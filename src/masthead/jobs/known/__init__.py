"""What is known from the last time: marks of files, answers, the past of a project, the store."""
