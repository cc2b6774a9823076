"""Who: `person` is the data, `readers` make it."""
