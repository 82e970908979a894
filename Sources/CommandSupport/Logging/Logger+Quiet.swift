package import Logging

extension Logger {
    /// The same without what is of no interest: the lines of a service group tell of its parts, which nobody who reads the log
    /// has to know.
    package var quiet: Logger {
        var logger = self
        logger.logLevel = max(logLevel, .warning)
        return logger
    }
}
