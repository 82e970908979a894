"""What the tests have used of the service, counted against botocore's own model of it.

Every client of `service.py` is watched: which actions were answered and which refused, with which faults; which
decisions were taken; which events came, with which causes. `missing()` names what was never seen. What cannot be seen
stands in `OUT_OF_REACH` with its reason, and is named too as soon as it is seen after all, so the list cannot grow
old.
"""

import json
import threading

import botocore.session

import answers

MODEL = botocore.session.get_session().get_service_model("swf")
OPERATIONS = {name: MODEL.operation_model(name) for name in MODEL.operation_names}
DECISIONS = list(MODEL.shape_for("DecisionType").enum)
EVENTS = list(MODEL.shape_for("EventType").enum)

# The errors of the layers in front of the service, which no model declares (swf-spec.md 1.6).
FRAMEWORK = [
    "ValidationException",
    "SerializationException",
    "UnknownOperationException",
    "ThrottlingException",
    "UnrecognizedClientException",
    "InvalidSignatureException",
    "MissingAuthenticationTokenException",
    "IncompleteSignatureException",
]

OUT_OF_REACH = {
    ("TagResource", "LimitExceededFault"): "nobody knows when the service says so (swf-spec.md 2.4.6)",
    ("UntagResource", "LimitExceededFault"): "nobody knows when the service says so (swf-spec.md 2.4.7)",
    ("ListTagsForResource", "LimitExceededFault"): "nobody knows when the service says so (swf-spec.md 2.4.8)",
    ("ScheduleLambdaFunctionFailed", "cause", "ID_ALREADY_IN_USE"): "the real service takes an id twice (X1)",
}

# What the server does not give: it says AccessDeniedException instead, as the real service was seen to.
AWAITED = (
    "NotPermittedFault",
)

_lock = threading.Lock()
_operations = set()
_faults = set()
_codes = set()
_decisions = set()
_events = set()
_facets = set()
_complaints = []


def attributes_member(kind, suffix="EventAttributes"):
    """The member that holds the attributes of an event or decision of that type."""
    return kind[0].lower() + kind[1:] + suffix


def watch(client):
    """Counts whatever the client does from now on."""
    client.meta.events.register("before-call.swf", _sent)
    client.meta.events.register("after-call.swf", _answered)


def _sent(params, context, **_):
    context["martlet_body"] = params["body"]


def _answered(http_response, model, context, **_):
    note(model.name, context["martlet_body"], http_response.status_code, http_response.content)


def note(operation, request, status, body):
    """Counts one call: the request's and the answer's bytes."""
    problems = answers.problems(OPERATIONS[operation], request, status, body)
    with _lock:
        _complaints.extend(f"{operation}: {problem}" for problem in problems if len(_complaints) < 20)
        if status != 200:
            code = json.loads(body).get("__type", "#").split("#")[1]
            _codes.add(code)
            _faults.add((operation, code))
            return
        _operations.add(operation)
        if operation == "RespondDecisionTaskCompleted":
            decisions = json.loads(request).get("decisions") or []
            _decisions.update(decision["decisionType"] for decision in decisions)
        if body and operation in ("PollForDecisionTask", "GetWorkflowExecutionHistory"):
            for event in json.loads(body).get("events", []):
                kind = event["eventType"]
                _events.add(kind)
                for name, value in event[attributes_member(kind)].items():
                    if name in ("cause", "timeoutType"):
                        _facets.add((kind, name, value))


def note_code(code):
    """Counts an error of a request that names no action."""
    with _lock:
        _codes.add(code)


def _facets_of_the_model():
    shapes = MODEL.shape_for("HistoryEvent").members
    for kind in EVENTS:
        for name, member in shapes[attributes_member(kind)].members.items():
            if name in ("cause", "timeoutType"):
                for value in member.enum:
                    yield (kind, name, value)


def _declared_faults():
    for name, operation in OPERATIONS.items():
        for error in operation.error_shapes:
            # What the model calls OperationNotPermittedFault, callers of the real service see as the other.
            yield (name, error.name.replace("OperationNotPermittedFault", "AccessDeniedException"))
        yield (name, "ValidationException")
        yield (name, "SerializationException")


def missing():
    """Sentences that say what was not seen, or was wrong; empty when everything was seen."""
    found = []

    def compare(what, plural, wanted, seen):
        wanted = list(wanted)
        reachable = [item for item in wanted if item not in OUT_OF_REACH]
        absent = [item for item in reachable if item not in seen]
        for item in absent:
            text = item if isinstance(item, str) else " ".join(item)
            found.append(f"{what} never seen: {text}")
        for item in wanted:
            if item in OUT_OF_REACH and item in seen:
                found.append(f"{what} seen, so it does not belong into OUT_OF_REACH: {' '.join(item)}")
        return f"{sum(item in seen for item in wanted)} of {len(wanted)} {plural}"

    totals = [
        compare("action", "actions", OPERATIONS, _operations),
        compare("decision", "decisions", DECISIONS, _decisions),
        compare("event type", "event types", EVENTS, _events),
        compare("fault of an action", "faults of actions", _declared_faults(), _faults),
        compare("cause or kind of an event", "causes and kinds of events", _facets_of_the_model(), _facets),
        compare("error of the layers in front", "errors of the layers in front", FRAMEWORK, _codes),
    ]
    return ", ".join(totals), found + list(_complaints)
