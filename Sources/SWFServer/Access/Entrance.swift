import HTTPTypes
import SWFModel
import SWFWire

/// The one way in: every request of the service passes here, and nothing else makes an ``AuthorizedCall``.
///
/// Who calls, in which account and region, what is asked and whether they may are decided from one and the same parsed
/// request, in the service's order (swf-spec.md 1.10): signature, decoding, validation, permission. What is not allowed is
/// refused.
struct Entrance: Sendable {
    /// Who is let in.
    enum Gate: Sendable {
        /// Anybody, to do anything: for a server that only its own machine can reach.
        case open
        /// The holders of keys, each to do what the key is for.
        case keys(WatchedFiles<[String: AccessKey]>, SignatureVerifier)
    }

    /// Who calls, and where.
    private struct Caller {
        let realm: Realm
        /// Nil for anybody.
        let key: AccessKey?
    }

    let gate: Gate
    let realms: any RealmDirectory
    /// The realm of keys that name no account, and of requests that name no region.
    let home: Realm
    /// Every region that is served, that of `home` among them.
    let regions: [String]
    let now: @Sendable () -> Timestamp
    /// The limits of what requests hold, where they are other than the model's.
    var limits: Limits?

    /// Lets a request in.
    ///
    /// - Throws: `MissingAuthenticationTokenException`, `IncompleteSignatureException`, `InvalidSignatureException`,
    ///   `UnrecognizedClientException`; `SerializationException`, `ValidationException`; `AccessDeniedException`;
    ///   `ServiceUnavailableException` when the realm cannot be opened.
    func admit(_ call: ServiceCall) async throws(Fault) -> AuthorizedCall {
        let caller = try authenticate(call)
        let request = try ServiceRequest(call.action, body: call.body, limits: limits)
        let service = try await realms.service(of: caller.realm)
        if let key = caller.key { try authorize(key, for: request, in: caller.realm, by: service) }
        return AuthorizedCall(request: request, service: service)
    }

    private func authenticate(_ call: ServiceCall) throws(Fault) -> Caller {
        switch gate {
        case .open:
            return Caller(realm: try claimedRealm(call), key: nil)
        case .keys(let file, let verifier):
            // Taken once: the key that is checked is the key whose rights count, also while the file is read anew.
            let keys = file.current
            let signer = try verifier.verify(SignedRequest(call), at: now()) { keys[$0]?.verifying }
            guard let key = keys[signer.accessKeyId] else { throw Fault(.unrecognizedClient) }
            return Caller(realm: Realm(account: key.account ?? home.account, region: signer.region), key: key)
        }
    }

    /// Where a caller is who need not sign. A server of one region asks nobody which they mean.
    private func claimedRealm(_ call: ServiceCall) throws(Fault) -> Realm {
        guard regions.count > 1,
            let region = SignatureVerifier.claimedRegion(authorization: call.head.headerFields[.authorization])
        else { return home }
        guard regions.contains(region) else {
            throw Fault(
                .invalidSignature,
                "Credential should be scoped to a valid region, \(regions.joined(separator: " or ")), not '\(region)'."
            )
        }
        return Realm(account: home.account, region: region)
    }

    private func authorize(
        _ key: AccessKey,
        for request: ServiceRequest,
        in realm: Realm,
        by directory: some DomainDirectory
    ) throws(Fault) {
        let roles = request.action.roles
        switch request.scope {
        case .domain(let name):
            if key.permits(anyOf: roles, in: name) { return }
            throw denial(key, request, realm, domain: name)
        case .resource(let arn):
            if key.permits(anyOf: roles, in: directory.domain(ofResource: arn)) { return }
            throw denial(key, request, realm, resource: arn)
        case .task(let token):
            let roles = request.roles(ofTask: directory.kind(ofTaskToken: token))
            // Of a token that says nothing, only who may do it everywhere learns so: nil is every domain.
            if key.permits(anyOf: roles, in: directory.domain(ofTaskToken: token)) { return }
            throw denial(key, request, realm, domain: "*")
        case .everyDomain:
            if key.permits(anyOf: roles, in: nil) { return }
            throw denial(key, request, realm, domain: "*")
        }
    }

    private func denial(_ key: AccessKey, _ request: ServiceRequest, _ realm: Realm, domain: String) -> Fault {
        denial(key, request, realm, resource: "arn:aws:swf:\(realm.region):\(realm.account):/domain/\(domain)")
    }

    /// The same whether the role or the domain is wrong, and whether the domain exists or not. The real service was seen to
    /// answer so in Netflix/asgard issue 722.
    private func denial(_ key: AccessKey, _ request: ServiceRequest, _ realm: Realm, resource: String) -> Fault {
        Fault(
            .accessDenied,
            "User: arn:aws:iam::\(realm.account):user/\(key.id) is not authorized to perform: "
                + "\(request.action.permission) on resource: \(resource)"
        )
    }
}

/// A request whose caller may make it, with the service of the caller's account and region. Only the ``Entrance`` makes one,
/// and only with one is an action performed: so nothing else can choose whose domains an action finds.
struct AuthorizedCall: Sendable {
    let request: ServiceRequest
    let service: any WireServer.Served

    fileprivate init(request: ServiceRequest, service: any WireServer.Served) {
        self.request = request
        self.service = service
    }
}

extension ServiceRequest {
    /// Which roles may make the request, which names a task of that kind: a task is handed back by whoever may answer it.
    fileprivate func roles(ofTask kind: TaskKind?) -> Set<AccessRole> {
        guard case .handBackTask = self, let kind else { return action.roles }
        return switch kind {
        case .activity: SWFModel.Operation.respondActivityTaskCompleted.roles
        case .decision: SWFModel.Operation.respondDecisionTaskCompleted.roles
        }
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
