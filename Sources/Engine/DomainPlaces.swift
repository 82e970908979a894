public import SWFModel
import Synchronization

/// How domains are named and found from outside.
extension WorkflowEngine {
    /// The resource name of a domain. The slash after the last colon is the service's own (swf-spec.md 1.12).
    func arn(ofDomain name: String) -> String {
        "arn:aws:swf:\(configuration.region):\(configuration.account):/domain/\(name)"
    }

    /// The domain that a resource name of this account and region names, whether it exists or not.
    public func domain(ofResource arn: String) -> String? {
        let prefix = self.arn(ofDomain: "")
        return arn.hasPrefix(prefix) ? String(arn.dropFirst(prefix.count)) : nil
    }

    /// The domain of the task that a token was issued for, also when the task or its execution is gone.
    public func domain(ofTaskToken token: String) -> String? {
        guard let token = try? TaskToken(token, by: seal) else { return nil }
        return state.withLock { $0.domainNames[token.domain] }
    }

    /// The kind of the task that a token was issued for, also when the task or its execution is gone.
    public func kind(ofTaskToken token: String) -> TaskKind? {
        (try? TaskToken(token, by: seal))?.kind
    }
}
