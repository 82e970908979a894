/// Which clock of a lambda task ran out.
public enum LambdaFunctionTimeoutType: String, CaseIterable, Codable, Hashable, Sendable {
    case startToClose = "START_TO_CLOSE"
}
