"""Tasks for code, designs and reviews."""
