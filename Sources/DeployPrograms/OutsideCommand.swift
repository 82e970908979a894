import CommandSupport
import Foundation
import Subprocess
import SystemPackage

/// A command of the machine, run to its end: git, a build, a program that is tried out. It reads nothing.
struct OutsideCommand: Sendable {
    /// The program and its arguments.
    var command: [String]
    /// Where it runs; the folder of this process when nil.
    var folder: String?
    /// Variables that it finds in its environment besides those of this process.
    var variables: [String: String] = [:]
    /// How long it may take; then it is killed, with what it started.
    var limit: Duration

    /// How it ended.
    struct Ended: Sendable {
        /// Its exit code; nil when a signal or the limit ended it, or when it could not be started.
        var code: Int?
        /// Why it did not end by itself; nil when it did.
        var ending: String?
        /// What it wrote to standard output.
        var output: String
        /// What it wrote to standard error.
        var errors: String

        /// Whether it ended with 0.
        var isDone: Bool { code == 0 }

        /// The last lines that it wrote, as one, for the sentence about its failure.
        var lastWords: String {
            let text = errors.contains { !$0.isWhitespace } ? errors : output
            let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            return PlainText.short(lines.filter { !$0.isEmpty }.suffix(2).joined(separator: " / "), 300)
        }

        /// How it ended, the rest of a sentence: `ended with 1: …`.
        var words: String {
            let end = ending ?? "ended with \(code ?? 0)"
            return lastWords.isEmpty ? end : "\(end): \(lastWords)"
        }
    }

    /// More than anybody reads: what is written beyond it fails the command.
    private static let longestOutput = 64 << 20

    /// Runs it and gives what it wrote.
    func run() async -> Ended {
        await Self.within(limit) {
            let result = try await Subprocess.run(
                configuration,
                input: .none,
                output: .string(limit: Self.longestOutput),
                error: .string(limit: Self.longestOutput)
            )
            return Self.ended(result.terminationStatus, result.standardOutput, result.standardError)
        }
    }

    /// Runs it with all that it writes going into a file.
    ///
    /// - Parameter log: The file; what it held is replaced.
    func run(log: String) async -> Ended {
        await Self.within(limit) {
            let file = try FileDescriptor.open(
                FilePath(log),
                .writeOnly,
                options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
            defer { try? file.close() }
            let result = try await Subprocess.run(
                configuration,
                input: .none,
                output: .fileDescriptor(file, closeAfterSpawningProcess: false),
                error: .fileDescriptor(file, closeAfterSpawningProcess: false)
            )
            return Self.ended(result.terminationStatus, LogTail.whole(log).text(), "")
        }
    }

    private var configuration: Configuration { Configuration(command: command, in: folder, variables: variables) }

    private static func ended(_ status: TerminationStatus, _ output: String, _ errors: String) -> Ended {
        switch status {
        case .exited(let code): Ended(code: Int(code), ending: nil, output: output, errors: errors)
        case .signaled(let signal):
            Ended(code: nil, ending: "was ended by signal \(signal)", output: output, errors: errors)
        }
    }

    /// Runs the body, and cancels it when it takes too long.
    private static func within(_ limit: Duration, _ body: @escaping @Sendable () async throws -> Ended) async -> Ended {
        var (ended, isLate) = await TimeLimit(limit).run {
            do {
                return try await body()
            } catch {
                return Ended(code: nil, ending: "could not be run (\(error))", output: "", errors: "")
            }
        }
        if isLate {
            ended.code = nil
            ended.ending = "took longer than \(DurationWords.text(limit)) and was killed"
        }
        return ended
    }
}
