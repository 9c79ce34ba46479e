"""What translators do: units wanted, kept, sent out and taken back."""
