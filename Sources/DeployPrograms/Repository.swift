import CommandSupport
import Deploys
import Foundation

/// A git repository, asked and moved forward by `git`.
struct Repository: Sendable {
    /// Its folder.
    var path: String

    /// How long git may take with a network in between.
    private static let patience = Duration.seconds(300)

    /// Asks how it stands; of the upstream too, when that is to be pulled from.
    ///
    /// - Throws: ``Complaint`` (usage) when it is no repository, or its upstream cannot be reached; `CancellationError`.
    func state(fetches: Bool) async throws -> RepositoryState {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Complaint(.usage, "There is no folder \(path), which deploy.repository names.")
        }
        let commit = try await git("rev-parse", "--short", "HEAD")
        guard commit.isDone else {
            throw Complaint(
                .usage,
                "\(path) is no git repository with a commit (git \(commit.words)); to deploy programs that are built already, "
                    + "use --from."
            )
        }
        let branch = try await git("symbolic-ref", "--short", "--quiet", "HEAD")
        let status = try await git("status", "--porcelain", "--untracked-files=normal")
        guard status.isDone else { throw Complaint(.usage, "git status in \(path) \(status.words)") }
        var state = RepositoryState(
            branch: branch.isDone ? Self.line(branch.output) : nil,
            commit: Self.line(commit.output),
            changed: status.output.split(separator: "\n").map { String($0.dropFirst(3)) }
        )
        let upstream = try await git("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
        guard upstream.isDone, state.branch != nil else { return state }
        state.upstream = Self.line(upstream.output)
        if fetches {
            let fetched = try await git("fetch", "--quiet")
            guard fetched.isDone else {
                throw Complaint(
                    .unreachable,
                    "The upstream \(Self.line(upstream.output)) did not answer: git fetch \(fetched.words)"
                )
            }
        }
        let counts = try await git("rev-list", "--left-right", "--count", "HEAD...@{upstream}")
        let numbers = counts.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        if numbers.count == 2 { (state.ahead, state.behind) = (numbers[0], numbers[1]) }
        return state
    }

    /// Takes the upstream's commits, forward only.
    ///
    /// - Returns: What is checked out then, and the subjects of what came, the newest first.
    /// - Throws: ``Complaint`` (usage) when git cannot; then the branch is where it was. `CancellationError`.
    func pull() async throws -> (commit: String, subjects: [String]) {
        let before = Self.line(try await git("rev-parse", "HEAD").output)
        // What was fetched is what was looked at; a further commit waits for the next deploy.
        let merged = try await git("merge", "--ff-only", "--quiet", "@{upstream}")
        guard merged.isDone else { throw Complaint(.usage, "git merge --ff-only \(merged.words)") }
        let commit = Self.line(try await git("rev-parse", "--short", "HEAD").output)
        let log = try await git("log", "--format=%h %s", "\(before)..HEAD")
        return (commit, log.output.split(separator: "\n").map(String.init))
    }

    private func git(_ arguments: String...) async throws(CancellationError) -> OutsideCommand.Ended {
        await OutsideCommand(
            command: ["git"] + arguments,
            folder: path,
            // Nobody is there to be asked for a password.
            variables: ["GIT_TERMINAL_PROMPT": "0", "GIT_SSH_COMMAND": "ssh -o BatchMode=yes", "LC_ALL": "C"],
            limit: Self.patience
        ).run()
    }

    private static func line(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }
}
