"""What documents say, as blocks without a layout: one module for each answer, and its words."""
