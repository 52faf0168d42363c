"""The JSON answers: what each holds, how it is filled, read back and described by a schema."""
