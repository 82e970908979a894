/// Task priorities as the wire spells them.
enum Priority {
    /// The number; 0 when there is none or the text is no number (swf-spec.md 5.12).
    static func number(_ wire: String?) -> Int {
        wire.flatMap { Int($0) } ?? 0
    }
}
