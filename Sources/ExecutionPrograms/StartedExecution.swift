import CommandSupport
import Martlet
import SWFModel
import SWFWire

/// An execution that was just started: tells its names, and waits for it when that is wanted.
struct StartedExecution: Sendable {
    /// Its names.
    let execution: WorkflowExecution
    /// Where it is told.
    let terminal: Terminal
    /// Whether to write one JSON object instead of lines.
    let json: Bool

    /// What is written as JSON.
    private struct Report: Encodable {
        var workflowId: String
        var runId: String
        var closeStatus: CloseStatus?
        var reason: String?
        var details: String?
        /// JSON text inside JSON, as the protocol has it.
        var result: String?
    }

    /// Tells its names; with `waits` shows its steps until it is closed, and tells how.
    ///
    /// - Throws: What the service answers, and what cannot be written as JSON.
    func follow(_ starter: Starter, waits: Bool) async throws -> ProgramStatus {
        if !json { terminal.print("started workflowId=\(execution.workflowId) runId=\(execution.runId)") }
        guard waits else {
            try report(nil)
            return .ok
        }
        let steps = StepPrinter(terminal: terminal)
        let outcome = try await starter.wait(for: execution) { event in
            if !json { await steps.print(event) }
        }
        try report(outcome)
        return outcome.closeStatus == .completed ? .ok : .closedOtherwise
    }

    private func report(_ outcome: ExecutionOutcome?) throws {
        if json {
            let report = Report(
                workflowId: execution.workflowId,
                runId: execution.runId,
                closeStatus: outcome?.closeStatus,
                reason: outcome?.reason,
                details: outcome?.details,
                result: outcome?.result
            )
            terminal.print(String(decoding: try AWSJSON.encode(report), as: UTF8.self))
        } else if let outcome {
            let said = outcome.result ?? outcome.reason
            let status = outcome.closeStatus.rawValue
            let colour = outcome.closeStatus == .completed ? Terminal.Colour.green : .red
            let words = said.map { " " + PlainText.oneLine($0) } ?? ""
            terminal.print("\(execution.workflowId) \(terminal.coloured(status, colour))\(words)")
            if outcome.closeStatus != .completed, let details = outcome.details {
                terminal.print(PlainText.short(details, 2000))
            }
        }
    }
}
