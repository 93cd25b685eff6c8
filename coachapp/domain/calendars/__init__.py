"""Other calendars of a coach: their busy times come in, meetings go out."""
