"""What a rubric can and cannot do, before any record is scored: claims that are proved or refuted."""
