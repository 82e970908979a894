/// An error that knows how it ends a program: with which exit code, and with which sentence.
///
/// The rooms that meet the errors of clients, servers and stores say it of them, so that this one need know none of those.
package protocol EndingError: Error, CustomStringConvertible {
    /// The exit code.
    var status: ProgramStatus { get }
    /// What is said; the description unless the room knows better.
    var sentence: String { get }
}

extension EndingError {
    /// The description as it is.
    package var sentence: String { description }
}
