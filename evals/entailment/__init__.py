"""Whether what was said conveys a key point: the data written for it, the training, and the measures."""
