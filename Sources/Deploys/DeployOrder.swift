/// What somebody asks of a deploy.
public struct DeployOrder: Hashable, Sendable {
    /// Where the programs come from. Defaults to the repository.
    public var source = Source.repository
    /// Whether the upstream's commits are taken first. Defaults to true; a repository without an upstream has none to take.
    public var pulls = true
    /// Whether the tests are run. Defaults to true.
    public var tests = true
    /// Which histories the new programs must replay. Defaults to all that are recent.
    public var replays = Replays.all
    /// Whether to deploy only when nothing runs and nothing is about to start. Defaults to false: a deploy is safe at any
    /// time, because each process finishes what it holds.
    public var onlyInWindow = false
    /// Whether to end, with nothing done, when the repository is what runs already. Defaults to false.
    public var onlyIfChanged = false
    /// Whether to look only, and to change nothing. Defaults to false.
    public var rehearses = false

    /// Where the programs come from.
    public enum Source: Hashable, Sendable {
        /// Compiled from the repository.
        case repository
        /// Built already, in a folder.
        case programs(folder: String)
        /// Those that were in place before: a roll-back.
        case previous
    }

    /// Which histories are replayed.
    public enum Replays: String, CaseIterable, Hashable, Sendable {
        /// Those of open executions, and of the last closed ones of each workflow type.
        case all
        /// Those of open executions.
        case open
        /// None.
        case none
    }

    /// The usual order.
    public init() {}
}
