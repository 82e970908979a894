import AppSettings
import Logging
import Logs
import SWFModel

/// Makes an entry of what is logged and hands it to the writers of the process; nothing here waits.
struct SinkLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    let label: String
    /// What stands in every line of the process.
    let always: [LogFact]
    let submit: @Sendable (LogEntry) -> Void

    init(
        label: String,
        level: Logger.Level,
        always: [LogFact],
        submit: @escaping @Sendable (LogEntry) -> Void
    ) {
        self.label = label
        logLevel = level
        self.always = always
        self.submit = submit
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var facts = metadata
        facts.merge(metadataProvider?.get() ?? [:]) { _, new in new }
        facts.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error {
            facts["error"] = "\(error)"
            facts["error.type"] = "\(type(of: error))"
        }
        let own = facts.map { key, value in
            // A line must never be how a secret gets out, whoever put it there.
            LogFact(key, SecretName.isSecret(key) ? Secret.mask : "\(value)")
        }
        submit(
            LogEntry(
                moment: MachineClock.now,
                level: event.level,
                label: label,
                message: event.message.description,
                facts: own + always.filter { facts[$0.key] == nil }
            )
        )
    }
}
