"""From files to records: the CA DOJ bulk file, our own exchange format, and a county's flat export."""
