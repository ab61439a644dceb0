"""Scripted runs that measure the interviewer."""
