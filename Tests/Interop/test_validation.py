"""Every limit of the model, each broken once, for each action: the message says which and where.

The requests are made from botocore's own model: the smallest that each action takes, with one member at a time left
out, too long, too short, out of range or of the wrong type. Validation comes before any lookup (swf-spec.md 1.10), so
none of the names need exist.
"""

import copy
import http.client
import json

import tally
from service import CURRENT, Case, count

# Members that have a rule of their own besides their length; a text that is too long breaks both.
RULED = {"DurationInSeconds", "DurationInSecondsOptional", "DurationInDays", "TaskPriority"}
# The sets that are known to be in the service's own order (V6, V7); for the others the model's is taken.
DECISION_TYPES = (
    "[CompleteWorkflowExecution, StartTimer, RequestCancelExternalWorkflowExecution, SignalExternalWorkflowExecution, "
    "CancelTimer, RecordMarker, ScheduleActivityTask, ContinueAsNewWorkflowExecution, ScheduleLambdaFunction, "
    "FailWorkflowExecution, RequestCancelActivityTask, StartChildWorkflowExecution, CancelWorkflowExecution]"
)
NUMBERS = [(7, "Short"), (70_000, "Integer"), (7_000_000_000, "Long"), (1.5, "Double"), (True, "Boolean")]


def smallest(shape):
    """The smallest value that the model allows."""
    if shape.type_name == "structure":
        return {name: smallest(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [smallest(shape.member)]
    if shape.type_name == "string":
        if shape.enum:
            return shape.enum[0]
        return "1" if shape.name in RULED else "x"
    return {"integer": 1, "boolean": False, "timestamp": 0}[shape.type_name]


def members(shape, path=()):
    """Every member of a request with its shape and whether it is required, the elements of lists included."""
    for name, member in shape.members.items():
        place = (*path, name)
        yield place, member, name in shape.required_members
        element = member
        if member.type_name == "list":
            place, element = (*place, 0), member.member
            if element.type_name != "structure":
                yield place, element, False
        if element.type_name == "structure":
            yield from members(element, place)


def put(shape, body, path, value):
    """Puts a value at a place; the structures on the way there get what they require."""
    for name in path[:-1]:
        shape = shape.member if shape.type_name == "list" else shape.members[name]
        if isinstance(body, dict) and name not in body:
            body[name] = smallest(shape)
        body = body[name]
        if shape.name == "Decision" and isinstance(path[path.index(name) + 1], str):
            after = path[path.index(name) + 1]
            if after.endswith("DecisionAttributes"):
                body["decisionType"] = after[0].upper() + after[1:].removesuffix("DecisionAttributes")
    if value is None:
        body.pop(path[-1], None)
    elif isinstance(path[-1], int):
        body[path[-1]] = value
    else:
        body[path[-1]] = value


def written(path):
    """A place as the service writes it (V8)."""
    return ".".join(f"{part + 1}.member" if isinstance(part, int) else part for part in path)


class ModelTests(Case):
    def setUp(self):
        super().setUp()
        self.connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=30)
        self.addCleanup(self.connection.close)

    def ask(self, operation, body):
        text = json.dumps(body)
        fields = {"X-Amz-Target": CURRENT + operation, "Content-Type": "application/x-amz-json-1.0"}
        self.connection.request("POST", "/", text, fields)
        response = self.connection.getresponse()
        answer = response.read()
        count(operation, text, response.status, answer)
        return response.status, json.loads(answer) if answer else {}

    def refuse(self, operation, body, *items):
        """The request must be refused with exactly these violations."""
        status, answer = self.ask(operation, body)
        number = len(items)
        start = f"{number} validation error{'s' if number > 1 else ''} detected: "
        with self.subTest(f"{operation} {json.dumps(body)[:200]}"):
            self.assertEqual((status, answer.get("__type")), (400, "com.amazon.coral.validate#ValidationException"))
            self.assertTrue(answer["message"].startswith(start), answer["message"][:300])
            self.assertEqual(set(answer["message"].removeprefix(start).split("; ")), set(items))

    def each(self, wanted):
        """Every member that is wanted, with a request that is right but for what will be done to it."""
        for operation, model in tally.OPERATIONS.items():
            shape = model.input_shape
            for path, member, is_required in members(shape):
                if wanted(member, is_required):
                    body = {name: smallest(shape.members[name]) for name in shape.required_members}
                    yield operation, path, member, lambda value, s=shape, b=body, p=path: self.put(s, b, p, value)

    @staticmethod
    def put(shape, body, path, value):
        body = copy.deepcopy(body)
        put(shape, body, path, value)
        return body

    def test_what_is_required(self):
        """V1, V2: `Value null at '<path>' failed to satisfy constraint: Member must not be null`, for every action."""
        asked = set()
        for operation, path, _, with_value in self.each(lambda _, is_required: is_required):
            if path[-1] == "decisionType" and len(path) > 1:
                continue
            asked.add(operation)
            self.refuse(
                operation,
                with_value(None),
                f"Value null at '{written(path)}' failed to satisfy constraint: Member must not be null",
            )
        self.assertEqual(asked, set(tally.OPERATIONS))

    def test_lengths(self):
        """V4, V8, swf-spec.md 2.1: every text with a longest or shortest length, in decisions and lists too."""
        number = 0
        for operation, path, shape, with_value in self.each(lambda shape, _: shape.type_name == "string"):
            if shape.enum:
                continue
            longest = shape.metadata.get("max")
            end = f"at '{written(path)}' failed to satisfy constraint: Member must have length"
            if longest is not None and shape.name not in RULED:
                value = "x" * (longest + 1)
                self.refuse(operation, with_value(value), f"Value '{value}' {end} less than or equal to {longest}")
                number += 1
            if shape.metadata.get("min") and shape.name not in RULED:
                self.refuse(operation, with_value(""), f"Value '' {end} greater than or equal to 1")
                number += 1
        self.assertGreater(number, 150)

    def test_lengths_count_utf_16_units(self):
        """swf-spec.md 1.2 (unconfirmed): a bird of the astral plane counts as two, a letter with an accent as one."""
        item = "failed to satisfy constraint: Member must have length less than or equal to 256"
        for text, is_too_long in [
            ("é" * 256, False),
            ("é" * 257, True),
            ("\U0001f426" * 128, False),
            ("\U0001f426" * 129, True),
        ]:
            body = {"domain": "nowhere", "workflowId": "w", "signalName": text}
            if is_too_long:
                self.refuse("SignalWorkflowExecution", body, f"Value '{text}' at 'signalName' {item}")
            else:
                self.assertIn("UnknownResourceFault", self.ask("SignalWorkflowExecution", body)[1]["__type"])

    def test_sets_of_values(self):
        """V6, V7: `Member must satisfy enum value set: [A, B]`, for decisionType in the service's own order."""
        for operation, path, shape, with_value in self.each(lambda shape, _: bool(getattr(shape, "enum", None))):
            values = f"[{', '.join(shape.enum)}]"
            if shape.name == "DecisionType":
                values = DECISION_TYPES
            self.refuse(
                operation,
                with_value("NOPE"),
                f"Value 'NOPE' at '{written(path)}' failed to satisfy constraint: "
                f"Member must satisfy enum value set: {values}",
            )

    def test_numbers(self):
        """V5: a page of 1001 or -1 entries is refused, not made smaller; 0 means no limit."""
        for operation, path, _, with_value in self.each(lambda shape, _: shape.type_name == "integer"):
            end = f"at '{written(path)}' failed to satisfy constraint: Member must have value"
            self.refuse(operation, with_value(1001), f"Value '1001' {end} less than or equal to 1000")
            self.refuse(operation, with_value(-1), f"Value '-1' {end} greater than or equal to 0")

    def test_lists(self):
        """swf-spec.md 1.7 (rendering unconfirmed), 7.6: five tags are allowed and six are not."""
        number = 0
        for operation, path, shape, with_value in self.each(lambda shape, _: shape.type_name == "list"):
            if shape.metadata.get("max"):
                self.refuse(
                    operation,
                    with_value(list("abcdef")),
                    f"Value '[a, b, c, d, e, f]' at '{written(path)}' failed to satisfy constraint: "
                    "Member must have length less than or equal to 5",
                )
                number += 1
        self.assertEqual(number, 3)

    def test_texts_that_must_be_durations(self):
        """swf-spec.md 1.2, 2.1: no sign, no fraction, NONE only where it is allowed; the words are not known."""
        refused = ["soon", "-1", "+1", "1.5", " 1", "none", "1s"]
        for operation, path, _, with_value in self.each(lambda shape, _: shape.name.startswith("DurationInSec")):
            for value in refused:
                with self.subTest(f"{operation} {written(path)} {value}"):
                    status, answer = self.ask(operation, with_value(value))
                    self.assertEqual((status, answer["__type"].split("#")[1]), (400, "ValidationException"))
                    self.assertIn(f"'{written(path)}'", answer["message"])

    def test_retention_and_priority(self):
        """R1, swf-spec.md 1.2, 2.4.1: 0 to 90 days or NONE; priorities are 32-bit integers."""
        for value in ("91", "-1", "1.0", "forever", "123456789"):
            status, answer = self.ask("RegisterDomain", {"name": "x", "workflowExecutionRetentionPeriodInDays": value})
            self.assertIn("'workflowExecutionRetentionPeriodInDays'", answer["message"])
        for operation, path, _, with_value in self.each(lambda shape, _: shape.name == "TaskPriority"):
            for value in ("2147483648", "-2147483649", "high", "1.0"):
                with self.subTest(f"{operation} {value}"):
                    status, answer = self.ask(operation, with_value(value))
                    self.assertEqual((status, answer["__type"].split("#")[1]), (400, "ValidationException"))
                    self.assertIn(f"'{written(path)}'", answer["message"])

    def test_letters_that_names_must_not_have(self):
        """swf-spec.md 1.2 (N1): no colon, slash, bar or control character, and not the word arn."""
        ruled = {"DomainName", "Name", "Version", "WorkflowId", "ActivityId", "TimerId"}
        for operation, path, _, with_value in self.each(lambda shape, _: shape.name in ruled):
            for value in ("a:b", "a/b", "a|b", "a\u0001", "a\u0085", "arn"):
                with self.subTest(f"{operation} {written(path)} {value!r}"):
                    status, answer = self.ask(operation, with_value(value))
                    self.assertEqual((status, answer["__type"].split("#")[1]), (400, "ValidationException"))
                    self.assertIn(f"'{written(path)}'", answer["message"])

    def test_values_of_the_wrong_type(self):
        """W13, swf-spec.md 1.6 (Short recorded, the others unconfirmed): before validation; the key is `Message`."""
        for operation, model in tally.OPERATIONS.items():
            for path, shape, _ in members(model.input_shape):
                if len(path) > 1 or shape.type_name != "string":
                    continue
                for value, kind in NUMBERS:
                    status, answer = self.ask(operation, {path[0]: value})
                    self.assertEqual(
                        (status, answer),
                        (
                            400,
                            {
                                "__type": "com.amazon.coral.service#SerializationException",
                                "Message": f"class java.lang.{kind} can not be converted to an String",
                            },
                        ),
                        f"{operation} {path}",
                    )

    def test_several_at_once(self):
        """V2, V3 (seen live for two actions): one message; `execution` before `domain`, runId before workflowId."""
        null = "Value null at '{}' failed to satisfy constraint: Member must not be null"
        status, answer = self.ask("DescribeWorkflowExecution", {})
        self.assertEqual(
            answer["message"], "2 validation errors detected: " + "; ".join(map(null.format, ("execution", "domain")))
        )
        status, answer = self.ask("DescribeWorkflowExecution", {"execution": {}})
        self.assertEqual(
            answer["message"],
            "3 validation errors detected: "
            + "; ".join(map(null.format, ("execution.runId", "execution.workflowId", "domain"))),
        )

    def test_decisions_without_their_attributes(self):
        """V9: what the structure would have to have is reported member by member, counted from 1."""
        required = {
            "ScheduleActivityTask": ["activityType", "activityId"],
            "RequestCancelActivityTask": ["activityId"],
            "RecordMarker": ["markerName"],
            "StartTimer": ["timerId", "startToFireTimeout"],
            "CancelTimer": ["timerId"],
            "SignalExternalWorkflowExecution": ["workflowId", "signalName"],
            "RequestCancelExternalWorkflowExecution": ["workflowId"],
            "StartChildWorkflowExecution": ["workflowType", "workflowId"],
            "ScheduleLambdaFunction": ["id", "name"],
        }
        for kind, names in required.items():
            structure = tally.attributes_member(kind, "DecisionAttributes")
            self.refuse(
                "RespondDecisionTaskCompleted",
                {
                    "taskToken": "x",
                    "decisions": [{"decisionType": "CompleteWorkflowExecution"}, {"decisionType": kind}],
                },
                *(
                    f"Value null at 'decisions.2.member.{structure}.{name}' failed to satisfy constraint: "
                    "Member must not be null"
                    for name in names
                ),
            )

    def test_attributes_of_another_decision_are_looked_at_too(self):
        """V10: whatever structure stands in the element is validated."""
        self.refuse(
            "RespondDecisionTaskCompleted",
            {
                "taskToken": "x",
                "decisions": [
                    {
                        "decisionType": "RecordMarker",
                        "recordMarkerDecisionAttributes": {"markerName": "m"},
                        "startTimerDecisionAttributes": {"timerId": "t"},
                    }
                ],
            },
            "Value null at 'decisions.1.member.startTimerDecisionAttributes.startToFireTimeout' failed to satisfy "
            "constraint: Member must not be null",
        )
