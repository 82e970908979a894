import Testing

/// Workflows and activities are found through plain lists; one that is not listed would never run.
@Suite struct ListTests {
    /// The names of the types in a folder that conform to a protocol.
    private func types(in folder: String, conformingTo name: String) throws -> [String] {
        let pattern = try Regex(
            "^(?:public\\s+)?(?:final\\s+)?(?:struct|class|enum|actor)\\s+(\\w+)\\s*:[^{]*\\b\(name)\\b"
        )
        return SourceTree.files([folder]).flatMap { file in
            file.code.compactMap { line -> String? in
                guard line.contains(name) else { return nil }
                return line.firstMatch(of: pattern).flatMap { $0.output[1].substring.map(String.init) }
            }
        }
    }

    /// The names in a list file that stand before `.self`.
    private func listed(_ path: String) throws -> [String] {
        let file = try #require(SourceTree.file(path), "\(path) is missing: it lists what there is")
        return file.code.flatMap { line in line.matches(of: /\b(\w+)\.self\b/).map { String($0.output.1) } }
    }

    @Test(arguments: [("Workflows", "Workflow"), ("Activities", "Activity")])
    func `every definition is in its list, and the list is in order`(folder: String, name: String) throws {
        let list = try listed("\(folder)/\(folder).swift")
        let defined = try types(in: folder, conformingTo: name)
        #expect(!defined.isEmpty)
        #expect(Set(defined).subtracting(list) == [], "not in \(folder).swift")
        #expect(Set(list).count == list.count, "something is listed twice")
        #expect(list == list.sorted(), "the list is not alphabetical")
    }

    @Test func `every activity that is listed is also made`() throws {
        let file = try #require(SourceTree.file("Activities/Activities.swift"))
        for name in try listed("Activities/Activities.swift") {
            let makes = file.code.contains { $0.contains("\(name)(") }
            #expect(makes, "\(name) is in the list of types, and never made")
        }
    }
}
