import Foundation
import SWFModel
import Subprocess

/// A command of the settings that answers on its standard output: that of a lambda function, or of the condition of a schedule.
package struct PipedCommand: Sendable {
    /// The program and its arguments.
    private let command: [String]
    /// Where it runs.
    private let folder: String

    /// Creates the command.
    package init(command: [String], folder: String) {
        self.command = command
        self.folder = folder
    }

    /// More bytes than any result that is not too long has: a character has at most three for each of its UTF-16 units.
    private static let longestOutput = 3 * Limits.dataCharacters + 4_096
    private static let longestLastWords = 1_024

    /// Runs the command once. When the task is canceled it is killed, with every process of its group.
    ///
    /// - Parameters:
    ///   - input: What it reads.
    ///   - variables: What it finds in its environment besides what this process has.
    /// - Throws: `CancellationError`.
    package func run(input: String, variables: [String: String]) async throws(CancellationError) -> CommandOutput {
        guard !command.isEmpty else { return CommandOutput(ending: .notStarted("it has no program")) }
        do {
            let result = try await Subprocess.run(
                Configuration(command: command, in: folder, variables: variables),
                input: .inputWriter,
                output: .sequence,
                error: .sequence
            ) { execution in
                async let lastWords = Self.end(of: execution.standardError)
                async let written: Void = Self.write(input, to: execution.standardInputWriter)
                let output = await Self.beginning(of: execution.standardOutput)
                if output == nil { try? execution.send(signal: .kill, toProcessGroup: true) }
                await written
                return (output, await lastWords)
            }
            if Task.isCancelled { throw CancellationError() }
            let (bytes, lastWords) = result.closureResult
            guard let bytes else { return CommandOutput(ending: .tooLong, lastWords: lastWords) }
            let ending: CommandOutput.Ending =
                switch result.terminationStatus {
                case .exited(let code): .exited(Int(code))
                case .signaled(let signal): .signaled(Int(signal))
                }
            return CommandOutput(ending: ending, bytes: bytes, lastWords: lastWords)
        } catch let error as CancellationError {
            throw error
        } catch {
            if Task.isCancelled { throw CancellationError() }
            return CommandOutput(ending: .notStarted("\(error)"))
        }
    }

    /// Gives the command its input; one that does not read it need not.
    private static func write(_ input: String, to writer: StandardInputWriter) async {
        _ = try? await writer.write(Array(input.utf8))
        try? await writer.finish()
    }

    /// All that was written; nil when it was too much. Reading also ends with the command itself, though something that it
    /// started may hold the pipe open.
    private static func beginning(of sequence: SubprocessOutputSequence) async -> [UInt8]? {
        var bytes: [UInt8] = []
        do {
            for try await buffer in sequence {
                buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
                if bytes.count > longestOutput { return nil }
            }
        } catch {
            // The command is gone; what it wrote stands.
        }
        return bytes
    }

    /// The last of what was written, as one line.
    private static func end(of sequence: SubprocessOutputSequence) async -> String {
        var bytes: [UInt8] = []
        do {
            for try await buffer in sequence {
                buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
                if bytes.count > 64 * longestLastWords { bytes.removeFirst(bytes.count - longestLastWords) }
            }
        } catch {
            // As above.
        }
        return String(decoding: bytes.suffix(longestLastWords), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
            .joined(separator: " / ")
    }
}
