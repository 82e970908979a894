import AppSettings
public import CommandSupport
import Foundation
import Martlet
import SWFClient
public import SWFModel
import SWFWire
import ServiceSupport

/// What `martlet` does with executions: looks at them and acts on them.
public struct ExecutionCommands: Sendable {
    private let service: RemoteWorkflowService
    private let domain: String
    private let taskList: String
    private let terminal: Terminal
    private let json: Bool

    /// Does something with the service of the settings.
    public static func run(
        _ program: Program,
        json: Bool,
        _ body: (ExecutionCommands) async throws -> Void
    ) async throws -> ProgramStatus {
        try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await body(
                ExecutionCommands(
                    service: service,
                    domain: program.settings.domain,
                    taskList: program.settings.taskList,
                    terminal: program.terminal,
                    json: json
                )
            )
        }
        return .ok
    }

    /// Shows all that is known of one execution.
    public func show(_ id: String, run: String?) async throws {
        let execution = try await ExecutionFinder(service: service, domain: domain).find(id, run: run)
        let detail = try await service.describeWorkflowExecution(
            DescribeWorkflowExecutionInput(domain: domain, execution: execution)
        )
        if json { return try write(detail) }
        // Why it closed stands in its last event alone.
        var end: HistoryEvent?
        if detail.executionInfo.executionStatus == .closed {
            let newest = GetWorkflowExecutionHistoryInput(
                domain: domain,
                execution: execution,
                maximumPageSize: 1,
                reverseOrder: true
            )
            end = try await service.getWorkflowExecutionHistory(newest).events.first
        }
        ExecutionSheet.lines(detail, end: end, time: .machine()).forEach(terminal.print)
    }

    /// How a history is shown.
    public enum HistoryForm: Sendable {
        /// Every event with what it says.
        case events
        /// The types alone.
        case types
        /// The steps in words.
        case steps
    }

    /// Shows the history of an execution; with `follows` until it is closed.
    public func history(_ id: String, run: String?, form: HistoryForm, follows: Bool) async throws {
        let execution = try await ExecutionFinder(service: service, domain: domain).find(id, run: run)
        let clock = LocalTime.machine()
        let steps = StepPrinter(terminal: terminal, clock: clock)
        let table = HistoryTable(time: clock, terminal: terminal)
        let show: @Sendable (HistoryEvent) async -> Void = { [terminal, json] event in
            switch form {
            case .steps: await steps.print(event)
            case .types: terminal.print(event.eventType.rawValue)
            case .events where json:
                // An event that was read from JSON can be written as JSON.
                terminal.print((try? AWSJSON.encode(event)).map { String(decoding: $0, as: UTF8.self) } ?? "{}")
            case .events: terminal.print(table.line(event))
            }
        }
        if follows {
            let starter = Starter(service: service, domain: domain, taskList: taskList)
            _ = try await starter.wait(for: execution, onEvent: show)
            return
        }
        let events = try await HistoryReader(service: service, domain: domain).events(of: execution)
        // The whole history in one object, as the AWS command line writes it.
        if json, case .events = form { return try write(History(events: events)) }
        for event in events { await show(event) }
    }

    /// Sends a signal to an open execution.
    public func signal(_ id: String, run: String?, name: String, input: String?) async throws {
        try await acting(on: id, run) {
            try await service.signalWorkflowExecution(
                SignalWorkflowExecutionInput(domain: domain, input: input, runId: run, signalName: name, workflowId: id)
            )
        }
        try done(id, "signal \(name) sent to \(id)")
    }

    /// Asks an open execution to cancel itself.
    public func cancel(_ id: String, run: String?) async throws {
        try await acting(on: id, run) {
            try await service.requestCancelWorkflowExecution(
                RequestCancelWorkflowExecutionInput(domain: domain, runId: run, workflowId: id)
            )
        }
        try done(id, "\(id) was asked to cancel itself")
    }

    /// Closes an open execution at once.
    public func terminate(
        _ id: String,
        run: String?,
        reason: String?,
        details: String?,
        childPolicy: ChildPolicy?
    ) async throws {
        try await acting(on: id, run) {
            try await service.terminateWorkflowExecution(
                TerminateWorkflowExecutionInput(
                    childPolicy: childPolicy,
                    details: details,
                    domain: domain,
                    reason: reason,
                    runId: run,
                    workflowId: id
                )
            )
        }
        try done(id, "\(id) is terminated")
    }

    /// Lists executions, the open ones first, the newest first.
    public func list(_ selection: ExecutionSelection) async throws {
        let found = try await selection.executions(service: service, domain: domain)
        if json { return try write(WorkflowExecutionInfos(executionInfos: found)) }
        if found.isEmpty { return terminal.print("No execution of the domain \(domain) is as asked for.") }
        ExecutionTable.lines(found, time: .machine(), terminal: terminal).forEach(terminal.print)
    }

    /// Does something to an open execution. To the service a closed one is unknown; who asks is told that it is closed.
    private func acting(on id: String, _ run: String?, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let fault as Fault where fault.code == .unknownResource {
            let finder = ExecutionFinder(service: service, domain: domain)
            guard let execution = try? await finder.find(id, run: run),
                let detail = try? await service.describeWorkflowExecution(
                    DescribeWorkflowExecutionInput(domain: domain, execution: execution)
                ), detail.executionInfo.executionStatus == .closed
            else { throw fault }
            let status = detail.executionInfo.closeStatus?.rawValue ?? "closed"
            throw Complaint(.usage, "The execution \(id) is closed already (\(status)); nothing was done.")
        }
    }

    private func done(_ id: String, _ words: String) throws {
        if json { return try write(["workflowId": id]) }
        terminal.print(words)
    }

    private func write(_ value: some Encodable) throws {
        terminal.print(String(decoding: try AWSJSON.encode(value), as: UTF8.self))
    }
}
