"""What follows, and why: `decision` is the data, `interpreter` makes it, `reports` show it."""
