import AppSettings
public import CommandSupport
import Martlet
import SWFWire
import ServiceSupport

/// What `martlet task` does: finishes an activity task by its token.
public struct TaskCommands: Sendable {
    /// What is said about the task.
    public enum Answer: Sendable {
        /// It is done, with this result as JSON text.
        case complete(result: String?)
        /// It failed; for good when it is permanent.
        case fail(reason: String, details: String?, isPermanent: Bool)
        /// It was canceled.
        case cancel(details: String?)
        /// It is still being worked on.
        case heartbeat(details: String?)
    }

    /// What is written as JSON.
    private struct Report: Encodable {
        var done: String
        var cancelRequested: Bool?
    }

    /// Says it to the service of the settings.
    public static func answer(
        _ token: String,
        _ answer: Answer,
        json: Bool,
        _ program: Program
    ) async throws -> ProgramStatus {
        try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            let completion = ActivityCompletion(service: service)
            let report: Report
            switch answer {
            case .complete(let result):
                try await completion.complete(token, resultText: result)
                report = Report(done: "completed")
            case .fail(let reason, let details, let isPermanent):
                try await completion.fail(token, reason: reason, details: details, isPermanent: isPermanent)
                report = Report(done: "failed")
            case .cancel(let details):
                try await completion.cancel(token, details: details)
                report = Report(done: "canceled")
            case .heartbeat(let details):
                let isCanceled = try await completion.heartbeat(token, details: details)
                report = Report(done: "heartbeat", cancelRequested: isCanceled)
            }
            program.terminal.print(
                json ? String(decoding: try AWSJSON.encode(report), as: UTF8.self) : words(report)
            )
        }
        return .ok
    }

    private static func words(_ report: Report) -> String {
        switch report.cancelRequested {
        case true?: "the execution asked for the task to be canceled"
        case false?: "the task is open, and the execution waits for it"
        case nil: "the task is \(report.done)"
        }
    }
}
