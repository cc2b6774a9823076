"""What it means: `law` is the data, `resolve` makes it from the syntax tree, `vocabulary` lists what may be asked."""
