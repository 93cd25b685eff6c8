"""Questions worth having an answer to."""

from __future__ import annotations

QUESTIONS = [
    "Tell me about yourself.",
    "Why this role, and why here?",
    "Tell me about something that you are proud of.",
    "Tell me about a time when something went wrong.",
    "Tell me about a conflict at work, and what you did.",
    "How do you decide what comes first?",
    "Tell me about a decision that you made with too little information.",
    "What would your last manager say that you should work on?",
    "Why are you leaving, or why did you leave?",
    "What do you expect to be paid?",
    "What would you like to know from us?",
]
