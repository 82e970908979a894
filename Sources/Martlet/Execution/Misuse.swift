import DeciderCore

/// What workflow code does that cannot be replayed.
enum Misuse: Error, Hashable {
    /// Something that is not durable was awaited, and resumed the code.
    case foreignAwait(near: SourcePlace?)
    /// The code waits for something that no event can bring.
    case blocked(near: SourcePlace?)
    /// The context was used outside the execution's own tasks.
    case foreignCall(at: SourcePlace)
    /// The context was called again and again without ever waiting.
    case spinning(at: SourcePlace)
    /// The closure of a condition called the context.
    case callInCondition(at: SourcePlace)
    /// A random number was drawn outside the execution's own tasks.
    case foreignNumber(near: SourcePlace?)
    /// The code asked for more in one turn than any answer is to hold.
    case asking(at: SourcePlace)
    /// The code did not come to rest in time.
    case overran(near: SourcePlace?, limit: Duration)
}

extension Misuse: CustomStringConvertible {
    /// What is wrong, where, and what to do, for the reason of the failed execution.
    var description: String {
        switch self {
        case .foreignAwait(let place):
            "Non-durable await \(Self.near(place)): await only the context's calls; Task.sleep, network and other "
                + "effects belong into activities"
        case .blocked(let place):
            "Non-durable await \(Self.near(place)): the workflow waits for something that no event of its history "
                + "can bring"
        case .foreignCall(let place):
            "The context was called at \(place) from a task that is not the workflow's own; use async let or a task "
                + "group instead of Task"
        case .spinning(let place):
            "The workflow calls its context at \(place) again and again without waiting"
        case .callInCondition(let place):
            "The context was called at \(place) by the closure of a condition, which may only look at what the workflow "
                + "itself keeps, such as a WorkflowState"
        case .foreignNumber(let place):
            "A random number of the context was drawn \(Self.near(place)) by a task that is not the workflow's own; use async "
                + "let or a task group instead of Task"
        case .asking(let place):
            "The workflow asks for more than \(HeldExecution.askLimit) things without waiting, the last of them at \(place)"
        case .overran(let place, let limit):
            "The workflow did not come to rest within \(limit) \(Self.near(place)): it computes without end, or waits "
                + "for a lock or a semaphore"
        }
    }

    private static func near(_ place: SourcePlace?) -> String {
        place.map { "after the call at \($0)" } ?? "before the first call of the context"
    }
}
