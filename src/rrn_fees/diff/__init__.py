"""What changed between two catalogues: prices, deadlines, names and every other value. Pure."""
