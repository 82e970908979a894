import AppSettings
import ArgumentParser

/// A flag that is a duration.
enum DurationFlag {
    /// Reads it.
    static func parse(_ text: String, _ flag: String) throws(ValidationError) -> Duration {
        guard let duration = DurationText.parse(text), duration > .zero else {
            throw ValidationError("\(flag) \(text) is no duration; write 30s, 10m, 4h or 7d.")
        }
        return duration
    }
}
