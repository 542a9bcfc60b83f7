"""What may be typed next, found from the command table and the rubric; pure of any terminal."""
