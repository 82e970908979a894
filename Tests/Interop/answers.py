"""Holds each answer of the server against botocore's model and the recorded wire: one walk over every byte received.

The rules: only members of the model, all required ones, each of its type; no nulls (W7); compact JSON with the keys
in alphabetical order (W5); numbers for times, to the millisecond (W6); an empty body where there is no output (W3);
an idle poll is exactly two zeros or one (W9); an event has the attributes of its type and no others (swf-spec.md 4),
ids are dense and times never fall (E13).
"""

import json
import re

IDLE = {
    "PollForDecisionTask": b'{"previousStartedEventId":0,"startedEventId":0}',
    "PollForActivityTask": b'{"startedEventId":0}',
}
KINDS = {"integer": int, "long": int, "boolean": bool, "string": str, "timestamp": (int, float)}


def problems(operation, request, status, body):
    """What is wrong with an answer, as sentences."""
    found = []
    if status == 200:
        if operation.output_shape is None:
            if body:
                found.append(f"a body where there is no output: {body[:80]!r}")
            return found
        if body == IDLE.get(operation.name):
            return found
        value = _read(body, found, in_order=True)
        _structure(value, operation.output_shape, "", found)
        if "events" in value and not _is_reversed(request):
            _sequence(value["events"], found)
    else:
        value = _read(body, found, in_order=False)
        names = set(value) - {"__type"}
        if (
            not isinstance(value.get("__type"), str)
            or "#" not in value["__type"]
            or not names <= {"message", "Message"}
        ):
            found.append(f"no envelope of a fault: {body[:200]!r}")
        elif value["__type"].startswith("com.amazonaws.swf.base.model#"):
            if value["__type"].split("#")[1] not in [shape.name for shape in operation.error_shapes] + UNDECLARED:
                found.append(f"a fault that the action does not declare: {value['__type']}")
            if "message" not in value:
                found.append("a fault of the service without message")
    return found


# A deprecated domain refuses types and executions, though the model declares that for neither (swf-spec.md 6.2).
UNDECLARED = ["DomainDeprecatedFault"]


def _is_reversed(request):
    return bool(json.loads(request or b"{}").get("reverseOrder"))


def _read(body, found, in_order):
    def ordered(pairs):
        names = [name for name, _ in pairs]
        if in_order and names != sorted(names):
            found.append(f"keys out of order: {names}")
        if len(names) != len(set(names)):
            found.append(f"a key twice: {names}")
        if any(value is None for _, value in pairs):
            found.append(f"a null in {names}")
        return dict(pairs)

    text = body.decode()
    if text != text.strip() or _BLANKS.search(_TEXTS.sub('""', text)):
        found.append("JSON with blanks between its parts")
    return json.loads(text, object_pairs_hook=ordered)


_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"')
_BLANKS = re.compile(r"\s")


def _structure(value, shape, path, found):
    if not isinstance(value, dict):
        found.append(f"{path or 'the answer'} is no object")
        return
    for name in shape.required_members:
        if name not in value:
            found.append(f"{path}.{name} is required and absent")
    for name, member in value.items():
        if name not in shape.members:
            found.append(f"{path}.{name} is not in the model")
        else:
            _value(member, shape.members[name], f"{path}.{name}", found)
    if shape.name == "HistoryEvent":
        kind = value.get("eventType", "?")
        wanted = {"eventId", "eventTimestamp", "eventType", kind[0].lower() + kind[1:] + "EventAttributes"}
        if set(value) != wanted:
            found.append(f"an event {kind} with {sorted(value)}")


def _value(value, shape, path, found):
    kind = shape.type_name
    if kind == "structure":
        _structure(value, shape, path, found)
    elif kind == "list":
        if not isinstance(value, list):
            found.append(f"{path} is no list")
            return
        for index, element in enumerate(value):
            _value(element, shape.member, f"{path}[{index}]", found)
    else:
        if not isinstance(value, KINDS[kind]) or (kind != "boolean" and isinstance(value, bool)):
            found.append(f"{path} is {type(value).__name__}, not {kind}")
            return
        if getattr(shape, "enum", None) and value not in shape.enum:
            found.append(f"{path} is '{value}', which the model does not know")
        if kind == "timestamp" and round(value, 3) != value:
            found.append(f"{path} is finer than a millisecond: {value!r}")
        if kind == "string":
            length = len(value.encode("utf-16-le")) // 2
            limits = shape.metadata
            if length > limits.get("max", length) or length < limits.get("min", 0):
                found.append(f"{path} has {length} characters")


def _sequence(events, found):
    ids = [event["eventId"] for event in events]
    if ids and ids != list(range(ids[0], ids[0] + len(ids))):
        found.append(f"event ids with gaps: {ids[:20]}")
    times = [event["eventTimestamp"] for event in events]
    if times != sorted(times):
        found.append("times that fall")
