"""The command ``cmr-rules``."""
