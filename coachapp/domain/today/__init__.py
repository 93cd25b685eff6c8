"""Who needs me, and why; what comes next for me: a look across all rooms."""
