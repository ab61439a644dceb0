"""What is measured on a scenario that was played."""
