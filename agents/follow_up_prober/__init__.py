"""The follow-up prober: digs where an answer was weak."""
