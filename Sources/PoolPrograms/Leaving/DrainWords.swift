import CommandSupport
import Martlet
import Pools
import SWFModel

/// What a process says while it finishes what it holds. Pure: the time is an argument.
enum DrainWords {
    /// Why it polls no more.
    static func reason(_ reason: PoolLife.Reason) -> String {
        switch reason {
        case .asked: "asked to stop"
        case .idle(let facts): facts
        case .old(let facts): "its time is over: \(facts)"
        case .wornOut: "workflow code that does not come to rest keeps threads"
        case .replaced(let file): "its program file was replaced (\(file.short))"
        }
    }

    /// What is held, and for how long at most: `holds 2 tasks, for 58 s at most: RenderPage of publish-1, …`.
    static func held(_ tasks: [TaskInHand], at now: Timestamp) -> String {
        guard !tasks.isEmpty else { return "holds no task" }
        let named = tasks.prefix(3).map { "\($0.type) of \(PlainText.short($0.execution.workflowId, 60))" }
        let more = tasks.count > named.count ? ", …" : ""
        return "holds \(count(tasks.count)), \(limit(tasks, at: now)): \(named.joined(separator: ", "))\(more)"
    }

    /// How long what is held may take.
    static func limit(_ tasks: [TaskInHand], at now: Timestamp) -> String {
        let left = tasks.map { task in task.limit.map { max(.zero, task.since + $0 - now) } }
        guard !left.contains(nil), let longest = left.compactMap({ $0 }).max() else { return "without a limit" }
        return "for \(DurationWords.text(longest)) at most"
    }

    static func count(_ count: Int) -> String { count == 1 ? "1 task" : "\(count) tasks" }
}
