"""What the examples of a rubric exercise, and what they leave untried."""
