"""Histories as short text, in the notation of swf-spec.md 9.

`4 DTCompleted(2,3) = 5 ATSched(4){activityId=a}`: the id, the type, in parentheses every event id among the
attributes in the order of `LINKS`, in braces other attributes that must be so. `=` joins events of one transaction,
which carry one time (swf-observed.md E5); a new line or `;` begins another transaction, a line that begins with `=`
continues one. All events must be written, nothing is skipped.
"""

import json
import re

from tally import attributes_member

LINKS = [
    "externalInitiatedEventId",
    "parentInitiatedEventId",
    "initiatedEventId",
    "scheduledEventId",
    "startedEventId",
    "latestCancelRequestedEventId",
    "decisionTaskCompletedEventId",
]
SHORT = {"WES": "WorkflowExecutionStarted"}
for _short, _long in (("DT", "DecisionTask"), ("AT", "ActivityTask")):
    for _state in ("Sched", "Started", "Completed", "Failed", "TimedOut", "Canceled", "CancelRequested"):
        SHORT[_short + _state] = _long + _state.replace("Sched", "Scheduled")
LONG = {long: short for short, long in SHORT.items()}

_ITEM = re.compile(r"(\d+) (\w+)(?:\(([\d,]*)\))?(?:\{([^}]*)\})?$")


def compare(events, text):
    """Two texts to hold against each other: what is wanted, and what the history is, in the same words."""
    wanted, actual = [], []
    items = _parse(text)
    for index in range(max(len(items), len(events))):
        event = events[index] if index < len(events) else None
        item = items[index] if index < len(items) else None
        if item:
            wanted.append(_line(item["joined"], item["id"], item["kind"], item["links"], item["more"]))
        if event:
            attributes = event[attributes_member(event["eventType"])]
            # Two transactions may fall into one millisecond, so only what must be joined is looked at.
            joined = bool(item and item["joined"] and event["eventTimestamp"] == events[index - 1]["eventTimestamp"])
            links = [attributes[name] for name in LINKS if name in attributes]
            more = {name: _word(attributes.get(name)) for name in (item or {"more": {}})["more"]}
            kind = LONG.get(event["eventType"], event["eventType"])
            actual.append(_line(joined, event["eventId"], kind, links, more))
    return "\n".join(actual), "\n".join(wanted)


def _parse(text):
    items = []
    for line in re.split(r"[\n;]", re.sub(r"\s*\n\s*=", " =", text)):
        for place, word in enumerate(line.split(" = ")):
            word = word.strip()
            if not word:
                continue
            match = _ITEM.match(word)
            if not match:
                raise ValueError(f"not in the notation: {word!r}")
            links = [int(link) for link in match[3].split(",")] if match[3] else []
            more = dict(pair.strip().split("=", 1) for pair in match[4].split(",")) if match[4] else {}
            kind = LONG.get(match[2], match[2])
            items.append({"id": int(match[1]), "kind": kind, "links": links, "more": more, "joined": place > 0})
    return items


def _line(joined, number, kind, links, more):
    text = f"{'=' if joined else ' '} {number} {kind}"
    if links:
        text += f"({','.join(map(str, links))})"
    if more:
        text += "{" + ", ".join(f"{name}={value}" for name, value in more.items()) + "}"
    return text


def _word(value):
    if value is None:
        return "absent"
    return value if isinstance(value, str) else json.dumps(value, separators=(":", ":"))
