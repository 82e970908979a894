/// A request as both sides of a signature see it: method, path, query, signed headers and the digest of the body, each
/// in one fixed form. The signer and a verifier make the same text of the same request, or the signature does not match.
struct CanonicalRequest: Hashable, Sendable {
    /// The text that is hashed into the string to sign.
    let text: [UInt8]
    /// The names of the signed headers, in order, joined by semicolons.
    let signedHeaders: String

    /// - Parameters:
    ///   - path: The path of the request line, before the query.
    ///   - query: What stands after the question mark, without it; empty when there is none.
    ///   - headers: The headers to sign, all of them, in the order of the request.
    ///   - payloadDigest: The SHA-256 of the body in hexadecimal.
    init(
        method: String,
        path: String,
        query: String,
        headers: [(name: String, value: String)],
        payloadDigest: [UInt8]
    ) {
        // Headers of one name are one header, its values joined by commas in the order of the request.
        let sorted = headers.enumerated()
            .map { (name: $1.name.lowercased(), value: Self.collapsed($1.value), index: $0) }
            .sorted { ($0.name, $0.index) < ($1.name, $1.index) }
        var names: [String] = []
        var lines: [UInt8] = []
        for header in sorted {
            if names.last == header.name {
                lines.append(UInt8(ascii: ","))
            } else {
                if !names.isEmpty { lines.append(UInt8(ascii: "\n")) }
                names.append(header.name)
                lines.append(contentsOf: header.name.utf8)
                lines.append(UInt8(ascii: ":"))
            }
            lines.append(contentsOf: header.value)
        }
        signedHeaders = names.joined(separator: ";")

        var text: [UInt8] = []
        text.reserveCapacity(lines.count + 256)
        func append(line: some Sequence<UInt8>) {
            text.append(contentsOf: line)
            text.append(UInt8(ascii: "\n"))
        }
        append(line: method.utf8)
        append(line: Self.path(path))
        append(line: Self.query(query))
        append(line: lines)
        append(line: [])
        append(line: signedHeaders.utf8)
        text.append(contentsOf: payloadDigest)
        self.text = text
    }

    /// The path without empty and dot segments, encoded once more than it came.
    private static func path(_ path: String) -> [UInt8] {
        if path.isEmpty || path == "/" { return [UInt8(ascii: "/")] }
        var segments: [Substring.UTF8View] = []
        for segment in path.utf8.split(separator: UInt8(ascii: "/")) {
            switch String(Substring(segment)) {
            case ".": continue
            case "..": segments.removeLast(segments.isEmpty ? 0 : 1)
            default: segments.append(segment)
            }
        }
        var bytes: [UInt8] = []
        for segment in segments {
            bytes.append(UInt8(ascii: "/"))
            bytes.append(contentsOf: PercentEncoding.encoded(segment))
        }
        if segments.isEmpty || path.utf8.last == UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
        return bytes
    }

    /// The parameters, encoded and in the order of their names, then of their values.
    private static func query(_ query: String) -> [UInt8] {
        if query.isEmpty { return [] }
        let parameters = query.utf8.split(separator: UInt8(ascii: "&")).map { parameter in
            let parts = parameter.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return parts.map { PercentEncoding.encoded(PercentEncoding.decoded($0)) }
        }
        let sorted = parameters.sorted { left, right in
            if left[0] != right[0] { return left[0].lexicographicallyPrecedes(right[0]) }
            return (left.count > 1 ? left[1] : []).lexicographicallyPrecedes(right.count > 1 ? right[1] : [])
        }
        var bytes: [UInt8] = []
        for parameter in sorted {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            bytes.append(contentsOf: parameter[0])
            bytes.append(UInt8(ascii: "="))
            if parameter.count > 1 { bytes.append(contentsOf: parameter[1]) }
        }
        return bytes
    }

    /// A header's value without white space at its ends, and with single spaces inside.
    private static func collapsed(_ value: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.utf8.count)
        var isBlank = false
        for byte in value.utf8 {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: isBlank = true
            default:
                if isBlank, !bytes.isEmpty { bytes.append(0x20) }
                isBlank = false
                bytes.append(byte)
            }
        }
        return bytes
    }
}
