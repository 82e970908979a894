public import SWFModel

/// Knows in which domain things are that a request names without their domain: for whoever decides who may call.
public protocol DomainDirectory: Sendable {
    /// The domain of the task that a token was issued for, whether the task still exists or not.
    ///
    /// - Returns: nil for text that is no token of this service.
    func domain(ofTaskToken token: String) -> String?

    /// The kind of the task that a token was issued for, whether the task still exists or not.
    ///
    /// - Returns: nil for text that is no token of this service.
    func kind(ofTaskToken token: String) -> TaskKind?

    /// The domain that a resource name names, whether it exists or not.
    ///
    /// - Returns: nil for a name of another account, region or kind.
    func domain(ofResource arn: String) -> String?
}
