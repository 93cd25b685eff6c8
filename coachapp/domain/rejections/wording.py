"""The turns of phrase that the check of a letter knows: small letters, plain apostrophes, single blanks."""

from __future__ import annotations

import re

_PERSON = r"(?:candidates?|applicants?|persons?|finalists?|contenders?|hires?|competitors?)"
_OTHER = r"(?:other|another|chosen|selected|successful|winning|hired|preferred|stronger|better|rival|competing)"
_PICKED = r"(?:chose|choose|chosen|hired?|picked?|select(?:ed)?|preferred|appoint(?:ed)?|went with|took)"
_SOMEBODY = rf"(?:{_PERSON}|people|the one|someone|somebody|who(?:ever|m)?)"


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(phrases) + r")\b")


COMPARISON = _any(
    rf"{_OTHER} (?:\w+ )?{_PERSON}",
    rf"{_SOMEBODY}(?: that| who| whom)? (?:you|they|was|were|got|has been|had been)(?:'ve| have| had| did)?"
    rf"(?: finally| eventually| ultimately)? {_PICKED}",
    r"(?:who|whoever) (?:got|gets|received|landed|was given|was offered)"
    r" (?:the|this|that|my) (?:job|role|position|offer)",
    r"compare[ds]?",
    r"comparison",
    r"comparing",
    r"(?:someone|somebody|anyone|anybody|everyone|everybody) else",
    r"the others",
    r"the competition",
    r"(?:instead of|rather than|over|ahead of) me",
    r"(?:better|stronger|more (?:qualified|experienced|suitable|suited|skilled)) than (?:me|mine|myself|i am|i was)",
)
CHALLENGE = _any(
    r"reconsider(?:ed|ing|ation)?",
    r"change your mind",
    r"rethink",
    r"overturn",
    r"i appeal",
    r"appeal (?:the|this|your|against)",
    r"un(?:fair|just|justified|reasonable|acceptable)(?:ly)?",
    r"discriminat\w+",
    r"biased",
    r"(?:wrong|bad|poor|strange|mistaken) (?:decision|choice|call)",
    r"(?:made|make|making) a mistake (?:in|by|not|with|when)",
    r"your mistake",
    r"i (?:strongly |completely |totally |really )?(?:disagree|demand|insist|deserved?|object|protest|complain)",
    r"i (?:do not|don't|can't|cannot) (?:accept|agree|understand (?:the|your|why|how))",
    r"i should have (?:got|gotten|been (?:chosen|hired|selected|picked|offered))",
    r"my lawyer",
    r"legal (?:action|steps|advice|means)",
    r"(?:file|lodge|make) a complaint",
    r"justify (?:your|the|this)",
    r"explain (?:your|the|this) (?:decision|choice|rejection)",
    r"explain why",
    r"why (?:not|didn't|wasn't|haven't|weren't|did you|did i not|have you|was i|am i|were you)",
    r"why (?:i|my application|my candidacy|you) (?:was|wasn't|were|did|didn't|got|rejected|turned|chose|decided)",
)
THANKS = _any(r"thank(?:s|ful|ing)?", r"grateful", r"gratitude", r"i (?:really |truly |very much )?appreciated?")
ME = _any("i", "me", "my", "mine", "myself")
MY_PART = _any(
    r"do|did|done|doing|different(?:ly)?|better|stronger|strengthen\w*",
    r"improv\w+|develop\w*|learn\w*|prepar\w+|practi[cs]e|focus\w*|chang\w+|work(?:ed)? on",
    r"advi[cs]e[ds]?|suggest\w*|recommend\w*|feedback|tips?",
    r"answer\w*|interview\w*|presentation|task|test|performance|came across|explain\w*|clear\w*",
    r"resume|cv|letter|portfolio|application|skills?|experience|missing|lack\w*",
)
