"""What changed places: each word of the guide may be there, and it says something else."""
