"""What two rubrics mean differently: laid out as parts, matched, compared, told."""
