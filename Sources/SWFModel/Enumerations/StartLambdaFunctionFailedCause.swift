/// Why a lambda function could not be invoked.
public enum StartLambdaFunctionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case assumeRoleFailed = "ASSUME_ROLE_FAILED"
}
