"""How a site takes its place: sealed, swapped, verified; what stays in it."""
