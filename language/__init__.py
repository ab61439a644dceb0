"""Text, whoever wrote it: its sentences, its tongue, its numbers, its words."""
