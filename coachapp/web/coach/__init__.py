"""The coach portal: one file per room."""
