/// Why the decision ScheduleLambdaFunction was refused.
public enum ScheduleLambdaFunctionFailedCause: String, CaseIterable, Codable, Hashable, Sendable {
    case idAlreadyInUse = "ID_ALREADY_IN_USE"
    case openLambdaFunctionsLimitExceeded = "OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED"
    case lambdaFunctionCreationRateExceeded = "LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED"
    case lambdaServiceNotAvailableInRegion = "LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION"
}
