import Foundation
import Testing

/// The documentation says what is: its code is compiled, its commands exist, its pages name every type.
@Suite struct DocumentationTests {
    @Test(arguments: Documentation.pages.flatMap(Documentation.fences).filter { $0.language == "swift" })
    func `code on a page is compiled by the tests`(_ block: Documentation.Block) {
        #expect(
            Documentation.isCompiled(block),
            "\(block.path):\(block.line) stands in no file of Tests/DocumentationTests as it is: \(block.lines.first ?? "")"
        )
    }

    @Test(arguments: Documentation.commented.flatMap(Documentation.commentBlocks))
    func `code in a comment is compiled by the tests`(_ block: Documentation.Block) {
        #expect(
            Documentation.isCompiled(block),
            "\(block.path):\(block.line) stands in no file of Tests/DocumentationTests as it is: \(block.lines.first ?? "")"
        )
    }

    @Test func `there is code to look at`() {
        #expect(Documentation.pages.count > 9)
        #expect(Documentation.pages.flatMap(Documentation.fences).count > 60)
        let commented = Set(Documentation.commented.flatMap(Documentation.commentBlocks).map(\.path))
        #expect(commented.count > 5)
        for path in [
            "Sources/MartletTesting/Kit/WorkflowTest.swift", "Sources/MartletLocal/LocalMartlet.swift",
        ] {
            #expect(commented.contains(path), "\(path)")
        }
        #expect(Documentation.pages.flatMap(Documentation.fences).contains { $0.path == "docs/TESTING.md" })
    }

    @Test func `code in a comment is no fence, which nobody would compile`() {
        for file in Documentation.commented {
            for (index, line) in file.lines.enumerated() {
                #expect(!line.contains("/// ```swift"), "\(file.path):\(index + 1)")
            }
        }
    }

    @Test func `a block that is not compiled is found`() throws {
        let file = Documentation.File(path: "Page.md", lines: ["Text", "```swift", "    let a = nothing", "```"])
        let block = try #require(Documentation.fences(in: file).first)
        #expect(block.line == 3)
        #expect(block.lines == ["let a = nothing"])
        #expect(!Documentation.isCompiled(block))
    }

    @Test func `a fence says what it holds`() {
        let known: Set = ["swift", "sh", "json", ""]
        for block in Documentation.pages.flatMap(Documentation.fences) {
            #expect(known.contains(block.language), "\(block.path):\(block.line - 1): \(block.language)")
        }
    }

    @Test func `every type of the module has its place on the first page`() throws {
        let page = try #require(Documentation.pages.first { $0.path.hasSuffix("/Martlet.md") })
        let pattern = /^public (?:final )?(?:struct|class|enum|protocol|actor) (\w+)/
        let types = Documentation.sources.flatMap { file in
            file.lines.compactMap { $0.firstMatch(of: pattern).map { String($0.output.1) } }
        }
        #expect(types.count > 30)
        for type in types {
            #expect(page.lines.contains("- ``\(type)``"), "\(type) is in no group of \(page.path)")
        }
    }

    @Test func `every article has its place on the first page`() throws {
        let page = try #require(Documentation.pages.first { $0.path.hasSuffix("/Martlet.md") })
        for file in Documentation.pages where file.path.contains(".docc/") && file.lines.first?.contains("``") == false
        {
            let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
            #expect(page.lines.contains("- <doc:\(name)>"), "\(file.path)")
        }
    }

    @Test func `what the pages tell to type exists`() {
        let commands = Documentation.files("Sources/MartletCommand", suffix: ".swift").flatMap(\.lines)
        for block in Documentation.pages.flatMap(Documentation.fences) where block.language == "sh" {
            for line in block.lines {
                if let match = line.firstMatch(of: /(?:^|scripts\/run\.sh )martlet ([a-z]+)/) {
                    #expect(
                        commands.contains { $0.contains("commandName: \"\(match.output.1)\"") },
                        "\(block.path): martlet \(match.output.1)"
                    )
                }
                for match in line.matches(of: /scripts\/[a-z.]+/) {
                    let url = Documentation.root.appending(path: String(match.output))
                    #expect(FileManager.default.fileExists(atPath: url.path), "\(block.path): \(match.output)")
                }
            }
        }
    }
}
