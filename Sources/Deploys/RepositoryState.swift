/// What git says of a repository, and what that means for a deploy.
public struct RepositoryState: Hashable, Sendable {
    /// The branch; nil when no branch is checked out.
    public var branch: String?
    /// The commit that is checked out, shortened.
    public var commit: String
    /// The files that differ from it, or that git does not know, as git names them.
    public var changed: [String]
    /// The upstream of the branch, such as `origin/main`; nil when it has none.
    public var upstream: String?
    /// How many commits the branch has that its upstream has not.
    public var ahead: Int
    /// How many commits the upstream has that the branch has not.
    public var behind: Int

    /// Creates the value from its parts.
    public init(
        branch: String?,
        commit: String,
        changed: [String] = [],
        upstream: String? = nil,
        ahead: Int = 0,
        behind: Int = 0
    ) {
        self.branch = branch
        self.commit = commit
        self.changed = changed
        self.upstream = upstream
        self.ahead = ahead
        self.behind = behind
    }

    /// What it means.
    ///
    /// - Parameters:
    ///   - pulls: Whether the upstream's commits are to be taken.
    ///   - deployed: The commit that the programs in place were built from; nil when that is not known.
    ///   - onlyIfChanged: Whether there is nothing to do when that is what would be deployed again.
    public func finding(pulls: Bool, deployed: String?, onlyIfChanged: Bool) -> StepFinding {
        guard changed.isEmpty else {
            let named = changed.prefix(3).joined(separator: ", ")
            let more = changed.count > 3 ? " and \(changed.count - 3) more" : ""
            return .bad("There are uncommitted changes: \(named)\(more). Commit them or take them away.")
        }
        guard let branch else {
            return .bad("No branch is checked out (the commit is \(commit)): check one out, or deploy with --from.")
        }
        guard pulls, let upstream else {
            return ended(
                branch,
                "",
                deployed,
                onlyIfChanged,
                upstream == nil && pulls ? ", which follows no upstream" : ""
            )
        }
        if ahead > 0, behind > 0 {
            return .bad(
                "The branch \(branch) and \(upstream) have diverged: \(Self.commits(ahead)) here and \(Self.commits(behind)) "
                    + "there are not in the other. Bring them together, or deploy what is here with --no-pull."
            )
        }
        if behind > 0 { return .good("\(branch) is at \(commit); \(Self.commits(behind)) of \(upstream) to take") }
        return ended(
            branch,
            ahead > 0 ? ", \(Self.commits(ahead)) ahead of \(upstream)" : "",
            deployed,
            onlyIfChanged,
            ""
        )
    }

    private func ended(
        _ branch: String,
        _ ahead: String,
        _ deployed: String?,
        _ onlyIfChanged: Bool,
        _ note: String
    ) -> StepFinding {
        if onlyIfChanged, deployed == commit {
            return StepFinding(.nothingToDo, "\(branch) is at \(commit), which is deployed already")
        }
        return .good("\(branch) is at \(commit)\(ahead)\(note)")
    }

    private static func commits(_ count: Int) -> String { count == 1 ? "1 commit" : "\(count) commits" }
}
