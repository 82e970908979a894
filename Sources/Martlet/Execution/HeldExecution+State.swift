import DeciderCore

extension HeldExecution {
    /// What an execution in memory knows, behind its lock.
    struct State: Sendable {
        var replay = Replay()
        /// Looked up by number; put in order before it is walked through.
        var waits: [WaitId: Wait] = [:]
        var waitCount = 0
        /// The waits for a command's end; only those of a child may be several.
        var waitsByCommand: [CommandId: [WaitId]] = [:]
        /// Waits for a condition, in the order in which they began.
        var conditions: [WaitId] = []
        var signals: SignalBuffer
        /// What is known of children. Looked up by command.
        var children: [CommandId: ChildRecord] = [:]
        /// Waits whose code was canceled since the last look.
        var unwanted: [WaitId] = []
        /// What markers of the history hold, by their names.
        var recorded: [String: String?] = [:]
        /// Which version of a change the code went on with.
        var versions: [String: Int] = [:]
        /// The limit of the history that the code went by last.
        var radar = HistoryRadar.standard
        /// What the execution shows of itself, and whether the service does not know it yet.
        var published: String?
        var isPublishedNew = false
        var root: Task<Void, Never>?
        var started: WorkflowExecutionStartedEventAttributes?
        var isCancelRequested = false
        var isReleased = false
        /// Whether a history is only looked at: nothing comes of what the code does.
        var isOnlyRead = false
        var lastPlace: SourcePlace?
        var misuse: Misuse?
        /// A version that the history holds and the code no longer has.
        var divergence: Divergence?
        var activityCount = 0
        var timerCount = 0
        var childCount = 0
        var externalCount = 0
        var lambdaCount = 0
        var valueCount = 0
        var random: SplitMix
        /// Calls of the context in this turn that failed without waiting.
        var refusals = 0
        /// How many commands there were before this turn.
        var commandsBefore = 0
        /// Whether the closure of a condition runs.
        var isLooking = false
        /// The bytes of the texts that the code was given so far.
        var givenBytes = 0
    }
}

extension HeldExecution.State {
    /// Lets the replay go on. A divergence at which the code asks for nothing tells where it called its context last.
    mutating func following<Value>(
        _ body: (inout Replay) throws(ReplayError) -> Value
    ) throws(ReplayError) -> Value {
        do throws(ReplayError) {
            return try body(&replay)
        } catch {
            guard case .divergence(var divergence) = error, divergence.place == nil else { throw error }
            divergence.place = lastPlace
            throw .divergence(divergence)
        }
    }

    /// Gives up what a canceled wait is for; whether the wait is over at once.
    mutating func isOver(_ wait: Wait, _ id: WaitId) -> Bool {
        switch wait.kind {
        case .end(let command), .childStart(let command):
            guard replay.cancel(command, place: wait.place) == .over else { return false }
            waitsByCommand[command]?.removeAll { $0 == id }
        case .signal(let name):
            signals.giveUp(id, for: name)
        case .condition:
            conditions.removeAll { $0 == id }
        }
        return true
    }
}
