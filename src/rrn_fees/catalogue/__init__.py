"""The catalogue: its format (`model`), and the way from a file to it (`loader`)."""
