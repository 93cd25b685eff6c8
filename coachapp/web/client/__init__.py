"""The client portal: one file per room."""
