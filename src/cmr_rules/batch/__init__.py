"""A statute over whole files: from rows to a folder of tables, with proof that no row and no conviction was lost."""
