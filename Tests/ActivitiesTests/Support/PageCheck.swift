@testable import Activities

/// What is wrong with a page as HTML. It reads our own writing, in which every attribute is quoted and every text escaped.
enum PageCheck {
    private static let empty: Set<String> = ["meta", "img", "br", "col", "!DOCTYPE", "link", "input", "hr"]

    /// Everything that is wrong: tags that do not match, ids that stand twice, links that lead nowhere, skipped headings,
    /// pictures without a description, scripts.
    static func problems(_ html: String) -> [String] {
        var problems: [String] = []
        var open: [String] = []
        var ids: Set<String> = []
        var links: Set<String> = []
        var level = 0
        for tag in tags(html) {
            if tag.name.hasPrefix("/") {
                let name = String(tag.name.dropFirst())
                if open.popLast() != name { problems.append("</\(name)> closes something else") }
                continue
            }
            if !empty.contains(tag.name) { open.append(tag.name) }
            if let id = tag.attributes["id"], !ids.insert(id).inserted { problems.append("id \(id) twice") }
            if let link = tag.attributes["href"], link.hasPrefix("#") { links.insert(String(link.dropFirst())) }
            if tag.name.count == 2, tag.name.hasPrefix("h"), let number = Int(tag.name.dropFirst()) {
                if number > level + 1 { problems.append("h\(number) follows h\(level)") }
                level = number
            }
            if tag.name == "img", tag.attributes["alt"] == nil { problems.append("picture without alt") }
            if tag.name == "p", open.dropLast().contains("p") { problems.append("paragraph in a paragraph") }
            if ["script", "iframe", "object", "embed"].contains(tag.name) { problems.append("<\(tag.name)>") }
            for (name, value) in tag.attributes {
                if name.hasPrefix("on") { problems.append("attribute \(name)") }
                if value.lowercased().contains("javascript:") { problems.append("\(name)=\(value)") }
            }
        }
        problems += open.map { "<\($0)> is never closed" }
        problems += links.subtracting(ids).sorted().map { "#\($0) leads nowhere" }
        return problems
    }

    /// The text of a page as a reader sees it, its style sheet left out.
    static func text(_ html: String) -> String {
        var text = ""
        var isTag = false
        let body = html.firstRange(of: "<body>").map { html[$0.upperBound...] } ?? html[...]
        for character in body {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
            if character == ">" { continue }
        }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    private struct Tag {
        var name: String
        var attributes: [String: String]
    }

    private static func tags(_ html: String) -> [Tag] {
        var tags: [Tag] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            guard let end = rest.firstIndex(of: ">") else { break }
            let content = rest[..<end]
            rest = rest[rest.index(after: end)...]
            let name = String(content.prefix { $0 != " " })
            if name == "style" {
                if let close = rest.firstRange(of: "</style>") { rest = rest[close.upperBound...] }
                continue
            }
            var attributes: [String: String] = [:]
            var parts = content.dropFirst(name.count)
            while let equals = parts.firstRange(of: "=\"") {
                let key = parts[..<equals.lowerBound].filter { $0 != " " }
                let after = parts[equals.upperBound...]
                guard let quote = after.firstIndex(of: "\"") else { break }
                attributes[String(key)] = String(after[..<quote])
                parts = after[after.index(after: quote)...]
            }
            tags.append(Tag(name: name, attributes: attributes))
        }
        return tags
    }
}
