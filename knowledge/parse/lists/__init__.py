"""What a guide lists beside its questions."""
