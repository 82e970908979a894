import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import SWFModel
import SWFWire

/// One call over HTTP: writes the request, signs it, sends it, reads the answer, and tries again where that is right.
struct Exchange: Sendable {
    /// The largest answer that is read: a page of a thousand events with the largest inputs is below.
    static let maximumAnswerBytes = 256 * 1024 * 1024

    let client: HTTPClient
    let serviceTime = ServiceTime()
    private let configuration: RemoteWorkflowService.Configuration
    private let endpoint: Result<Endpoint, ClientError>
    private let signature: SignatureV4
    private let environment: Environment
    private let logger: Logger

    init(configuration: RemoteWorkflowService.Configuration, logger: Logger, environment: Environment) {
        self.configuration = configuration
        self.environment = environment
        self.logger = logger
        endpoint = Result { () throws(ClientError) in try Endpoint(configuration.endpoint) }
        signature = SignatureV4(credentials: configuration.credentials, region: configuration.region)

        var http = HTTPClient.Configuration(redirectConfiguration: .disallow)
        http.httpVersion = .http1Only
        http.timeout.connect = TimeAmount(configuration.connectTimeout)
        // Bounds the silence in the middle of an answer; the time to its beginning is bounded for each call.
        http.timeout.read = TimeAmount(max(configuration.pollTimeout, configuration.requestTimeout))
        http.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.maximumConnections
        if let authority = configuration.certificateAuthority {
            var encryption = TLSConfiguration.makeClientConfiguration()
            encryption.trustRoots = .certificates(authority.certificates)
            http.tlsConfiguration = encryption
        }
        // Attempts are counted here, where it is known what may be repeated.
        http.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: http)
    }

    /// Performs an action that has an output.
    func call<Output: Decodable>(
        _ operation: SWFModel.Operation,
        _ input: some Encodable,
        as output: Output.Type = Output.self
    ) async throws -> Output {
        try await call(.workflow(operation), input)
    }

    /// Performs an action that has an output.
    func call<Output: Decodable>(
        _ action: WireAction,
        _ input: some Encodable,
        as output: Output.Type = Output.self
    ) async throws -> Output {
        let answer = try await send(action, input)
        return try reading(action) { try AWSJSON.decode(output, from: answer) }
    }

    /// Performs an action without an output.
    func perform(_ operation: SWFModel.Operation, _ input: some Encodable) async throws {
        try await perform(.workflow(operation), input)
    }

    /// Performs an action without an output.
    func perform(_ action: WireAction, _ input: some Encodable) async throws {
        _ = try await send(action, input)
    }

    /// Performs a poll: nil when it came back empty.
    func poll<Output: Decodable>(
        _ operation: SWFModel.Operation,
        _ input: some Encodable,
        as output: Output.Type = Output.self
    ) async throws -> Output? {
        let answer = try await send(.workflow(operation), input)
        return try reading(.workflow(operation)) { try PollAnswer.decode(output, from: answer) }
    }

    /// Sends the request until it is answered, fails for good, or has been tried often enough.
    private func send(_ action: WireAction, _ input: some Encodable) async throws -> [UInt8] {
        let endpoint = try endpoint.get()
        let body: [UInt8]
        do {
            body = try AWSJSON.encode(input)
        } catch {
            throw ClientError(
                .badInput,
                "The input of \(action.name) cannot be written as JSON: \(error).",
                underlying: error
            )
        }
        var attempt = 1
        while true {
            // The HTTP client notices a cancelled task only once the request is on its way.
            try Task.checkCancellation()
            let failure: Failure
            do throws(Failure) {
                return try await attemptOnce(action, body, at: endpoint)
            } catch {
                failure = error
            }
            if Task.isCancelled {
                throw CancellationError()
            }
            guard attempt < configuration.retries.maximumAttempts, failure.allowsRetry(of: action) else {
                throw failure.error
            }
            let wait = configuration.retries.wait(
                afterAttempt: attempt,
                isThrottled: failure.isThrottled,
                chance: environment.chance()
            )
            logger.debug(
                "A call is sent again.",
                metadata: [
                    "action": "\(action.name)", "attempt": "\(attempt)", "error": "\(failure.error)",
                    "wait_time": "\(wait / .seconds(1))",
                ]
            )
            try await environment.sleep(wait)
            attempt += 1
        }
    }

    private func attemptOnce(
        _ action: WireAction,
        _ body: [UInt8],
        at endpoint: Endpoint
    ) async throws(Failure) -> [UInt8] {
        // An import is one transaction, however long the history is.
        let isLong = action.isPoll || action == .administration(.importWorkflowExecution)
        let limit = isLong ? configuration.pollTimeout : configuration.requestTimeout
        let status: Int
        let answer: [UInt8]
        let sent = environment.now()
        do {
            let response = try await client.execute(
                request(action, body, to: endpoint, at: sent),
                timeout: TimeAmount(limit)
            )
            if let date = response.headers.first(name: "date") {
                serviceTime.take(date, sent: sent, received: environment.now())
            }
            status = Int(response.status.code)
            answer = Array(try await response.body.collect(upTo: Self.maximumAnswerBytes).readableBytesView)
        } catch {
            throw Failure(error, at: endpoint, within: limit)
        }
        if (200..<300).contains(status) {
            return answer
        }
        if let fault = FaultEnvelope.decode(answer, httpStatus: status) {
            throw Failure(fault)
        }
        throw Failure(status: status, body: answer, at: endpoint)
    }

    private func request(
        _ action: WireAction,
        _ body: [UInt8],
        to endpoint: Endpoint,
        at moment: Timestamp
    ) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: "\(endpoint.url)/")
        request.method = .POST
        let fields = [
            (name: "host", value: endpoint.hostField),
            (name: "content-type", value: "application/x-amz-json-1.0"),
            (name: "x-amz-target", value: action.target),
        ]
        let signed = signature.sign(
            method: "POST",
            path: "/",
            query: "",
            headers: fields,
            body: body,
            at: moment
        )
        request.headers.reserveCapacity(fields.count + signed.count + 2)
        for field in fields + signed {
            request.headers.add(name: field.name, value: field.value)
        }
        request.headers.add(name: "user-agent", value: "martlet")
        request.body = .bytes(ByteBuffer(bytes: body))
        return request
    }

    private func reading<Output>(_ action: WireAction, _ read: () throws -> Output) throws -> Output {
        do {
            return try read()
        } catch {
            throw ClientError(
                .badAnswer,
                "The answer of \(configuration.endpoint) to \(action.name) cannot be read: \(error).",
                underlying: error
            )
        }
    }
}
