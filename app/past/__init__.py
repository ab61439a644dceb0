"""What can be done with sessions that were: read, fork, compare, judge again, hand out, take in."""
