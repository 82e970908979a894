/// Something that an execution's code waits for, as a replay of its history shows it.
///
/// A history says which tasks and timers are open, and nothing of a signal that the code waits for: only the code knows.
public struct CodeWait: Hashable, Sendable {
    /// What the code waits for.
    public enum Subject: Hashable, Sendable {
        /// The next signal of a name.
        case signal(String)
        /// A condition over what the code has been told.
        case condition
        /// The end of a task, a timer, a child or a message, or the start of a child.
        case step
    }

    /// What the code waits for.
    public var subject: Subject
    /// The line that waits.
    public var place: SourcePlace

    /// Creates the value from its parts.
    public init(subject: Subject, place: SourcePlace) {
        self.subject = subject
        self.place = place
    }
}

extension Replayer {
    /// What the code waits for at the end of a history, in the order in which the waits began; nil when today's code does not
    /// follow the history, does not come to rest, or is not known.
    public func waits(_ events: [HistoryEvent], of execution: WorkflowExecution, domain: String) -> [CodeWait]? {
        guard case .workflowExecutionStarted(let attributes)? = events.first?.attributes,
            let held = held(execution, attributes.workflowType, domain: domain)
        else { return nil }
        return try? threads.runWaiting(held) { held in
            defer { held.release() }
            try held.verify(events)
            return held.state.withLock { state in
                state.waits.sorted { $0.key < $1.key }.map {
                    CodeWait(subject: $0.value.subject, place: $0.value.place)
                }
            }
        }
    }
}

extension Wait {
    /// What the wait is for, without what ends it.
    fileprivate var subject: CodeWait.Subject {
        switch kind {
        case .signal(let name): .signal(name)
        case .condition: .condition
        case .end, .childStart: .step
        }
    }
}
