/// What is wrong with a page as HTML. It reads our own writing, in which each attribute is quoted and each text escaped,
/// so whatever of an article got through unescaped stands out as a tag or an attribute that we never write.
enum PageReading {
    private static let empty: Set<Substring> = ["meta", "img", "br", "col", "link", "input", "hr", "!DOCTYPE"]
    private static let forbidden: Set<Substring> = [
        "script", "iframe", "object", "embed", "base", "form", "svg", "template", "noscript", "frame",
    ]
    /// The attributes with addresses.
    private static let addresses: Set<Substring> = ["href", "src", "action", "data", "poster", "xlink:href"]

    static func problems(_ html: String) -> [String] {
        var problems: [String] = []
        var open: [Substring] = []
        var ids: Set<Substring> = []
        var links: Set<Substring> = []
        var rest = Substring(html)
        while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
            if rest[..<start].utf8.contains(UInt8(ascii: ">")) { problems.append("a > stands in a text") }
            rest = rest[start...].dropFirst()
            guard let end = rest.utf8.firstIndex(of: UInt8(ascii: ">")) else { return problems + ["a tag has no end"] }
            let tag = rest[..<end]
            rest = rest[end...].dropFirst()
            if tag.utf8.contains(UInt8(ascii: "<")) { problems.append("a < stands in a tag") }
            let name = tag.prefix { $0 != " " }
            if name.utf8.first == UInt8(ascii: "/") {
                if open.popLast() != name.dropFirst() { problems.append("<\(name)> closes something else") }
                continue
            }
            if name == "!DOCTYPE" { continue }
            if forbidden.contains(name) { problems.append("there is a <\(name)>") }
            if !empty.contains(name) { open.append(name) }
            if name == "style", let close = rest.firstRange(of: "</style>") { rest = rest[close.lowerBound...] }
            for (key, value) in attributes(tag.dropFirst(name.count), &problems) {
                if key.hasPrefix("on") || key == "style" { problems.append("there is an attribute \(key)") }
                if key == "id", !ids.insert(value).inserted { problems.append("the id \(value) stands twice") }
                guard addresses.contains(key) else { continue }
                if value.utf8.first == UInt8(ascii: "#") {
                    links.insert(value.dropFirst())
                } else if !isHarmless(value) {
                    problems.append("\(key) leads to \(value)")
                }
            }
        }
        problems += open.map { "<\($0)> has no end" }
        problems += links.subtracting(ids).sorted().map { "#\($0) leads nowhere" }
        return problems
    }

    /// What a page of ours may lead to: the web, mail, a file of the article.
    private static func isHarmless(_ address: Substring) -> Bool {
        let lowered = address.lowercased()
        let known = [
            "http://", "https://", "ftp://", "mailto:", "assets/", "./", "../", "deposit", "manifest", "index",
        ]
        return known.contains { lowered.hasPrefix($0) } || !lowered.contains(":") && !lowered.hasPrefix("//")
    }

    private static func attributes(
        _ text: Substring,
        _ problems: inout [String]
    ) -> [(key: Substring, value: Substring)] {
        var found: [(key: Substring, value: Substring)] = []
        var rest = text
        while rest.utf8.first == UInt8(ascii: " ") {
            rest = rest.dropFirst()
            guard let equals = rest.firstRange(of: "=\"") else { break }
            let key = rest[..<equals.lowerBound]
            let isName = key.utf8.allSatisfy { byte in
                (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                    || [UInt8(ascii: "-"), UInt8(ascii: ":")].contains(byte)
            }
            if !isName || key.isEmpty { problems.append("an attribute is named \(key)") }
            rest = rest[equals.upperBound...]
            guard let quote = rest.utf8.firstIndex(of: UInt8(ascii: "\"")) else { break }
            found.append((key, rest[..<quote]))
            rest = rest[quote...].dropFirst()
        }
        if !rest.isEmpty { problems.append("a tag ends with \(rest)") }
        return found
    }
}
