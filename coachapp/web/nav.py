"""Where one can go from anywhere: address, icon and name of each page in the bars, by who looks."""

from __future__ import annotations

COACH = [
    ("/coach", "sun", "Today"),
    ("/coach/clients", "users", "Clients"),
    ("/coach/reviews", "message-square-quote", "Reviews"),
    ("/coach/bookings", "calendar-days", "Bookings"),
    ("/coach/insights", "chart-line", "Insights"),
]
COACH_PALETTE = [
    *COACH,
    ("/coach/clients/new", "user-plus", "Add a client"),
    ("/coach/settings", "settings", "Settings"),
    ("/coach/settings/account", "circle-user", "Your account"),
]
CLIENT = [
    ("/me", "footprints", "My week"),
    ("/me/board", "columns-3", "Board"),
    ("/me/documents", "file-text", "Documents"),
    ("/me/interviews", "mic", "Interviews"),
]
CLIENT_MORE = [
    ("/me/plan", "list-checks", "My plan"),
    ("/me/agenda", "message-square", "For our next session"),
    ("/me/wins", "sunrise", "My wins"),
    ("/me/rejections", "leaf", "Endings"),
    ("/me/insights", "chart-line", "My numbers"),
    ("/me/notes", "notebook-pen", "Session notes"),
    ("/me/timeline", "book-open", "My file"),
    ("/me/sharing", "eye", "What I share"),
    ("/me/account", "circle-user", "My account"),
]
