import Foundation
import MartletTesting
import SWFModel
import SWFWire
import Storage
import Testing
import WorkflowCore

@testable import Engine

/// A golden trace: calls, one a line behind `>`, and under each the events that it wrote, with the attributes as they go over
/// the wire. The files of `Tests/Traces` hold them; ``replay(_:)`` makes the calls and writes the text anew.
///
///     # a comment; `# refuse RecordMarker` lets the service refuse that decision, `# no functions` leaves it without lambda
///     > start w {"tagList":["a"]}       StartWorkflowExecution, with further members of the call
///     > poll                            PollForDecisionTask; `poll LIST` for another list, `poll wire` shows the answer
///     > decide                          RespondDecisionTaskCompleted for the task polled last; `decide {…}` adds members
///     >   StartTimer {…}                a decision of it, with its attributes
///     > work                            PollForActivityTask
///     > complete a {…}                  RespondActivityTaskCompleted; likewise fail, canceled, heartbeat, by activity id
///     > signal w {…}                    likewise cancel and terminate, by workflow id
///     > describe w                      DescribeWorkflowExecution of the latest run, as it goes over the wire
///     > deliver                         the messages that wait are delivered
///     > invoke                          the lambda function that waits is called
///     > +10                             ten seconds pass; what is due happens at its time
///
/// A millisecond passes with each call and with `+0`, and `=` stands before an event that has the time of the one before it: the two are
/// of one transaction. Events of another execution than the first begin with its workflow id, and with the number of its
/// run when it is not the first of that id. Run ids are written `run#1` in the order of the executions.
struct Trace {
    private var rig: EngineByHand
    private let functions: ScriptedFunctions
    private let start: Timestamp
    private var lines: [String] = []
    /// The last event that was written of each execution, with its time.
    private var written: [Int: (id: EventId, at: Timestamp)] = [:]
    private var decisionTask: EncodedDecisionTask?
    private var activityTokens: [String: String] = [:]

    /// The text of the calls with what they did, and the types of all events and decisions in it.
    static func replay(
        _ text: String
    ) async throws -> (text: String, events: Set<EventType>, decisions: Set<DecisionType>) {
        var trace = try await Trace(
            refused: directives("# refuse ", in: text).compactMap(DecisionType.init),
            hasFunctions: !text.contains("# no functions\n")
        )
        var source = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        var decisions: Set<DecisionType> = []
        while let line = source.popFirst() {
            guard line.hasPrefix(">") else {
                if line.hasPrefix("#") { trace.lines.append(line) }
                continue
            }
            trace.lines.append(line)
            var list: [String] = []
            while let next = source.first, next.hasPrefix(">   ") {
                trace.lines.append(next)
                list.append(String(next.dropFirst(4)))
                source = source.dropFirst()
            }
            for decision in list {
                decisions.insert(try #require(DecisionType(rawValue: String(decision.prefix { $0 != " " }))))
            }
            try await trace.carryOut(String(line.dropFirst(2)), decisions: list)
        }
        var events: Set<EventType> = []
        for id in trace.written.keys {
            let stored = try #require(try await trace.rig.store.execution(id: id))
            let history = try await trace.rig.session.pagedHistory(stored.record.identity.execution)
            #expect(HistoryLinter.lint(history).isEmpty)
            events.formUnion(history.map(\.eventType))
        }
        return (trace.lines.joined(separator: "\n") + "\n", events, decisions)
    }

    private static func directives(_ prefix: String, in text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    private init(refused: [DecisionType], hasFunctions: Bool) async throws {
        let clock = ManualClock()
        functions = ScriptedFunctions(
            [
                "resize": .answers(.completed(result: #"{"width":100}"#)), "hangs": .hangs,
                "broken": .answers(.failed(reason: "Unhandled", details: #"{"errorMessage":"no image"}"#)),
            ],
            whileCalled: { clock.advance(by: .milliseconds(5)) }
        )
        var configuration = EngineByHand.configuration()
        configuration.lambdaService = hasFunctions ? functions : nil
        configuration.refusedDecisions = Set(refused)
        let runs = Counter()
        // No name is within another, so each can be replaced.
        configuration.newRunId = { "<run \(runs.next())>" }
        rig = try await EngineByHand(clock: clock, configuration: configuration)
        start = rig.clock.now
    }

    private mutating func carryOut(_ command: String, decisions: [String]) async throws {
        let words = command.split(separator: " ", maxSplits: 2).map(String.init)
        let members = command.firstIndex(of: "{").map { String(command[$0...].dropFirst().dropLast()) } ?? ""
        let name = words.count > 1 && !words[1].hasPrefix("{") ? words[1] : nil
        if words[0].hasPrefix("+") { return try await pass(Double(words[0].dropFirst()) ?? 0) }
        rig.clock.advance(by: .milliseconds(1))
        do {
            try await call(words[0], name, members, decisions)
        } catch let fault as Fault {
            lines.append("! \(fault.code) \(try await named(fault.message ?? ""))")
        }
        try await writeEvents()
    }

    private mutating func call(_ verb: String, _ name: String?, _ members: String, _ decisions: [String]) async throws {
        let engine = rig.engine
        switch verb {
        case "start":
            let type =
                #""workflowId":"\#(name ?? "w")""#
                + (members.contains("workflowType") ? "" : #","workflowType":{"name":"Pipeline","version":"1"}"#)
            _ = try await engine.startWorkflowExecution(try input(type, members))
        case "poll":
            let list = name.map { $0 == "wire" ? "DefaultTaskList" : $0 } ?? "DefaultTaskList"
            let task = try await engine.pollForDecisionTaskEncoded(
                try input(#""taskList":{"name":"\#(list)"}"#, members)
            )
            guard let task else { return lines.append("nothing") }
            decisionTask = task
            if name == "wire" {
                lines.append(try await named(String(decoding: try task.encoded(), as: UTF8.self)))
            } else {
                lines.append(
                    "startedEventId \(task.startedEventId), previousStartedEventId \(task.previousStartedEventId)"
                )
            }
        case "decide":
            let list = decisions.map { text in
                let type = text.prefix { $0 != " " }
                let attributes = text.dropFirst(type.count + 1)
                let member = type.prefix(1).lowercased() + type.dropFirst() + "DecisionAttributes"
                return #"{"decisionType":"\#(type)""# + (attributes.isEmpty ? "}" : #","\#(member)":\#(attributes)}"#)
            }
            let token =
                #""taskToken":"\#(decisionTask?.taskToken ?? "none")","decisions":[\#(list.joined(separator: ","))]"#
            try await engine.respondDecisionTaskCompleted(try input(token, members, inDomain: false))
        case "work":
            let answer = try await engine.pollForActivityTask(
                try input(#""taskList":{"name":"\#(name ?? "DefaultTaskList")"}"#, members)
            )
            guard let task = answer else { return lines.append("nothing") }
            activityTokens[task.activityId] = task.taskToken
            lines.append("activityId \(task.activityId), startedEventId \(task.startedEventId)")
        case "complete", "fail", "canceled", "heartbeat":
            let token = #""taskToken":"\#(activityTokens[name ?? ""] ?? "none")""#
            switch verb {
            case "complete":
                try await engine.respondActivityTaskCompleted(try input(token, members, inDomain: false))
            case "fail": try await engine.respondActivityTaskFailed(try input(token, members, inDomain: false))
            case "canceled": try await engine.respondActivityTaskCanceled(try input(token, members, inDomain: false))
            default:
                let status = try await engine.recordActivityTaskHeartbeat(try input(token, members, inDomain: false))
                lines.append("cancelRequested \(status.cancelRequested)")
            }
        case "signal": try await engine.signalWorkflowExecution(try input(workflow(name), members))
        case "cancel": try await engine.requestCancelWorkflowExecution(try input(workflow(name), members))
        case "terminate": try await engine.terminateWorkflowExecution(try input(workflow(name), members))
        case "describe":
            let run = try #require(try await executions().last { $0.workflowId == name })
            let detail = try await rig.describe(WorkflowExecution(runId: run.runId, workflowId: run.workflowId))
            lines.append(try await named(String(decoding: try AWSJSON.encode(detail), as: UTF8.self)))
        case "deliver": if try await engine.deliverOnce() == 0 { lines.append("nothing") }
        case "invoke": try await invoke()
        default: throw Fault(.unknownOperation, verb)
        }
    }

    /// Calls a function; one that does not answer is left under way, as by a server that is killed.
    private func invoke() async throws {
        let calls = functions.calls.count
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await rig.engine.callOnce() }
            await Bounded.wait { functions.calls.count > calls }
            if functions.calls.last?.function == "hangs" { group.cancelAll() }
        }
    }

    private func workflow(_ name: String?) -> String { #""workflowId":"\#(name ?? "w")""# }

    /// An input as a server reads it from the wire.
    private func input<Input: Decodable & Shaped>(
        _ defaults: String,
        _ members: String,
        inDomain: Bool = true
    ) throws -> Input {
        let all = [inDomain ? #""domain":"\#(Session.domain)""# : "", defaults, members].filter { !$0.isEmpty }
        return try AWSJSON.decodeRequest(Input.self, from: Array("{\(all.joined(separator: ","))}".utf8))
    }

    /// Lets time pass; each thing that is due happens at its own moment.
    private mutating func pass(_ seconds: Double) async throws {
        if seconds == 0 { rig.clock.advance(by: .milliseconds(1)) }
        let end = rig.clock.now + .milliseconds(Int(seconds * 1000))
        while let due = try await rig.store.nextDeadline(), due <= end {
            rig.clock.set(max(due, rig.clock.now))
            try await rig.engine.sweepOnce()
            try await writeEvents(showsTime: true)
        }
        rig.clock.set(end)
    }

    /// The executions in the order of their starts.
    private func executions() async throws -> [WorkflowExecution] {
        var all: [WorkflowExecution] = []
        while let stored = try await rig.store.execution(id: all.count + 1) {
            all.append(stored.record.identity.execution)
        }
        return all
    }

    private func named(_ text: String) async throws -> String {
        var text = text
        for (index, execution) in try await executions().enumerated() {
            text = text.replacing(execution.runId, with: "run#\(index + 1)")
        }
        if let token = decisionTask?.taskToken { text = text.replacing(token, with: "TOKEN") }
        return text
    }

    private mutating func writeEvents(showsTime: Bool = false) async throws {
        if showsTime {
            let seconds = Double(rig.clock.now.milliseconds - start.milliseconds) / 1000
            lines.append("at \(seconds) s")
        }
        let all = try await executions()
        for (index, execution) in all.enumerated() {
            let id = index + 1
            let from = written[id]?.id ?? 0
            let run = all[...index].filter { $0.workflowId == execution.workflowId }.count
            let prefix = index == 0 ? "" : "\(execution.workflowId)\(run == 1 ? "" : " run \(run)"): "
            for chunk in try await rig.store.events(of: id, in: (from + 1)...(from + 100_000)) {
                for bytes in chunk.events {
                    let event = try AWSJSON.decode(HistoryEvent.self, from: Array(bytes))
                    guard event.eventId > from else { continue }
                    let isSame = written[id].map { $0.at == event.eventTimestamp } ?? false
                    let json = try await named(String(decoding: bytes, as: UTF8.self))
                    lines.append(
                        "\(prefix)\(isSame ? "= " : "")\(event.eventId) \(Self.summary(json, event.eventType))"
                    )
                    written[id] = (event.eventId, event.eventTimestamp)
                }
            }
        }
    }

    /// The type and its attributes, cut out of the event's own bytes.
    private static func summary(_ json: String, _ type: EventType) -> String {
        let name = type.rawValue.prefix(1).lowercased() + type.rawValue.dropFirst() + "EventAttributes"
        guard let start = json.firstRange(of: "\"\(name)\":")?.upperBound else { return "\(type.rawValue) ?" }
        var depth = 0
        var isText = false
        var isEscaped = false
        for index in json[start...].indices {
            let character = json[index]
            if isEscaped {
                isEscaped = false
            } else if isText {
                isEscaped = character == "\\"
                isText = character != "\""
            } else {
                isText = character == "\""
                depth += character == "{" ? 1 : character == "}" ? -1 : 0
                if depth == 0 { return "\(type.rawValue) \(json[start...index])" }
            }
        }
        return "\(type.rawValue) ?"
    }
}
