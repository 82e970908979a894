public import SWFModel

/// Whether a domain is there and keeps what is needed.
public enum DomainCheck {
    /// What a doctor says.
    ///
    /// - Parameter detail: What the service says of it; nil when it knows none of that name.
    public static func findings(_ domain: String, _ detail: DomainDetail?) -> [Finding] {
        guard let detail else {
            return [
                Finding(
                    .problem,
                    "domain",
                    "the service knows no domain \(domain)",
                    advice: "register, with the same -e"
                )
            ]
        }
        guard detail.domainInfo.status == .registered else {
            return [
                Finding(
                    .problem,
                    "domain",
                    "\(domain) is deprecated: nothing new starts in it",
                    advice: "UndeprecateDomain brings it back."
                )
            ]
        }
        let days = detail.configuration.workflowExecutionRetentionPeriodInDays
        guard let number = Int(days), number > 0 else {
            return [
                Finding(
                    .warning,
                    "domain",
                    "\(domain) keeps no closed execution (retention \(days)): what ended can be neither seen nor counted",
                    advice: "A domain keeps its retention; register another, with retentionDays of 1 to 90."
                )
            ]
        }
        return [Finding(.ok, "domain", "\(domain) keeps closed executions for \(number) day\(number == 1 ? "" : "s")")]
    }
}
