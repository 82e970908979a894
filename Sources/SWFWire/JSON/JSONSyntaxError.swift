/// Why a text is not JSON as RFC 8259 has it, and at which byte.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, as the end of a sentence.
    public let reason: String
    /// How many bytes of the text come before the fault.
    public let offset: Int

    /// The fault as a sentence.
    public var description: String { "The text is not JSON: at byte \(offset), \(reason)." }
}
