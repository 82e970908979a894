import DeciderCore

/// What the answer to a decision task is to be.
struct DecisionAnswer {
    /// How the answer came about.
    enum Nature {
        /// The code decided.
        case decided
        /// The execution is failed, for it is the code, its input or its history that is at fault.
        case failure(DecisionTrouble)
        /// The execution is held for a decider that can follow it; whether the history does not say why yet.
        case hold(DecisionTrouble, isNews: Bool)
    }

    var decisions: [Decision]
    var nature = Nature.decided
    /// What the execution shows of itself from now on; nil when that has not changed.
    var published: String?
    /// The execution as it is after these decisions; nil when they are not its code's.
    var execution: HeldExecution?
    var wasHeld = false
    var eventCount = 0
    /// How long the answer is to wait, for the service refused something that would come again at once.
    var wait: Duration = .zero

    init(decisions: [Decision], nature: Nature = .decided) {
        self.decisions = decisions
        self.nature = nature
    }

    /// What the code decided.
    init(_ decisions: [Decision], of execution: HeldExecution, eventCount: Int) {
        self.decisions = decisions
        self.execution = execution
        self.eventCount = eventCount
        published = execution.newlyPublished
        if execution.isThrottled { wait = .seconds(1) }
    }

    /// Closes the execution as failed.
    static func failing(_ trouble: DecisionTrouble) -> DecisionAnswer {
        let report = trouble.report
        let close = Close.fail(reason: report.reason, details: report.details)
        return DecisionAnswer(decisions: [close.decision], nature: .failure(trouble))
    }

    /// Whether the decisions are those of the code.
    var isOfCode: Bool {
        if case .decided = nature { true } else { false }
    }
}
