"""Small changes of what a rubric means, and whether its examples would notice them."""
