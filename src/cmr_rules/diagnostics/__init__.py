"""What is wrong, where, and what to do: `diagnostic` is the data, `codes` the lessons, `render` shows it."""
