import HTTPTypes
import SWFModel
import SWFWire

/// What a request asks for, decided from its first line and fields alone, before any of its body is read.
enum Admission: Sendable {
    /// An action of the service, or one of Martlet's own.
    case call(WireAction, Dialect)
    /// Whether the service can work.
    case health
    /// Nothing: this is the answer.
    case refusal(Answer)
}

/// The rules of HTTP in front of the service: which requests are its own, and how large they may be.
struct RequestRules: Sendable {
    /// Bytes of a request, its fields included (Amazon SWF: 1 MiB).
    let maximumRequestBytes: Int

    /// Decides what a request asks for.
    ///
    /// Two things keep web pages in a browser away from a server on the same machine: they cannot set one of the
    /// content types without asking first, which is never granted, and they cannot leave out `Origin`, by which a page
    /// whose name was pointed at 127.0.0.1 gives itself away.
    func admit(_ head: HTTPRequest) -> Admission {
        guard head.path == "/" else {
            return head.path == "/health" ? admitHealth(head) : .refusal(.nothingHere)
        }
        guard head.method == .post else {
            return .refusal(.wrongMethod(allowed: "POST"))
        }
        let fields = head.headerFields
        guard fields[.origin] == nil else {
            return .refusal(.fromBrowser)
        }
        guard let dialect = Dialect(contentType: fields[.contentType]) else {
            return .refusal(.wrongContentType)
        }
        guard declaredBytes(fields) <= maximumRequestBytes else {
            return .refusal(.tooLarge(maximumRequestBytes, dialect))
        }
        // Two targets are joined by a comma, and a comma is in no target.
        guard let target = fields[.amazonTarget], !target.utf8.contains(UInt8(ascii: ",")),
            let action = WireAction(target: target)
        else {
            return .refusal(.fault(Fault(.unknownOperation), in: dialect))
        }
        return .call(action, dialect)
    }

    /// Whether a body of that size, with the fields before it, is more than a request may be.
    func isTooLarge(bodyBytes: Int, fields: HTTPFields) -> Bool {
        if bodyBytes > maximumRequestBytes { return true }
        // The fields are counted only where they can matter: the pipeline holds them under this limit anyway.
        guard bodyBytes > maximumRequestBytes - WireChannel.maximumFieldBytes else { return false }
        let fieldBytes = fields.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
        return bodyBytes + fieldBytes > maximumRequestBytes
    }

    private func declaredBytes(_ fields: HTTPFields) -> Int {
        fields[.contentLength].flatMap { Int($0) } ?? 0
    }

    private func admitHealth(_ head: HTTPRequest) -> Admission {
        head.method == .get ? .health : .refusal(.wrongMethod(allowed: "GET"))
    }
}

extension HTTPField.Name {
    /// Names the action.
    static let amazonTarget = checked("x-amz-target")
    /// Names the request in logs and to support.
    static let amazonRequestId = checked("x-amzn-RequestId")

    /// The field of that name. All names here are valid; the fallback only spares a trap that could never be tested.
    private static func checked(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .via
    }
}

extension Answer {
    /// A fault of the service or of a layer in front of it (swf-spec.md 1.5).
    static func fault(_ fault: Fault, in dialect: Dialect) -> Answer {
        var answer = Answer(FaultEnvelope.encode(fault), in: dialect)
        answer.status = HTTPResponse.Status(code: fault.code.httpStatus)
        return answer
    }

    static let nothingHere = Answer(
        status: .notFound,
        json: #"{"message":"There is nothing at this path. The service answers POST / and GET /health."}"#
    )

    static func wrongMethod(allowed: String) -> Answer {
        var answer = Answer(
            status: .methodNotAllowed,
            json: #"{"message":"This path answers \#(allowed) only."}"#
        )
        answer.allow = allowed
        return answer
    }

    static let fromBrowser = Answer(
        status: .forbidden,
        json: #"{"message":"Requests from web pages are not taken: they carry the field Origin."}"#
    )

    // The code that the service's own front gives when it recognises no protocol.
    static let wrongContentType = Answer(
        status: .unsupportedMediaType,
        json: """
            {"__type":"com.amazon.coral.service#UnknownOperationException",\
            "Message":"The Content-Type must be application/x-amz-json-1.0 or application/json."}
            """
    )

    static func tooLarge(_ limit: Int, _ dialect: Dialect) -> Answer {
        var answer = Answer(
            status: .contentTooLarge,
            contentType: dialect.rawValue,
            json: """
                {"__type":"com.amazon.coral.service#RequestEntityTooLargeException",\
                "Message":"The request is larger than \(limit) bytes, its header fields included."}
                """
        )
        answer.closes = true
        return answer
    }
}
