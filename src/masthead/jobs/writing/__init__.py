"""What editors begin with: new files, ids, and schemas for their programs."""
