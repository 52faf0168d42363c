"""A second, naive answer to every request, and what compares it with the engine's."""
