"""When a coach can be met: weekly hours, and the dates that differ."""
