import DeciderCore

/// The rules for the names of markers: those of the wire, and room for what is added to them.
enum MarkerName {
    private static let longest = 200

    /// Refuses a name that is empty or too long.
    static func check(_ name: String) throws {
        guard name.isEmpty || name.utf16.count > longest else { return }
        throw ValueFailure(
            field: "the name of a marker",
            problem: "has \(name.utf16.count) characters; it may have 1 to \(longest)"
        )
    }

    /// Refuses a name that Martlet itself may use.
    static func checkIsFree(_ name: String) throws {
        guard name.hasPrefix(OwnName.prefix) || name.hasPrefix(RecordedValue.prefix) else { return }
        throw ValueFailure(
            field: "the name of the marker \(name)",
            problem: "begins with \(OwnName.prefix) or \(RecordedValue.prefix), which are Martlet's own"
        )
    }
}
