import SWFModel
import SWFWire

/// A request as it goes over the wire, signed, and then perhaps spoilt.
struct WireRequest: Sendable {
    var target = "/"
    var fields: [(name: String, value: String)]
    var body: [UInt8]

    /// A request that is rightly signed.
    init(
        _ operation: SWFModel.Operation,
        _ body: [UInt8],
        key id: String,
        at moment: Timestamp = GuardedWorld.moment
    ) {
        self.init(WireAction.workflow(operation), body, key: id, at: moment)
    }

    /// A request that is rightly signed.
    init(
        _ action: WireAction,
        _ body: [UInt8],
        key id: String,
        secret: String? = nil,
        sessionToken: String? = nil,
        region: String = "us-east-1",
        service: String = "swf",
        further: [(name: String, value: String)] = [],
        at moment: Timestamp = GuardedWorld.moment
    ) {
        let own =
            [
                ("Host", "127.0.0.1"), ("Content-Type", "application/x-amz-json-1.0"),
                ("X-Amz-Target", action.target),
            ] + further
        let credentials = Credentials(
            accessKeyId: id,
            secretAccessKey: secret ?? GuardedWorld.secret(id),
            sessionToken: sessionToken
        )
        let signed = SignatureV4(credentials: credentials, region: region, service: service).sign(
            method: "POST",
            path: "/",
            query: "",
            headers: own,
            body: body,
            at: moment
        )
        fields = own + signed
        self.body = body
    }

    /// The value of a field; setting nil takes the field away.
    subscript(name: String) -> String? {
        get { fields.first { $0.name == name }?.value }
        set {
            guard let newValue else { return fields.removeAll { $0.name == name } }
            if let index = fields.firstIndex(where: { $0.name == name }) {
                fields[index].value = newValue
            } else {
                fields.append((name, newValue))
            }
        }
    }

    /// The part of the authorization after a name and an equals sign.
    mutating func replaceInAuthorization(_ text: String, with other: String) {
        self["Authorization"] = self["Authorization"]?.replacing(text, with: other)
    }

    /// The request as text.
    var text: String {
        let lines =
            ["POST \(target) HTTP/1.1"] + fields.map { "\($0.name): \($0.value)" } + ["Content-Length: \(body.count)"]
        return (lines + ["", String(decoding: body, as: UTF8.self)]).joined(separator: "\r\n")
    }
}
