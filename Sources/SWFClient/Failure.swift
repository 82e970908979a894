import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import SWFModel
import SWFWire

/// One attempt that brought no result, and what that means for the next.
struct Failure: Error {
    /// What the service may know of the call.
    enum Reach {
        /// It has not done it.
        case notDone
        /// It may have done it.
        case unknown
    }

    /// What the caller gets when no further attempt is made.
    let error: any Error
    /// Whether the same call may succeed when it is sent again.
    let isTransient: Bool
    let reach: Reach
    var isThrottled = false

    /// Whether to send the call again.
    ///
    /// Nearly all actions may be repeated, as all SDKs do: the second answer at worst is a fault that says that the
    /// first was heard. A signal would be there twice, so it is repeated only when it surely was not heard; so is an import,
    /// of which the second answer would say that it failed. A poll that ran out of time is for its loop to repeat.
    func allowsRetry(of action: WireAction) -> Bool {
        guard isTransient else { return false }
        switch action {
        case .workflow(.signalWorkflowExecution), .administration(.importWorkflowExecution): return reach == .notDone
        case .workflow, .administration: return !action.isPoll || (error as? ClientError)?.code != .timedOut
        }
    }
}

extension Failure {
    /// A fault of the service.
    init(_ fault: Fault) {
        switch fault.code {
        case .throttling:
            self.init(fault, isTransient: true, reach: .notDone, isThrottled: true)
        case .serviceUnavailable:
            self.init(fault, isTransient: true, reach: .notDone)
        case .internalFailure:
            self.init(fault, isTransient: true, reach: .unknown)
        default:
            self.init(fault, isTransient: false, reach: .notDone)
        }
    }

    /// An answer that refuses, but not by a fault of the protocol: a gateway's, a wrong server's, or one that is too
    /// new for this client.
    init(status: Int, body: [UInt8], at endpoint: Endpoint) {
        let refusal = try? AWSJSON.decode(Refusal.self, from: body)
        let sentence: String
        if let type = refusal?.type, let message = refusal?.message ?? refusal?.outerMessage {
            let code = type.split(separator: "#").last ?? ""
            sentence = "The workflow service at \(endpoint.url) refused the call (HTTP \(status), \(code)): \(message)"
        } else {
            let shown = String(decoding: body.prefix(Self.shownBytes), as: UTF8.self)
            sentence = "What answers at \(endpoint.url) is not a workflow service (HTTP \(status)): \(shown)"
        }
        self.init(
            ClientError(.badAnswer, sentence),
            isTransient: status == 429 || status >= 500,
            reach: status == 429 || status == 503 ? .notDone : .unknown,
            isThrottled: status == 429
        )
    }

    private struct Refusal: Decodable {
        var type: String?
        var message: String?
        var outerMessage: String?

        private enum CodingKeys: String, CodingKey {
            case type = "__type"
            case message
            case outerMessage = "Message"
        }
    }

    /// How much of an answer that nobody understands is shown to a person.
    private static let shownBytes = 200

    /// An error of the HTTP client: no answer came.
    init(_ error: any Error, at endpoint: Endpoint, within limit: Duration) {
        let code = Self.code(of: error)
        let sentence =
            switch code {
            case .timedOut:
                "The workflow service at \(endpoint.url) gave no answer within \(limit.components.seconds) seconds."
            case .shutDown:
                "The client of the workflow service at \(endpoint.url) was shut down."
            case .unreachable:
                "Cannot reach the workflow service at \(endpoint.url): \(Self.cause(of: error))"
            default:
                "The connection to the workflow service at \(endpoint.url) broke before it answered."
            }
        self.init(
            ClientError(code, sentence, underlying: error),
            isTransient: code != .shutDown,
            reach: code == .unreachable ? .notDone : .unknown
        )
    }

    private init(_ error: any Error, isTransient: Bool, reach: Reach, isThrottled: Bool = false) {
        self.error = error
        self.isTransient = isTransient
        self.reach = reach
        self.isThrottled = isThrottled
    }

    private static func code(of error: any Error) -> ClientError.Code {
        switch error {
        case let error as HTTPClientError:
            if [.deadlineExceeded, .readTimeout, .writeTimeout].contains(error) { return .timedOut }
            if [.alreadyShutdown, .cancelled].contains(error) { return .shutDown }
            let ofConnecting =
                [.connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout] as [HTTPClientError]
            return ofConnecting.contains(error) ? .unreachable : .connectionLost
        case is NIOConnectionError, ChannelError.connectTimeout:
            return .unreachable
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return .unreachable
        default:
            // A handshake's errors are of many types; none of them lets a request through.
            return String(reflecting: type(of: error)).hasPrefix("NIOSSL.") ? .unreachable : .connectionLost
        }
    }

    private static func cause(of error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first {
                return cause(of: first.error)
            }
            return error.dnsAError != nil || error.dnsAAAAError != nil
                ? "no such host." : "no connection could be made."
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            return "connection refused. Is the server running?"
        case let error as IOError where error.errnoCode == EHOSTUNREACH || error.errnoCode == ENETUNREACH:
            return "there is no route to it."
        case is HTTPClientError, ChannelError.connectTimeout:
            return "no connection within the time allowed."
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            return "its certificate is not for this host."
        case NIOSSLError.handshakeFailed(let reason):
            return cause(ofHandshake: "\(reason)")
        default:
            return "\(error)."
        }
    }

    /// The library tells the reasons of a handshake's failure in words only, among names of its own files.
    private static func cause(ofHandshake reason: String) -> String {
        if reason.contains("CERTIFICATE_VERIFY_FAILED") {
            return "its certificate is not valid now, or nobody vouches for it whom this machine trusts; for a private "
                + "authority there is the setting service.certificateAuthorityFile."
        }
        if reason.contains("WRONG_VERSION_NUMBER") || reason.contains("HTTP_REQUEST") {
            return "it does not speak https. Is its address http://?"
        }
        return "no agreement on TLS: \(reason)."
    }
}
