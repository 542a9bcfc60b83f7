"""What is measured, one subject a file: `run(found, seconds)` fills in what it finds in about so long."""
