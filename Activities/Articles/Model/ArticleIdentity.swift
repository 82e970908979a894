/// Under which id and version an article is published, and how both are found.
///
/// - The id is the publisher's own (`article-id` of type `publisher-id`); without one, the number in the file's name
///   (`elife-00353-v1.xml`: 00353); without that, what follows the last dot or slash of the DOI.
/// - The version is the number after `v` in the file's name (`elife-00353-v1.xml`: 1,
///   `elife-00353-vor-v2-20121213000000.zip`: 2), that of the package before that of the XML file within; a name without
///   a version means version 1.
/// - A number in a name that is not the article's own is a problem, and so are two names of different versions: the wrong
///   file was sent.
struct ArticleIdentity: Sendable, Equatable {
    /// As in `00353`; usable as the name of a folder.
    var id: String
    /// From 1.
    var version: Int
    /// What is wrong with the id or the version.
    var problems: [Problem]

    /// - Parameters:
    ///   - article: the article.
    ///   - fileNames: the names of the file that was handed in and, for a package, of the XML file in it.
    init(_ article: Article, fileNames: [String]) {
        let names = fileNames.map(NameParts.init)
        let stated = article.publisherId?.value.nonEmpty
        let fromDOI = article.doi?.value.split(whereSeparator: { $0 == "." || $0 == "/" }).last.map(String.init)
        let id = stated ?? names.compactMap(\.number).first ?? fromDOI ?? ""
        var problems: [Problem] = []
        if !Self.isUsable(id) {
            problems.append(
                Problem(
                    id.isEmpty
                        ? "The article has no id: neither an article-id of type publisher-id nor a number in its file name."
                        : "The article's id “\(id.clipped(to: 60))” cannot name a folder: only letters, digits, dots, hyphens"
                            + " and underscores are allowed, at most 100, beginning with a letter or digit.",
                    at: "article-meta/article-id",
                    article.publisherId?.place
                )
            )
        }
        if let number = Int(id) {
            for name in names {
                guard let other = name.number, Int(other) != number else { continue }
                problems.append(
                    Problem(
                        "The file is named for article \(other) (\(name.name.clipped(to: 100))), but the XML says that it is"
                            + " article \(id).",
                        at: "article-meta/article-id",
                        article.publisherId?.place
                    )
                )
            }
        }
        let versions = names.compactMap(\.version)
        if let first = versions.first, let other = versions.first(where: { $0 != first }) {
            problems.append(
                Problem("The package is named version \(first), the XML file in it version \(other).", at: "file name")
            )
        }
        self.id = id
        version = versions.first ?? 1
        self.problems = problems
    }

    /// Whether an id can be the name of a folder on any system, and never one of ours (they begin with a dot).
    static func isUsable(_ id: String) -> Bool {
        guard let first = id.utf8.first, id.utf8.count <= 100 else { return false }
        func isAlphanumeric(_ byte: UInt8) -> Bool {
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
        return isAlphanumeric(first) && id.utf8.allSatisfy { isAlphanumeric($0) || [45, 46, 95].contains($0) }
    }
}
