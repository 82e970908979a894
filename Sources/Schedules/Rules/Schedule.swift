public import SWFModel

/// One schedule, understood: what is started, when, and by which rules.
public struct Schedule: Hashable, Sendable {
    /// When a schedule starts something.
    public enum Timing: Hashable, Sendable {
        /// At each tick of a cron expression.
        case cron(CronExpression)
        /// At each whole number of intervals since a moment; at least a second.
        case every(Duration, anchor: Timestamp)
        /// When the last completed run started so long ago.
        case notSince(Duration)
    }

    /// What becomes of ticks that were missed.
    public enum CatchUp: String, CaseIterable, Sendable {
        /// The latest stands for all.
        case latest
        /// Each is started, in order.
        case all
        /// None: a tick that is late is given up.
        case none
    }

    /// What becomes of a tick that comes while the run of an earlier one is open.
    public enum Overlap: String, CaseIterable, Sendable {
        /// It is given up.
        case skip
        /// It waits until the run closes.
        case queue
        /// The run is asked to cancel itself, and the tick waits until it closes.
        case cancel
        /// It is started all the same.
        case allow
    }

    /// The id of the schedule, and the beginning of the workflow ids of its runs; at most 200 characters.
    public var id: String
    /// The name of the workflow.
    public var workflow: String
    /// The version of the workflow; the version that the build knows when absent.
    public var version: String?
    /// When it starts something.
    public var timing: Timing
    /// The zone whose clocks the expression and the window speak of.
    public var zone: ZoneOffsets
    /// The minutes in which something may be started; at any time when absent.
    public var window: CronExpression?
    /// Before this moment there are no ticks.
    public var notBefore: Timestamp?
    /// From this moment on there are no ticks.
    public var notAfter: Timestamp?
    /// By how much each tick is put off at most, so that not everything starts in one second.
    public var jitter: Duration
    /// What becomes of missed ticks.
    public var catchUp: CatchUp
    /// How late a tick may be started.
    public var catchUpWithin: Duration
    /// What becomes of ticks that come too soon.
    public var overlap: Overlap
    /// What must be true for anything to be started.
    public var condition: ScheduleCondition?
    /// The input, as JSON text with the words of ``InputTemplate``.
    public var input: String?
    /// Tags for the execution, at most 4: the fifth place is the schedule's own.
    public var tags: [String]

    /// Creates a schedule; what is left out has its default.
    ///
    /// - Parameters:
    ///   - catchUpWithin: 10 minutes with `none`, else 7 days.
    ///   - overlap: `queue` where all missed ticks are caught up, for they would be skipped else; otherwise `skip`.
    public init(
        id: String,
        workflow: String,
        version: String? = nil,
        timing: Timing,
        zone: ZoneOffsets = .utc,
        window: CronExpression? = nil,
        notBefore: Timestamp? = nil,
        notAfter: Timestamp? = nil,
        jitter: Duration = .zero,
        catchUp: CatchUp = .latest,
        catchUpWithin: Duration? = nil,
        overlap: Overlap? = nil,
        condition: ScheduleCondition? = nil,
        input: String? = nil,
        tags: [String] = []
    ) {
        self.id = id
        self.workflow = workflow
        self.version = version
        self.timing = timing
        self.zone = zone
        self.window = window
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.jitter = jitter
        self.catchUp = catchUp
        self.catchUpWithin = catchUpWithin ?? (catchUp == .none ? .seconds(600) : .seconds(7 * 86_400))
        self.overlap = overlap ?? (catchUp == .all ? .queue : .skip)
        self.condition = condition
        self.input = input
        self.tags = tags
    }

    /// The tag that marks every execution of this schedule, so that one question finds them all.
    public var tag: String { "schedule=\(id)" }

    /// The workflow id of the run for a tick: the same whoever starts it, and another for each tick.
    public func workflowId(_ tick: Timestamp) -> String { "\(id).\(CivilTime(tick).compact)" }

    /// The tick that a workflow id of this schedule names.
    func tick(_ workflowId: String) -> Timestamp? {
        guard workflowId.hasPrefix(id + ".") else { return nil }
        return CivilTime(compact: workflowId.dropFirst(id.count + 1))?.timestamp
    }

    /// What a tick depends on, as a short text: when it changes, the ticks of before are not those of now.
    public var fingerprint: String {
        let rule =
            switch timing {
            case .cron(let expression): "cron \(expression.text)"
            case .every(let interval, let anchor): "every \(interval) \(anchor.milliseconds)"
            case .notSince(let interval): "notSince \(interval)"
            }
        let text = [rule, zone.name, window?.text ?? "", notBefore.map { "\($0.milliseconds)" } ?? ""]
        return String(StableHash.of(text.joined(separator: "|")) & 0xFFFF_FFFF, radix: 16)
    }
}
