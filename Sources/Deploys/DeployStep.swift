/// One step of a deploy. The steps are taken in the order in which they stand here; the first that fails ends it.
///
/// Up to ``window`` nothing of what runs is touched: a deploy that is refused there, or dies there, has changed nothing.
public enum DeployStep: String, Codable, CaseIterable, Hashable, Sendable {
    /// Looks at the repository: a branch, nothing that is not committed, an upstream that is ahead.
    case check
    /// Takes the upstream's commits, forward only.
    case pull
    /// Compiles, beside what runs.
    case build
    /// Copies the programs into a folder of their own, and has each say its version and read the settings.
    case stage
    /// Runs the tests.
    case tests
    /// Has the new programs replay the recent histories of each environment.
    case replay
    /// Looks at what runs, and at what is about to start.
    case window
    /// Puts the whole set in place by one rename.
    case replace
    /// Waits until each process of the pools runs the new program and has been answered by the service.
    case watch
    /// Puts the set of before back in place, by one rename.
    case rollBack
    /// Waits as ``watch`` does, for the set of before.
    case watchRollBack

    /// Whether what runs may be touched in this step.
    public var touchesPrograms: Bool {
        switch self {
        case .check, .pull, .build, .stage, .tests, .replay, .window: false
        case .replace, .watch, .rollBack, .watchRollBack: true
        }
    }

    /// What is done, for the person who waits: follows "while it was".
    public var words: String {
        switch self {
        case .check: "looking at the repository"
        case .pull: "pulling"
        case .build: "building"
        case .stage: "trying the new programs out"
        case .tests: "running the tests"
        case .replay: "replaying recent histories"
        case .window: "looking for a safe moment"
        case .replace: "putting the new programs in place"
        case .watch: "watching the pools"
        case .rollBack: "putting the old programs back"
        case .watchRollBack: "watching the pools after rolling back"
        }
    }
}
