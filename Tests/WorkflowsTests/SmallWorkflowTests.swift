import Activities
import Foundation
import Martlet
import Testing

@testable import Workflows

@Suite("Ping, Sum and StageDemo through a service, a decider and a worker")
struct SmallWorkflowTests {
    @Test("Ping completes with a worker's answer")
    func ping() async throws {
        let (outcome, _) = try await Office.run { try await $0.outcome(Ping.definition.type, input: nil) }
        #expect(outcome.closeStatus == .completed)
        #expect(outcome.result == "\"pong\"")
    }

    @Test("Sum adds, in both forms of input", arguments: [#"{"data": [1,3,7,11]}"#, "[1,3,7,11]"])
    func sum(_ input: String) async throws {
        let (outcome, _) = try await Office.run { try await $0.outcome(Sum.definition.type, input: input) }
        #expect(outcome.closeStatus == .completed)
        #expect(outcome.result == "22")
    }

    @Test("Sum fails at once on what is not a number, and says which")
    func notANumber() async throws {
        let (outcome, events) = try await Office.run {
            try await $0.outcome(Sum.definition.type, input: #"{"data": [1, "three"]}"#)
        }
        #expect(outcome.closeStatus == .failed)
        #expect(outcome.reason?.contains("data[1] is the text “three”, not a number; Sum adds numbers only.") == true)
        #expect(events.filter { $0.eventType == .activityTaskFailed }.count == 1)
    }

    @Test("an input that cannot be read fails the execution", arguments: ["{}", "x", #"{"data": 3}"#])
    func unreadable(_ input: String) async throws {
        let (outcome, _) = try await Office.run { try await $0.outcome(Sum.definition.type, input: input) }
        #expect(outcome.closeStatus == .failed)
        #expect(outcome.reason?.contains("the input of the workflow Sum") == true)
    }

    @Test("StageDemo does A, then B and C side by side, then D", arguments: [100, 0])
    func stages(_ held: Int) async throws {
        let (outcome, events) = try await Office.run(heldExecutions: held) {
            try await $0.outcome(StageDemo.definition.type, input: #"{"scale": 0.01}"#)
        }
        #expect(outcome.closeStatus == .completed)
        #expect(outcome.result == #"["A","B","C","D"]"#)
        let steps = events.compactMap { event -> String? in
            switch event.attributes {
            case .activityTaskScheduled: "scheduled"
            case .activityTaskStarted: "started"
            case .activityTaskCompleted(let completed): completed.result
            default: nil
            }
        }
        #expect(steps.prefix(3) == ["scheduled", "started", "\"A\""])
        #expect(steps.dropFirst(3).prefix(2) == ["scheduled", "scheduled"])
        #expect(Set(steps.dropFirst(5).prefix(2)) == ["started"])
        #expect(Set(steps.dropFirst(7).prefix(2)) == ["\"B\"", "\"C\""])
        #expect(steps.suffix(3) == ["scheduled", "started", "\"D\""])
    }

    @Test("StageDemo needs no input, and refuses a scale that makes no sense")
    func scale() async throws {
        for input in ["{}", "null"] {
            #expect(try JSONDecoder().decode(StageDemo.Input.self, from: Data(input.utf8)).scale == 1)
        }
        let (outcome, _) = try await Office.run {
            try await $0.outcome(StageDemo.definition.type, input: #"{"scale": -1}"#)
        }
        #expect(outcome.closeStatus == .failed)
        #expect(outcome.reason == "scale is -1.0; it must be from 0 to 100.")
    }

    @Test("StageDemo that is asked to be canceled stops its stage and closes as canceled")
    func canceled() async throws {
        let (outcome, events) = try await Office.run { office in
            try await office.outcome(StageDemo.definition.type, input: #"{"scale": 100}"#) { event, execution in
                guard event.eventType == .activityTaskStarted else { return }
                try await office.service.requestCancelWorkflowExecution(
                    RequestCancelWorkflowExecutionInput(domain: Office.domain, workflowId: execution.workflowId)
                )
            }
        }
        #expect(outcome.closeStatus == .canceled)
        #expect(events.contains { $0.eventType == .activityTaskCanceled })
    }
}
