import AppSettings
import ArgumentParser
public import CommandSupport
import Foundation
import Logging
public import Martlet
import SWFClient
import SWFModel
import SWFWire
import ServiceSupport

/// Whether today's code still replays recorded histories: what `martlet replay` does.
public struct ReplayProgram: Sendable {
    /// The workflows as they are now.
    public var workflows: [any Workflow.Type]
    /// Files, folders, `-`; or the workflow id of one execution of the service.
    public var histories: [String]
    /// The run: of the execution, or of the one history whose file does not say.
    public var runId: String?
    /// Where to write the histories as fixtures; nil for nowhere.
    public var fixture: String?
    /// Whether a file may hold only a part of a history, from event 1; what is there is replayed.
    public var acceptsPart: Bool
    /// Whether a history with another input than the code hands on now does not replay.
    public var comparesInputs: Bool
    /// Whether to write one JSON object instead of lines.
    public var json: Bool
    /// How long the code may compute between two waits before its history is given up. Defaults to 10 seconds.
    public var turnLimit = Duration.seconds(10)

    /// Creates the value from its parts.
    public init(
        workflows: [any Workflow.Type],
        histories: [String],
        runId: String?,
        fixture: String?,
        acceptsPart: Bool = false,
        comparesInputs: Bool = false,
        json: Bool
    ) {
        self.workflows = workflows
        self.histories = histories
        self.runId = runId
        self.fixture = fixture
        self.acceptsPart = acceptsPart
        self.comparesInputs = comparesInputs
        self.json = json
    }

    /// A history before it is replayed.
    struct Source: Sendable {
        var name: String
        var events: [HistoryEvent]
        var names: HistoryNames
        var notes: [String] = []
    }

    /// What is wrong with the command line, as a sentence; nil when nothing is.
    public var problem: String? {
        if histories.isEmpty { return "Name a file, a folder or a workflow id." }
        if runId != nil, histories.count > 1 {
            return "--run-id names the run of one history; these are \(histories.count)."
        }
        if histories.count(where: { $0 == "-" }) > 1 { return "Standard input can be read once." }
        return nil
    }

    /// Replays, from files without any service or settings, or from the service.
    ///
    /// - Parameter options: Which service, when it is asked; and the domain that the code sees where a file names none.
    public func run(_ options: SettingsOptions) async throws {
        if let id = executionId {
            return try await Program.run("martlet", options) { program in
                let source = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
                    try await read(id, service: service, domain: program.settings.domain)
                }
                return try report([.success(source)], domain: nil, program.terminal)
            }
        }
        try Program.plainly("martlet") { terminal in
            let status = try report(try files().map(read), domain: options.domain, terminal)
            // The status is no error, and nothing more is to be said.
            if status != .ok { throw ExitCode(status.rawValue) }
        }
    }

    /// The workflow id that is meant; nil when files are. What is there as a file is meant as a file, and what looks like a
    /// path is no workflow id: those have no slash.
    var executionId: String? {
        guard histories.count == 1, let name = histories.first, name != "-", !name.contains("/"),
            !name.hasSuffix(".json"),
            !FileManager.default.fileExists(atPath: name)
        else { return nil }
        return name
    }

    /// The outcomes of histories, some of which may not have been read; the fixtures are written on the way.
    func outcomes(_ sources: [Result<Source, ReplayUnread>], domain: String?) throws(Complaint) -> ReplaySummary {
        var fixtures: FixtureFiles?
        if let fixture { fixtures = try FixtureFiles(fixture, isFolder: sources.count > 1) }
        let replayer = Replayer(
            workflows: workflows,
            turnLimit: turnLimit,
            comparesInputs: comparesInputs,
            logger: Logger(label: "martlet.replay", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let known = workflows.map { "\($0.definition.name) \($0.definition.version)" }
        var outcomes: [ReplayOutcome] = []
        for source in sources {
            switch source {
            case .failure(let unread):
                outcomes.append(
                    ReplayOutcome(source: unread.name, result: .unread(unread.complaint), known: known)
                )
            case .success(let source):
                let execution = WorkflowExecution(
                    runId: source.names.runId ?? "",
                    workflowId: source.names.workflowId ?? ""
                )
                let report = replayer.replay(
                    source.events,
                    of: execution,
                    domain: source.names.domain ?? domain ?? ""
                )
                var notes = source.notes
                if source.names.runId == nil, report.verdict != .replays {
                    notes.append(
                        "The history does not say its run id, by which context.random is seeded: name it with --run-id "
                            + "if the code draws numbers."
                    )
                }
                if let place = try fixtures?.write(
                    ExecutionFile(names: source.names, events: source.events),
                    from: source.name
                ) {
                    notes.append("written to \(place)")
                }
                outcomes.append(
                    ReplayOutcome(source: source.name, result: .replayed(report, notes: notes), known: known)
                )
            }
        }
        return ReplaySummary(outcomes)
    }

    private func report(
        _ sources: [Result<Source, ReplayUnread>],
        domain: String?,
        _ terminal: Terminal
    ) throws -> ProgramStatus {
        let summary = try outcomes(sources, domain: domain)
        if json {
            terminal.print(try summary.json())
        } else {
            for line in summary.lines { terminal.print(PlainText.oneLine(line)) }
        }
        return summary.status
    }

    /// The files that are meant.
    func files() throws(Complaint) -> [String] {
        try HistoryFolder.files(of: histories)
    }

    /// Reads a file.
    func read(_ path: String) -> Result<Source, ReplayUnread> {
        do throws(Complaint) {
            let file = try HistoryFile.read(path)
            guard !file.isCut || acceptsPart else {
                throw Complaint(
                    .data,
                    "The file holds only a part of the history, up to event \(file.events.last?.eventId ?? 0): join its pages or "
                        + "ask for all, or replay what is there with --part."
                )
            }
            var names = file.names
            if let runId { names.runId = runId }
            return .success(Source(name: path, events: file.events, names: names, notes: file.notes))
        } catch {
            return .failure(ReplayUnread(name: path, complaint: error))
        }
    }

    private func read(_ id: String, service: RemoteWorkflowService, domain: String) async throws -> Source {
        let execution: WorkflowExecution
        do {
            execution = try await ExecutionFinder(service: service, domain: domain).find(id, run: runId)
        } catch let complaint as Complaint {
            throw Complaint(complaint.status, "There is no file \(id), and: \(complaint.description)")
        }
        return Source(
            name: id,
            events: try await HistoryReader(service: service, domain: domain).events(of: execution),
            names: HistoryNames(domain: domain, workflowId: execution.workflowId, runId: execution.runId)
        )
    }
}

/// A history that could not be read, and why.
struct ReplayUnread: Error {
    var name: String
    var complaint: Complaint
}
