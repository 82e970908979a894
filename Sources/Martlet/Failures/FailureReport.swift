/// A failure in the words of the wire: a reason of at most 256 characters and details of at most 32,768.
struct FailureReport: Hashable, Sendable {
    var reason: String
    var details: String?

    init(reason: String, details: String?) {
        let isCut = reason.utf16.count > Limits.reasonCharacters
        self.reason = reason.cut(to: Limits.reasonCharacters)
        // What does not fit into the reason is not lost.
        let full = isCut ? [reason, details].compactMap { $0 }.joined(separator: "\n") : details
        self.details = full?.cut(to: Limits.dataCharacters)
    }

    /// What an error that came out of a workflow or an activity says.
    init(_ error: any Error) {
        if let failure = error as? any DescribedFailure {
            self.init(reason: failure.description, details: failure.details)
        } else {
            self.init(reason: "\(type(of: error)): \(error)", details: nil)
        }
    }
}
