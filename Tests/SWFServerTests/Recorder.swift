import Logging
import Synchronization

/// Keeps what was logged.
final class Recorder: LogHandler {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }

    init(level: Logger.Level = .info) {
        self.level = level
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    private let level: Logger.Level
    var logLevel: Logger.Level {
        get { level }
        set {}
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let line = "\(event.message) \(event.metadata ?? [:])"
        kept.withLock { $0.append(line) }
    }
}
