"""The one place that wires things."""
