import Logging
import Synchronization

/// What was made of one or more files, made anew when one of them has changed.
///
/// It looks at most once in an interval, when the value is asked for; nothing runs beside. Files that cannot be used leave
/// the value as it was, and are complained of once for each change.
final class WatchedFiles<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var stamps: [FileStamp?]
        var nextLook: ContinuousClock.Instant
    }

    private let files: [GuardedFile]
    private let interval: Duration
    private let uptime: @Sendable () -> ContinuousClock.Instant
    private let make: @Sendable ([[UInt8]]) throws(FileProblem) -> Value
    private let logger: Logger
    private let state: Mutex<State>

    /// Reads the files for the first time.
    ///
    /// - Parameters:
    ///   - interval: How often the files are looked at, at most.
    ///   - uptime: A clock that is never set.
    ///   - make: Makes the value of the contents, in the order of the files; its problems are said with the file's name.
    /// - Throws: Why the files cannot be used.
    init(
        _ files: [GuardedFile],
        interval: Duration,
        uptime: @Sendable @escaping () -> ContinuousClock.Instant,
        logger: Logger,
        make: @Sendable @escaping ([[UInt8]]) throws(FileProblem) -> Value
    ) throws(FileProblem) {
        self.files = files
        self.interval = interval
        self.uptime = uptime
        self.make = make
        self.logger = logger
        // A file that is being written in this moment is whole in the next.
        var read = try Self.read(files)
        for _ in 0..<100 where read == nil { read = try Self.read(files) }
        guard let read else {
            throw FileProblem("The \(files.map(\.name).joined(separator: " or the ")) changes while it is read.")
        }
        let value = try Self.value(files, read.contents, make)
        state = Mutex(State(value: value, stamps: read.stamps, nextLook: uptime() + interval))
    }

    /// The value of the files as they are, or were a moment ago.
    var current: Value {
        let now = uptime()
        let (value, known) = state.withLock { state -> (Value, [FileStamp?]?) in
            guard now >= state.nextLook else { return (state.value, nil) }
            state.nextLook = now + interval
            return (state.value, state.stamps)
        }
        guard let known else { return value }
        lookAgain(known)
        return state.withLock { $0.value }
    }

    private func lookAgain(_ known: [FileStamp?]) {
        let stamps = files.map { FileStamp(path: $0.path) }
        guard stamps != known else { return }
        let name = files.map(\.name).joined(separator: " and ")
        do throws(FileProblem) {
            // A file that is being written is looked at again.
            guard let read = try Self.read(files) else { return }
            let value = try Self.value(files, read.contents, make)
            state.withLock { state in
                state.value = value
                state.stamps = read.stamps
            }
            let isOne = files.count == 1
            logger.notice("the \(name) \(isOne ? "has" : "have") changed and \(isOne ? "was" : "were") read again")
        } catch {
            state.withLock { $0.stamps = stamps }
            logger.error("\(error) What was read before stays in force.")
        }
    }

    private static func read(
        _ files: [GuardedFile]
    ) throws(FileProblem) -> (contents: [[UInt8]], stamps: [FileStamp?])? {
        var contents: [[UInt8]] = []
        var stamps: [FileStamp?] = []
        for file in files {
            guard let (bytes, stamp) = try file.read() else { return nil }
            contents.append(bytes)
            stamps.append(stamp)
        }
        return (contents, stamps)
    }

    private static func value(
        _ files: [GuardedFile],
        _ contents: [[UInt8]],
        _ make: ([[UInt8]]) throws(FileProblem) -> Value
    ) throws(FileProblem) -> Value {
        do {
            return try make(contents)
        } catch {
            let names = files.map { "\($0.name) \($0.path)" }.joined(separator: " and the ")
            throw FileProblem("The \(names) cannot be used. \(error)")
        }
    }
}
