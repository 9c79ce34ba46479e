"""Values: symbols, dates, activities, documents, editions, problems. Standard library only."""
