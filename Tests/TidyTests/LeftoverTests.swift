import Testing

/// What must not be left in the tree.
@Suite struct LeftoverTests {
    private let shipped = SourceTree.files(SourceTree.shipped)
    /// This room names what it forbids, so it cannot be held to it.
    private let all = SourceTree.files(SourceTree.shipped + ["Tests"]).filter { $0.room != "TidyTests" }

    @Test func `a program never traps on purpose`() {
        let traps = /\bfatalError\(|\btry!|\bas!|\bunowned\(unsafe\)|\bnonisolated\(unsafe\)/
        #expect(SourceTree.places(of: traps, words: ["fatalError", "try!", "as!", "unsafe)"], in: shipped) == [])
    }

    @Test func `what is unchecked has its reason beside it`() {
        let places = SourceTree.places(of: /@unchecked\s+Sendable/, words: ["@unchecked"], in: shipped) { file, index in
            let above = index > 0 ? file.lines[index - 1] : ""
            return file.lines[index].contains("//") || above.trimmingPrefix(while: \.isWhitespace).hasPrefix("//")
        }
        #expect(places == [])
    }

    @Test func `no note to ourselves is left`() {
        #expect(
            SourceTree.places(
                of: /\b(?:TODO|FIXME|XXX|HACK)\b/,
                words: ["TODO", "FIXME", "XXX", "HACK"],
                in: all,
                code: false
            ) == []
        )
        #expect(SourceTree.places(of: /^\s*\/\/\s*MARK:/, words: ["MARK"], in: all, code: false) == [])
    }

    @Test func `no placeholder is left`() {
        #expect(all.map(\.path).filter { $0.hasSuffix("/Placeholder.swift") } == [])
    }

    @Test func `no test sleeps`() {
        // Real processes are waited for at the end of the house; and some workflows misbehave on purpose.
        let tests = SourceTree.files(["Tests"]).filter {
            $0.room != "TidyTests" && $0.room != "EndToEndTests" && !$0.path.contains("Misuse")
        }
        #expect(
            SourceTree.places(
                of: /Task\.sleep|\busleep\(|Thread\.sleep|(?:^|\s)sleep\((?!until)/,
                words: ["sleep"],
                in: tests
            )
                == []
        )
    }

    @Test func `no machine and no person is named`() {
        let folders =
            SourceTree.shipped + ["Tests", "scripts", "docs", "Examples", "Benchmarks", "Fuzz/Sources", ".ci"]
        var files: [SourceTree.File] = []
        for suffix in [".swift", ".sh", ".md", ".json", ".py", ".example", "run"] {
            files += SourceTree.read(folders, suffix: suffix)
        }
        files = files.filter { $0.room != "TidyTests" && !$0.path.contains("/.") || $0.path.hasPrefix(".ci") }
        for top in ["Package.swift", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "settings.example.json"] {
            files += [SourceTree.file(top)].compactMap { $0 }
        }
        let places = /\/work\/(?:main|shared|h)\b|\/root\/|\/Users\/|\/opt\/swift|\.internal\b|\.corp\b/
        #expect(
            SourceTree.places(
                of: places,
                words: ["/work/", "/root/", "/Users/", "/opt/", ".internal", ".corp"],
                in: files,
                code: false
            ) == []
        )
    }
}
