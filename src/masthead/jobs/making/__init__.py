"""How files are made: jobs, who runs them, what they may cost, and what need not be made."""
