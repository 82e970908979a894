/// A deploy as a machine: it is told what a step found and says which step comes next, or how the deploy ends. It does
/// nothing itself.
///
/// Until the programs are replaced, whatever is wrong refuses the deploy. From then on a deploy that fails goes back by
/// itself, once; what then does not answer either is told, and left to a person.
public struct DeployMachine: Sendable {
    /// What comes next.
    public enum Next: Hashable, Sendable {
        /// Take this step.
        case take(DeployStep)
        /// The deploy is over.
        case end(DeployOutcome)
    }

    private let order: DeployOrder
    private var waiting: [DeployStep]
    private let canGoBack: Bool
    /// What the watch of the new programs said, while the old ones are put back.
    private var failure: String?

    /// Starts at the beginning of a plan.
    ///
    /// - Parameter canGoBack: Whether there is a set of programs to roll back to. After a roll-back that somebody asked for
    ///   nothing is rolled forward again, so then it does not count.
    public init(_ plan: DeployPlan, canGoBack: Bool) {
        order = plan.order
        waiting = plan.steps
        self.canGoBack = canGoBack && plan.order.source != .previous
    }

    /// The first step.
    public mutating func begin() -> Next { advance("there is nothing to do") }

    /// What comes after a step that found something.
    public mutating func found(_ finding: StepFinding, in step: DeployStep) -> Next {
        switch (finding.verdict, step) {
        case (.bad, .watch) where canGoBack:
            failure = finding.sentence
            return .take(.rollBack)
        case (.bad, .watch):
            return .end(DeployOutcome(.unwell, "\(finding.sentence) There are no programs to go back to."))
        case (.bad, .rollBack), (.bad, .watchRollBack):
            return .end(DeployOutcome(.unwell, "\(failure ?? "") Rolling back did not help: \(finding.sentence)"))
        case (.bad, _):
            return .end(DeployOutcome(.refused, finding.sentence))
        case (.warning, .window) where order.onlyInWindow:
            return .end(DeployOutcome(.refused, "This is no safe moment: \(finding.sentence)"))
        case (.nothingToDo, _):
            return .end(DeployOutcome(.unchanged, finding.sentence))
        case (_, .rollBack):
            return .take(.watchRollBack)
        case (_, .watchRollBack):
            return .end(
                DeployOutcome(.rolledBack, "\(failure ?? "") The programs of before are back: \(finding.sentence)")
            )
        default:
            return advance(finding.sentence)
        }
    }

    private mutating func advance(_ sentence: String) -> Next {
        if let step = waiting.first {
            waiting.removeFirst()
            return .take(step)
        }
        return .end(DeployOutcome(order.rehearses ? .rehearsed : .deployed, sentence))
    }
}
