"""Eligibility: an enquiry, the criteria it is judged by, and the rules of law. Pure."""
