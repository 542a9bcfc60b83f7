"""Studies of whole rubrics beside each other. Pure: models, plans and records in, data and words out."""
