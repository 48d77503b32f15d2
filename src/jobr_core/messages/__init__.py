"""Messages: what Jobr writes to people."""
