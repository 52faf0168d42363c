"""Fee quotes for qualifications, worked out from a catalogue that names its sources."""

__version__ = "0.1.0"
