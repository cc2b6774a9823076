"""What is written: `tree` is the data, `parse` makes it from text, `format` makes text from it."""
