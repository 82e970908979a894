import Foundation
import Subprocess
import SystemPackage
import Testing

/// `scripts/release.sh`, in a small repository of its own.
@Suite struct ReleaseTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private struct Told {
        var status: TerminationStatus
        var output: String
        var errors: String
    }

    private func run(_ script: String, in folder: String) async throws -> Told {
        let result = try await Subprocess.run(
            .name("bash"),
            arguments: ["-c", script],
            environment: .inherit.updating([
                "RELEASE_TESTS": "cat CHANGELOG.md", "GIT_AUTHOR_NAME": "tester", "GIT_COMMITTER_NAME": "tester",
                "GIT_AUTHOR_EMAIL": "tester@example.org", "GIT_COMMITTER_EMAIL": "tester@example.org",
            ]),
            workingDirectory: FilePath(folder),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        )
        return Told(
            status: result.terminationStatus,
            output: result.standardOutput,
            errors: result.standardError
        )
    }

    /// A repository with the script, a version and a change log.
    private func withRepository(version: String, _ body: (_ folder: String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let made = try await run(
                """
                set -e
                mkdir -p scripts Sources/CommandSupport/Programs
                cp \(Self.root)/scripts/release.sh scripts/
                echo '    static let current = "\(version)"' > Sources/CommandSupport/Programs/Version.swift
                printf '# Changelog\\n\\n## Unreleased\\n\\n## 0.3\\n' > CHANGELOG.md
                echo var/ > .gitignore
                git init -q -b main && git add -A && git commit -q -m 'the first'
                """,
                in: folder
            )
            try #require(made.status == .exited(0), "\(made.errors)")
            try await body(folder)
        }
    }

    @Test(arguments: ["0.3", "0.4rc1"])
    func `a dry run makes a tarball, runs the tests from it, and tags nothing`(version: String) async throws {
        try await withRepository(version: version) { folder in
            let told = try await run("scripts/release.sh --ci --dry-run", in: folder)
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(told.output.contains("martlet-\(version).tar.gz ("))
            #expect(told.output.contains("## Unreleased"))
            let sums = told.output.split(separator: "\n").filter { $0.hasSuffix("  martlet-\(version).tar.gz") }
            #expect(sums.first?.prefix { $0.isHexDigit }.count == 64)
            #expect(try await run("git tag", in: folder).output == "")
            #expect(
                try await run("scripts/release.sh --ci --dry-run", in: folder).output.contains(sums.first ?? "none")
            )
        }
    }

    @Test(arguments: [
        ("0.3", "echo more >> CHANGELOG.md", "refused: uncommitted changes: CHANGELOG.md"),
        ("0.3", "git checkout -q --detach", "refused: no branch is checked out"),
        ("0.3", "git tag v0.3", "refused: there is a tag v0.3 already"),
        ("0.4", "true", "refused: CHANGELOG.md has no heading \"## 0.4\""),
        ("0.3.1", "true", "refused: the version \"0.3.1\" is neither like 0.1 nor like 0.1rc0"),
        ("0.3", "export RELEASE_TESTS=false", "refused: the tests of the tarball failed"),
    ])
    func `what is out of order is refused`(version: String, change: String, refusal: String) async throws {
        try await withRepository(version: version) { folder in
            let told = try await run("\(change); scripts/release.sh --ci", in: folder)
            #expect(told.status == .exited(5), "\(told.output)\(told.errors)")
            #expect(told.errors.contains(refusal), "\(told.errors)")
        }
    }

    @Test func `when all is well the commit is tagged, and nothing is pushed`() async throws {
        try await withRepository(version: "0.3") { folder in
            let told = try await run("scripts/release.sh --ci", in: folder)
            #expect(told.status == .exited(0), "\(told.output)\(told.errors)")
            #expect(try await run("git tag", in: folder).output == "v0.3\n")
        }
    }
}
