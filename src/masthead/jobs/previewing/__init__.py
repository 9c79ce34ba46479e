"""A project that stays open, and its pages as they are asked for."""
