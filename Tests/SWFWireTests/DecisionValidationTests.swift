import Foundation
import SWFModel
import SWFWire
import Testing

/// The decisions of RespondDecisionTaskCompleted (swf-spec.md 3.1, swf-observed.md V7 to V10).
@Suite struct DecisionValidationTests {
    private func fault(_ decisions: String) -> Fault? {
        requestFault(RespondDecisionTaskCompletedInput.self, #"{"taskToken":"t","decisions":[\#(decisions)]}"#)
    }

    private func items(_ fault: Fault?) -> [String] {
        guard let message = fault?.message, let colon = message.range(of: "detected: ") else { return [] }
        return message[colon.upperBound...].components(separatedBy: "; ")
    }

    private func null(_ path: String) -> String {
        "Value null at '\(path)' failed to satisfy constraint: Member must not be null"
    }

    @Test func `a decision of no known type is refused with the 13 in the service's order`() {
        #expect(
            fault(#"{"decisionType":"Nonsense"}"#)?.message
                == "1 validation error detected: Value 'Nonsense' at 'decisions.1.member.decisionType' failed to satisfy "
                + "constraint: Member must satisfy enum value set: [CompleteWorkflowExecution, StartTimer, "
                + "RequestCancelExternalWorkflowExecution, SignalExternalWorkflowExecution, CancelTimer, RecordMarker, "
                + "ScheduleActivityTask, ContinueAsNewWorkflowExecution, ScheduleLambdaFunction, FailWorkflowExecution, "
                + "RequestCancelActivityTask, StartChildWorkflowExecution, CancelWorkflowExecution]"
        )
    }

    @Test(arguments: [
        ("ScheduleActivityTask", ["activityId", "activityType"]), ("RequestCancelActivityTask", ["activityId"]),
        ("RecordMarker", ["markerName"]), ("StartTimer", ["startToFireTimeout", "timerId"]),
        ("CancelTimer", ["timerId"]),
        ("SignalExternalWorkflowExecution", ["signalName", "workflowId"]),
        ("RequestCancelExternalWorkflowExecution", ["workflowId"]),
        ("StartChildWorkflowExecution", ["workflowId", "workflowType"]), ("ScheduleLambdaFunction", ["id", "name"]),
    ])
    func `a decision without its attributes is refused for each required one`(_ type: String, _ members: [String]) {
        let structure = "\(type.prefix(1).lowercased())\(type.dropFirst())DecisionAttributes"
        let expected = Set(members.map { null("decisions.1.member.\(structure).\($0)") })
        for decision in [#"{"decisionType":"\#(type)"}"#, #"{"decisionType":"\#(type)","\#(structure)":null}"#] {
            let found = items(fault(decision))
            #expect(Set(found) == expected)
            #expect(found.count == members.count)
        }
        // Attributes that are there but empty are refused in the same words.
        #expect(Set(items(fault(#"{"decisionType":"\#(type)","\#(structure)":{}}"#))) == expected)
    }

    @Test(arguments: [
        ("CompleteWorkflowExecution", Decision.completeWorkflowExecution(.init())),
        ("FailWorkflowExecution", .failWorkflowExecution(.init())),
        ("CancelWorkflowExecution", .cancelWorkflowExecution(.init())),
        ("ContinueAsNewWorkflowExecution", .continueAsNewWorkflowExecution(.init())),
    ])
    func `a close decision needs no attributes`(_ type: String, _ decision: Decision) throws {
        let json = #"{"taskToken":"t","decisions":[{"decisionType":"\#(type)"}]}"#
        let input = try AWSJSON.decodeRequest(RespondDecisionTaskCompletedInput.self, from: Array(json.utf8))
        #expect(input.decisions == [decision])
    }

    @Test func `attributes of another type than the decision's are checked too`() {
        let decision =
            #"{"decisionType":"CompleteWorkflowExecution","recordMarkerDecisionAttributes":{},"#
            + #""startTimerDecisionAttributes":{"timerId":"","startToFireTimeout":"NONE"}}"#
        #expect(
            Set(items(fault(decision))) == [
                null("decisions.1.member.recordMarkerDecisionAttributes.markerName"),
                "Value '' at 'decisions.1.member.startTimerDecisionAttributes.timerId' failed to satisfy constraint: "
                    + "Member must have length greater than or equal to 1",
                "Value 'NONE' at 'decisions.1.member.startTimerDecisionAttributes.startToFireTimeout' failed to satisfy "
                    + "constraint: Member must be a whole number of seconds",
            ]
        )
    }

    @Test func `every broken decision of a list is named by its position`() {
        let timer =
            #"{"decisionType":"StartTimer","startTimerDecisionAttributes":{"timerId":"t","startToFireTimeout":"5"}}"#
        let found = items(fault("\(timer),{},null,\(timer),{\"decisionType\":\"CancelTimer\"}"))
        #expect(
            found == [
                null("decisions.2.member.decisionType"), null("decisions.3.member"),
                null("decisions.5.member.cancelTimerDecisionAttributes.timerId"),
            ]
        )
    }

    @Test func `no decisions is a request, and so is no list of them`() throws {
        for json in [
            #"{"taskToken":"t","decisions":[]}"#, #"{"taskToken":"t"}"#, #"{"taskToken":"t","decisions":null}"#,
        ] {
            let input = try AWSJSON.decodeRequest(RespondDecisionTaskCompletedInput.self, from: Array(json.utf8))
            #expect(input.decisions ?? [] == [])
        }
    }

    @Test(arguments: [("0", false), ("1", true), ("900", true), ("901", false), ("NONE", false), ("", true)])
    func `a lambda task may take 1 to 900 seconds`(_ timeout: String, _ fits: Bool) {
        let decision =
            #"{"decisionType":"ScheduleLambdaFunction","scheduleLambdaFunctionDecisionAttributes":"#
            + #"{"id":"i","name":"n","startToCloseTimeout":"\#(timeout)"}}"#
        #expect((fault(decision) == nil) == fits)
    }
}
