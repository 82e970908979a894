/// What a request says, worked out by code of its own: two requests of one meaning may share a signature, and no others.
struct RequestMeaning: Hashable {
    private var method: String
    private var path: [String]
    private var endsWithSlash: Bool
    private var query: [[UInt8]]
    /// The signed headers and all of Amazon's own, values of one name joined.
    private var headers: [String: String]
    private var hosts: Int
    private var body: [UInt8]

    init(_ head: Signatures.Head) {
        method = head.method
        path = []
        for segment in head.path.split(separator: "/").map(String.init) where segment != "." {
            if segment == ".." { _ = path.popLast() } else { path.append(segment) }
        }
        endsWithSlash = head.path.hasSuffix("/") || path.isEmpty
        // Names and values apart: what is encoded in either may be spelt in many ways.
        query = head.query.utf8.split(separator: UInt8(ascii: "&")).map { parameter in
            let name = parameter.prefix { $0 != UInt8(ascii: "=") }
            return Self.decoded(name) + [0, UInt8(ascii: "=")] + Self.decoded(parameter.dropFirst(name.count + 1))
        }.sorted { $0.lexicographicallyPrecedes($1) }
        let authorization = head.fields.first { $0.name.lowercased() == "authorization" }?.value ?? ""
        let list = authorization.split(separator: "SignedHeaders=").last ?? ""
        let signed = Set(list.prefix { $0 != "," }.split(separator: ";").map(String.init))
        headers = [:]
        for field in head.fields {
            let name = field.name.lowercased()
            guard signed.contains(name) || name.hasPrefix("x-amz-") else { continue }
            let value = field.value.utf8.split { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
                .map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: " ")
            headers[name] = headers[name].map { "\($0),\(value)" } ?? value
        }
        hosts = head.fields.count { $0.name.lowercased() == "host" }
        body = head.body
    }

    private static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
        var rest = Array(text)[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            let isHexadecimal =
                digits.count == 2
                && digits.allSatisfy {
                    (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0)
                }
            if byte == UInt8(ascii: "%"), isHexadecimal,
                let value = UInt8(String(decoding: Array(digits), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
