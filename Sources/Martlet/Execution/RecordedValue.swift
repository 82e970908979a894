import DeciderCore

/// The markers whose details are values that the code uses.
enum RecordedValue {
    /// What the marker of a side effect begins with.
    static let prefix = "value."

    /// Whether the code may ask for what a marker of this name holds.
    static func isOne(_ markerName: String) -> Bool {
        markerName.hasPrefix(prefix) || markerName.hasPrefix(OwnName.versionMarker)
            || markerName.hasPrefix(OwnName.historyLimitMarker)
    }
}
