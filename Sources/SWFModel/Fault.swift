/// An answer of the service that refuses a request, as the wire carries it.
///
/// It is HTTP 400 with `{"__type": "<namespace>#<code>", "message": …}`, except where ``Code/httpStatus`` says otherwise.
public struct Fault: Error, Hashable, Sendable {
    /// Which fault it is.
    public var code: Code
    /// The service's sentence; nil when the service sends none.
    public var message: String?

    /// Creates a fault.
    public init(_ code: Code, _ message: String? = nil) {
        self.code = code
        self.message = message
    }

    /// The 11 faults of the service and those of the layers in front of it.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// A default was needed that the type does not have.
        case defaultUndefined = "DefaultUndefinedFault"
        /// A domain of that name exists.
        case domainAlreadyExists = "DomainAlreadyExistsFault"
        /// The domain is deprecated.
        case domainDeprecated = "DomainDeprecatedFault"
        /// A limit of the account, domain or task list is reached.
        case limitExceeded = "LimitExceededFault"
        /// The caller may not do this.
        case operationNotPermitted = "OperationNotPermittedFault"
        /// The resource would have more than 50 tags.
        case tooManyTags = "TooManyTagsFault"
        /// A type of that name and version exists.
        case typeAlreadyExists = "TypeAlreadyExistsFault"
        /// The type is deprecated.
        case typeDeprecated = "TypeDeprecatedFault"
        /// The type must be deprecated first.
        case typeNotDeprecated = "TypeNotDeprecatedFault"
        /// The domain, type, execution or task does not exist, or is no longer open.
        case unknownResource = "UnknownResourceFault"
        /// The workflow id has an open execution.
        case workflowExecutionAlreadyStarted = "WorkflowExecutionAlreadyStartedFault"

        /// The request breaks a rule of the model.
        case validation = "ValidationException"
        /// Too many requests.
        case throttling = "ThrottlingException"
        /// The body is not JSON, or a value is of the wrong type.
        case serialization = "SerializationException"
        /// There is no such action.
        case unknownOperation = "UnknownOperationException"
        /// The service failed; nothing is known of what it did.
        case internalFailure = "InternalFailure"
        /// The service cannot work now; nothing was done.
        case serviceUnavailable = "ServiceUnavailableException"
        /// The caller is known and may not do this there.
        case accessDenied = "AccessDeniedException"
        /// The access key is unknown.
        case unrecognizedClient = "UnrecognizedClientException"
        /// The signature does not match, or its time is off.
        case invalidSignature = "InvalidSignatureException"
        /// The request carries no credentials.
        case missingAuthenticationToken = "MissingAuthenticationTokenException"
        /// The credentials lack a part.
        case incompleteSignature = "IncompleteSignatureException"
        /// The session token is too old.
        case expiredToken = "ExpiredTokenException"

        /// What stands before `#` in the wire's `__type`.
        public var namespace: String {
            switch self {
            case .defaultUndefined, .domainAlreadyExists, .domainDeprecated, .limitExceeded, .operationNotPermitted,
                .tooManyTags, .typeAlreadyExists, .typeDeprecated, .typeNotDeprecated, .unknownResource,
                .workflowExecutionAlreadyStarted:
                "com.amazonaws.swf.base.model"
            case .validation: "com.amazon.coral.validate"
            case .throttling, .serviceUnavailable: "com.amazon.coral.availability"
            case .serialization, .unknownOperation, .internalFailure, .accessDenied, .unrecognizedClient,
                .invalidSignature, .missingAuthenticationToken, .incompleteSignature, .expiredToken:
                "com.amazon.coral.service"
            }
        }

        /// The status of the HTTP answer: 400, but 500 and 503 where the service itself is at fault.
        public var httpStatus: Int {
            switch self {
            case .internalFailure: 500
            case .serviceUnavailable: 503
            default: 400
            }
        }
    }
}

extension Fault: CustomStringConvertible {
    /// The code and the sentence, for a person.
    public var description: String {
        message.map { "\(code.rawValue): \($0)" } ?? code.rawValue
    }
}
