import MartletTesting
import SWFModel
import WorkflowCore

/// A history as a table in a test: each line with `>` is an input, the lines under it are the events it wrote.
///
/// ``replay(_:)`` carries out the inputs and prints the same text with what really happened, so a test compares the two.
///
///     > start                     a new execution; `start childPolicy=ABANDON executionTimeout=60 taskTimeout=NONE`
///     > poll                      a decider takes the decision task that waits
///     > decide RecordMarker m; StartTimer t 5        a decider answers the task that is started
///     > work 5                    a worker takes the activity task scheduled by event 5
///     > complete 5 done           it answers; likewise `fail`, `cancel` and `heartbeat`
///     > signal hello              from outside; likewise `requestCancel` and `terminate`
///     > +10                       ten seconds pass, and each clock that runs out does so at its time
///     > deliver                   the oldest message between executions arrives
///
/// `> x: poll` speaks to the newest run of workflow id x; without it is w. Lines about another execution than w begin
/// with its workflow id. A refusal is a line with `!`.
struct Script {
    private var world = World()
    private var lines: [String] = []

    /// The text with what the machine did; broken invariants stand at the end.
    static func replay(_ text: String) -> String {
        var script = Script()
        for line in text.split(separator: "\n") where line.hasPrefix(">") {
            script.lines.append(String(line))
            let words = line.dropFirst().split(separator: " ", maxSplits: 1)
            if let first = words.first, first.hasSuffix(":"), words.count == 2 {
                script.run(String(words[1]), workflowId: String(first.dropLast()))
            } else {
                script.run(line.dropFirst().trimmed, workflowId: "w")
            }
        }
        return (script.lines + script.world.problems.map { "BROKEN \($0)" }).joined(separator: "\n")
    }

    private mutating func run(_ command: String, workflowId: String) {
        var words = command.split(separator: " ").map(String.init)
        guard !words.isEmpty else { return }
        let verb = words.removeFirst()
        do {
            if verb.hasPrefix("+") {
                pass(seconds: Int(verb.dropFirst()) ?? 0)
            } else if verb == "start" {
                let settings = Words(words)
                let started = Fixtures.started(
                    childPolicy: settings["childPolicy"].flatMap(ChildPolicy.init) ?? .terminate,
                    executionTimeout: settings["executionTimeout"] ?? "3600",
                    taskTimeout: settings["taskTimeout"] ?? "30",
                    lambdaRole: settings["role"]
                )
                let transition = world.start(started, workflowId: workflowId, runId: "r1")
                print(transition, workflowId)
            } else if verb == "deliver" {
                guard let delivered = world.deliver() else { return lines.append("nothing to deliver") }
                let execution = world.runs[delivered.run].machine.state.identity.execution
                print(delivered.transition, execution.workflowId)
            } else if let index = world.index(of: workflowId) {
                print(try perform(verb, words, rest: command.after(verb), index), workflowId)
            }
        } catch {
            lines.append("! \(error)")
        }
    }

    /// Time passes; each deadline is met at its own moment, in all runs in the order of their starts.
    private mutating func pass(seconds: Int) {
        let end = Timestamp(milliseconds: world.now.milliseconds + seconds * 1000)
        while true {
            let due = world.runs.enumerated().compactMap { index, run in
                run.machine.nextDeadline.map { (index: index, at: $0) }
            }
            guard let next = due.min(by: { ($0.at, $0.index) < ($1.at, $1.index) }), next.at <= end else { break }
            world.now = max(world.now, next.at)
            guard let transition = world.serveDeadline(of: next.index) else {
                return world.note("A deadline was announced and nothing was due.")
            }
            print(transition, world.runs[next.index].machine.state.identity.execution.workflowId)
        }
        world.now = end
    }

    private mutating func perform(
        _ verb: String,
        _ words: [String],
        rest: String,
        _ index: Int
    ) throws(Fault) -> Transition {
        let now = world.now
        let state = world.runs[index].machine.state
        let scheduledEventId = words.first.flatMap { Int($0) } ?? 0
        let startedEventId = state.activityTask(scheduledEventId: scheduledEventId)?.startedEventId ?? 0
        let detail = words.count > 1 ? words[1] : nil
        return try world.apply(to: index) { machine throws(Fault) in
            switch verb {
            case "poll":
                let task = state.offeredTasks.first { $0.kind == .decision }
                return try machine.decisionTaskStarted(
                    scheduledEventId: task?.scheduledEventId ?? 0,
                    identity: nil,
                    at: now
                )
            case "decide":
                let (scheduled, started) = state.startedDecisionTask
                return try machine.decisionTaskCompleted(
                    scheduledEventId: scheduled,
                    startedEventId: started,
                    DecisionText.answer(rest),
                    context: Fixtures.context(),
                    at: now
                )
            case "work":
                return try machine.activityTaskStarted(scheduledEventId: scheduledEventId, identity: nil, at: now)
            case "complete":
                return try machine.activityTaskCompleted(
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    result: detail,
                    at: now
                )
            case "fail":
                return try machine.activityTaskFailed(
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    reason: detail,
                    details: nil,
                    at: now
                )
            case "cancel":
                return try machine.activityTaskCanceled(
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    details: detail,
                    at: now
                )
            case "heartbeat":
                return try machine.activityTaskHeartbeat(
                    scheduledEventId: scheduledEventId,
                    startedEventId: startedEventId,
                    details: detail,
                    at: now
                ).transition
            case "signal":
                return try machine.signaled(name: words.first ?? "", input: detail, from: nil, at: now)
            case "requestCancel":
                return try machine.cancelRequested(from: nil, cause: nil, at: now)
            case "terminate":
                return try machine.terminated(
                    reason: nil,
                    details: nil,
                    childPolicy: words.first.flatMap(ChildPolicy.init),
                    cause: .operatorInitiated,
                    at: now
                )
            default:
                throw Fault(.unknownOperation, "The script says \(verb).")
            }
        }
    }

    private mutating func print(_ transition: Transition, _ workflowId: String) {
        let prefix = workflowId == "w" ? "" : "\(workflowId): "
        lines += transition.events.map { prefix + HistoryTrace.line($0) }
        if case .continueAs? = transition.effects.last {
            if let index = world.index(of: workflowId) {
                lines += world.runs[index].history.map { "\(workflowId) goes on: " + HistoryTrace.line($0) }
            }
        }
    }
}

extension ExecutionState {
    /// The scheduled and started event of the decision task that a decider has; zeros when none has.
    var startedDecisionTask: (scheduled: EventId, started: EventId) {
        if case .started(let task, _) = decisionTask {
            (task.scheduledEventId, task.startedEventId)
        } else {
            (0, 0)
        }
    }
}

extension StringProtocol {
    /// Without blanks at either end.
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// What stands behind the first word.
    func after(_ word: String) -> String {
        dropFirst(word.count).trimmed
    }
}
