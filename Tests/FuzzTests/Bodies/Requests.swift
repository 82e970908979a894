import SWFModel
import SWFWire

extension FuzzTarget {
    /// The bodies of the 39 actions. The first byte chooses the action, the rest is the body.
    static let requests = FuzzTarget(name: "requests", maximumLength: 4096) {
        try RequestSeeds.all()
    } run: { bytes in
        guard let choice = bytes.first else { return }
        let type = RequestTypes.all[Int(choice) % RequestTypes.all.count]
        try RequestBody.check(type, Array(bytes.dropFirst()))
    }
}

/// What must hold of a request that anybody may send.
enum RequestBody {
    static func check<Input: Codable & Hashable & Sendable & Shaped>(_ type: Input.Type, _ body: [UInt8]) throws {
        let input: Input
        do {
            input = try AWSJSON.decodeRequest(type, from: body)
        } catch {
            try refusal(error, body)
            return
        }
        // What the server took, it can say again, and a client of ours would have been allowed to send.
        let encoded = try AWSJSON.encode(input)
        let again = try AWSJSON.decodeRequest(type, from: encoded)
        try expect(again == input, "\(input) is \(again) after a round trip")
        try expect(try AWSJSON.encode(again) == encoded, "the encoding of \(input) is not stable")
        let lenient = try AWSJSON.decode(type, from: encoded)
        try expect(lenient == input, "\(input) is \(lenient) when it is read leniently")
        do {
            try RequestValidator.validate(input)
        } catch {
            throw Finding(description: "The server takes what a client refuses: \(error)")
        }
    }

    /// A refusal is one of two faults, its answer is bounded, and it survives its envelope.
    private static func refusal(_ fault: Fault, _ body: [UInt8]) throws {
        try expect(
            fault.code == .serialization || fault.code == .validation,
            "a body is refused with \(fault.code.rawValue)"
        )
        let length = fault.message?.utf8.count ?? 0
        // A value is shown once for itself and once for each list around it, and no more than a hundred are shown.
        try expect(length <= 4 * body.count + 100 * 2048, "a body of \(body.count) bytes is answered with \(length)")
        let answer = FaultEnvelope.encode(fault)
        let read = FaultEnvelope.decode(answer, httpStatus: fault.code.httpStatus)
        try expect(read == fault, "\(fault) is read as \(read.map { "\($0)" } ?? "nothing")")
        let disagreement = "The request cannot be read as"
        try expect(fault.message?.hasPrefix(disagreement) != true, "shape and type disagree: \(fault)")
    }
}
