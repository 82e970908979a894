import AsyncHTTPClient
import FoundationEssentials
public import Logging
import NIOCore
public import SWFModel
public import SWFWire
public import ServiceLifecycle
import Synchronization

/// The service behind a URL: a Martlet server or Amazon SWF.
///
/// Calls are signed (Signature Version 4) and sent over connections that are kept. An answer of the service that
/// refuses is thrown as `Fault`, anything else as ``ClientError``; a cancelled task leaves its call at once, and the
/// server sees that it left.
///
/// A call that failed for want of a connection, by an answer of 500 or more, or by `ThrottlingException`, is sent again
/// as the SDKs do, up to four times in all. When the first answer was lost, the second may say that the first was
/// heard: `StartWorkflowExecution` may throw `WorkflowExecutionAlreadyStartedFault` for an execution that this very
/// call started, `Register…` may throw `…AlreadyExistsFault`, and an answer to a task may throw `UnknownResourceFault`.
/// A signal is not sent again once it may have been heard.
///
/// As a service it only keeps the connections: put it before those that use it, because a service group stops its
/// services in reverse order. Without a group, call ``shutdown()`` at the end.
public final class RemoteWorkflowService: SimpleWorkflowService, Service {
    /// Where the service is and how to speak to it.
    public struct Configuration: Sendable {
        /// The URL, such as `http://127.0.0.1:7340` or `https://swf.us-east-1.amazonaws.com`.
        public var endpoint: String
        /// The region that signatures name.
        public var region: String
        /// The keys that sign.
        public var credentials: Credentials
        /// Who vouches for the certificate of an https service; nil means those that the system trusts.
        public var certificateAuthority: CertificateAuthority?
        /// How long a poll may take. The service answers after 60 seconds at the latest; keep this above.
        public var pollTimeout: Duration
        /// How long any other call may take, each attempt by itself.
        public var requestTimeout: Duration
        /// How long a connection may take to be made.
        public var connectTimeout: Duration
        /// Connections at most. Each poll holds one while it waits.
        public var maximumConnections: Int
        /// How often a call is tried.
        public var retries: RetrySchedule

        /// The defaults suit the service's own times.
        public init(
            endpoint: String,
            region: String,
            credentials: Credentials,
            certificateAuthority: CertificateAuthority? = nil,
            pollTimeout: Duration = .seconds(70),
            requestTimeout: Duration = .seconds(10),
            connectTimeout: Duration = .seconds(5),
            maximumConnections: Int = 512,
            retries: RetrySchedule = RetrySchedule()
        ) {
            self.endpoint = endpoint
            self.region = region
            self.credentials = credentials
            self.certificateAuthority = certificateAuthority
            self.pollTimeout = pollTimeout
            self.requestTimeout = requestTimeout
            self.connectTimeout = connectTimeout
            self.maximumConnections = maximumConnections
            self.retries = retries
        }
    }

    let exchange: Exchange
    private let isShutDown = Mutex(false)

    /// Creates a client; nothing is connected before the first call.
    ///
    /// An endpoint that is not a URL is reported by every call; check it first with ``Endpoint``.
    public convenience init(configuration: Configuration, logger: Logger) {
        self.init(configuration: configuration, logger: logger, environment: Environment())
    }

    init(configuration: Configuration, logger: Logger, environment: Environment) {
        exchange = Exchange(configuration: configuration, logger: logger, environment: environment)
    }

    /// How far the clock of the service is from that of this machine, by the answers so far, refusals included; nil before the
    /// first. It costs nothing to ask.
    public var clockOffset: ClockOffset? { exchange.serviceTime.offset }

    deinit {
        // A client that nobody shut down must not keep its connections, nor stop the program over it.
        if !isShutDown.withLock({ $0 }) {
            exchange.client.shutdown { _ in }
        }
    }

    /// Keeps the connections until the graceful shutdown, or until its task is cancelled.
    ///
    /// - Throws: What ``shutdown()`` throws.
    public func run() async throws {
        // Cancelled or asked to stop, what is left to do is the same.
        try? await gracefulShutdown()
        try await shutdown()
    }

    /// Closes the connections. Calls that still run fail with `shutDown`. A second time does nothing.
    ///
    /// - Throws: What the HTTP client throws, when a connection could not be closed.
    public func shutdown() async throws {
        let isFirst = isShutDown.withLock { isShutDown in
            defer { isShutDown = true }
            return !isShutDown
        }
        if isFirst {
            try await exchange.client.shutdown()
        }
    }
}

/// What a client takes from the world around it; tests bring their own.
struct Environment: Sendable {
    /// The time that signatures state.
    var now: @Sendable () -> Timestamp = { Timestamp(seconds: Date().timeIntervalSince1970) }
    /// Waits between attempts, so that a service in trouble is not pressed; a cancellation ends it.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A number from 0 to 1.
    var chance: @Sendable () -> Double = { Double.random(in: 0...1) }
}
