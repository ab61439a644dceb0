"""Whether what was said conveys a key point: a small encoder of our own on onnxruntime."""
