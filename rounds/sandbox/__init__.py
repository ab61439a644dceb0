"""Where a candidate's code runs: CPython inside WebAssembly, in a process of its own."""
