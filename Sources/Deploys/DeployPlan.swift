/// The steps that a deploy takes, and those that it leaves out with the reason: what `--dry-run` shows.
public struct DeployPlan: Hashable, Sendable {
    /// A step of the plan.
    public struct Entry: Hashable, Sendable {
        /// The step.
        public var step: DeployStep
        /// Why it is left out; nil when it is taken.
        public var leftOut: String?
    }

    /// What was asked for.
    public var order: DeployOrder
    /// The steps in order, as long as nothing fails.
    public var entries: [Entry]

    /// Plans.
    public init(_ order: DeployOrder) {
        self.order = order
        let steps: [DeployStep] =
            switch order.source {
            case .repository: [.check, .pull, .build, .stage, .tests, .replay, .window, .replace, .watch]
            case .programs: [.stage, .replay, .window, .replace, .watch]
            case .previous: [.replace, .watch]
            }
        entries = steps.map { Entry(step: $0, leftOut: Self.leftOut($0, order)) }
    }

    /// The steps that are taken.
    public var steps: [DeployStep] { entries.filter { $0.leftOut == nil }.map(\.step) }

    private static func leftOut(_ step: DeployStep, _ order: DeployOrder) -> String? {
        switch step {
        case .pull where !order.pulls: return "asked for without pulling"
        case .tests where !order.tests: return "asked for without tests"
        case .replay where order.replays == .none: return "asked for without replays"
        default: break
        }
        guard order.rehearses else { return nil }
        switch step {
        case .check, .window: return nil
        // Programs that are there already can be held against the histories without changing anything.
        case .replay where order.source != .repository: return nil
        default: return "nothing is changed by a dry run"
        }
    }
}
