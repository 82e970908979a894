import HTTPTypes
import SWFModel
import SWFWire

/// The one way in: every request of the service passes here, and nothing else makes an ``AuthorizedCall``.
///
/// Who calls, what is asked and whether they may are decided from one and the same parsed request, in the service's order
/// (swf-spec.md 1.10): signature, decoding, validation, permission. What is not allowed is refused.
struct Entrance: Sendable {
    /// Who is let in.
    enum Gate: Sendable {
        /// Anybody, to do anything: for a server that only its own machine can reach.
        case open
        /// The holders of keys, each to do what the key is for.
        case keys(WatchedFiles<[String: AccessKey]>, SignatureVerifier)
    }

    /// Who calls.
    private enum Caller {
        case anybody
        case holder(AccessKey)
    }

    let gate: Gate
    let directory: any DomainDirectory
    /// The account and region of this server, for the resource names in refusals.
    let account: String
    let region: String
    let now: @Sendable () -> Timestamp

    /// Lets a request in.
    ///
    /// - Throws: `MissingAuthenticationTokenException`, `IncompleteSignatureException`, `InvalidSignatureException`,
    ///   `UnrecognizedClientException`; `SerializationException`, `ValidationException`; `AccessDeniedException`.
    func admit(_ call: ServiceCall) throws(Fault) -> AuthorizedCall {
        let caller = try authenticate(call)
        let request = try ServiceRequest(call.operation, body: call.body)
        switch caller {
        case .anybody: break
        case .holder(let key): try authorize(key, for: request)
        }
        return AuthorizedCall(request: request)
    }

    private func authenticate(_ call: ServiceCall) throws(Fault) -> Caller {
        switch gate {
        case .open:
            return .anybody
        case .keys(let file, let verifier):
            // Taken once: the key that is checked is the key whose rights count, also while the file is read anew.
            let keys = file.current
            let id = try verifier.verify(SignedRequest(call), at: now()) { keys[$0]?.verifying }
            guard let key = keys[id] else { throw Fault(.unrecognizedClient) }
            return .holder(key)
        }
    }

    private func authorize(_ key: AccessKey, for request: ServiceRequest) throws(Fault) {
        let roles = request.operation.roles
        switch request.scope {
        case .domain(let name):
            if key.permits(anyOf: roles, in: name) { return }
            throw denial(key, request, domain: name)
        case .resource(let arn):
            if key.permits(anyOf: roles, in: directory.domain(ofResource: arn)) { return }
            throw denial(key, request, resource: arn)
        case .task(let token):
            // Of a token that says nothing, only who may do it everywhere learns so: nil is every domain.
            if key.permits(anyOf: roles, in: directory.domain(ofTaskToken: token)) { return }
            throw denial(key, request, domain: "*")
        case .everyDomain:
            if key.permits(anyOf: roles, in: nil) { return }
            throw denial(key, request, domain: "*")
        }
    }

    private func denial(_ key: AccessKey, _ request: ServiceRequest, domain: String) -> Fault {
        denial(key, request, resource: "arn:aws:swf:\(region):\(account):/domain/\(domain)")
    }

    /// The same whether the role or the domain is wrong, and whether the domain exists or not. The real service was seen to
    /// answer so in Netflix/asgard issue 722.
    private func denial(_ key: AccessKey, _ request: ServiceRequest, resource: String) -> Fault {
        Fault(
            .accessDenied,
            "User: arn:aws:iam::\(account):user/\(key.id) is not authorized to perform: "
                + "swf:\(request.operation.rawValue) on resource: \(resource)"
        )
    }
}

/// A request whose caller may make it. Only the ``Entrance`` makes one, and only with one is an action performed.
struct AuthorizedCall: Sendable {
    let request: ServiceRequest

    fileprivate init(request: ServiceRequest) {
        self.request = request
    }
}

extension SignedRequest {
    /// The request as HTTP brought it. The first `Host` field was made the authority; it is a header again here.
    fileprivate init(_ call: ServiceCall) {
        let target = (call.head.path ?? "").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var headers: [(name: String, value: String)] = []
        headers.reserveCapacity(call.head.headerFields.count + 1)
        if let host = call.head.authority { headers.append(("host", host)) }
        for field in call.head.headerFields { headers.append((field.name.canonicalName, field.value)) }
        self.init(
            method: call.head.method.rawValue,
            path: target.first.map(String.init) ?? "",
            query: target.count > 1 ? String(target[1]) : "",
            headers: headers,
            body: call.body
        )
    }
}
