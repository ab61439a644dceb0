"""What of an answer counts, without what is hidden, forged or said to the grader; and whether it is one."""
