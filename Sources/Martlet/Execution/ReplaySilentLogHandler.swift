import CTurnThread

/// A log handler that lets nothing through while the code runs over what has already been decided.
struct ReplaySilentLogHandler: LogHandler {
    var base: any LogHandler
    let execution: HeldExecution

    var metadataProvider: Logger.MetadataProvider? {
        get { base.metadataProvider }
        set { base.metadataProvider = newValue }
    }

    var metadata: Logger.Metadata {
        get { base.metadata }
        set { base.metadata = newValue }
    }

    var logLevel: Logger.Level {
        get { base.logLevel }
        set { base.logLevel = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { base[metadataKey: key] }
        set { base[metadataKey: key] = newValue }
    }

    func log(event: LogEvent) {
        if execution.isReplaying { return }
        // Other threads write by the same handler, and may wait for what it locks.
        martlet_turn_enter_shelter()
        defer { martlet_turn_leave_shelter() }
        base.log(event: event)
    }
}
