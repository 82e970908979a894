import CommandSupport
import Foundation
import Synchronization

/// Tells of a deploy line by line; or, for a crontab, keeps what it would say until it is known whether anybody wants it.
final class DeployTeller: Sendable {
    private let terminal: Terminal
    private let toErrors: Bool
    private let held: Mutex<[String]?>

    /// - Parameters:
    ///   - toErrors: Whether lines go beside the results, which are JSON then.
    ///   - holds: Whether lines are kept until ``release()``.
    init(_ terminal: Terminal, toErrors: Bool, holds: Bool) {
        self.terminal = terminal
        self.toErrors = toErrors
        held = Mutex(holds ? [] : nil)
    }

    func tell(_ line: String) {
        let isHeld = held.withLock { lines in
            lines?.append(line)
            return lines != nil
        }
        if !isHeld { write(line) }
    }

    /// Says what was kept, and keeps nothing any more.
    func release() {
        let lines = held.withLock { lines in
            defer { lines = nil }
            return lines ?? []
        }
        lines.forEach(write)
    }

    private func write(_ line: String) {
        let line = "deploy: \(PlainText.oneLine(line))"
        if toErrors { terminal.complain(line) } else { terminal.print(line) }
    }
}
