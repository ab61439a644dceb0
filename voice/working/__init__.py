"""The programs that run beside ours: what can crash, block or be stopped is a process of its own."""
