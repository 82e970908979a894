import Foundation
public import Martlet

/// Takes an article in: copies an XML file or unpacks a zip into the run's work folder, and finds out which article and
/// version it is.
public struct UnpackArticle: Activity {
    private let settings: ActivitySettings
    private let limits: ArchiveLimits

    /// Creates the activity.
    public init(settings: ActivitySettings) { self.init(settings: settings, limits: ArchiveLimits()) }

    init(settings: ActivitySettings, limits: ArchiveLimits) {
        self.settings = settings
        self.limits = limits
    }

    /// Name, version and defaults.
    public static let definition = ActivityDefinition(
        "UnpackArticle",
        version: "1",
        startToClose: .minutes(30),
        heartbeat: .seconds(10),
        description: "Takes an article in: a JATS XML file, or a zip that holds one."
    )

    /// Takes the article in. An attempt that finds what an earlier one finished goes on from there.
    public func run(_ input: Submission, context: ActivityContext) async throws -> ArticleReference {
        try await Pause(seconds: settings.pause).wait(context)
        let work = WorkFolder(settings, runId: context.runId)
        let fileName = input.path.split(separator: "/").last.map(String.init) ?? input.path
        do {
            return try await SteadyHeartbeat.during(context) {
                if DurableFiles.kind(of: work.source) != .folder {
                    work.removeForgotten()
                    try await fill(work, from: input.path, fileName, context)
                }
                return try identify(work, fileName: fileName)
            }
        } catch let problem as ArchiveProblem {
            throw PermanentFailure(
                "\(fileName.clipped(to: 80)): \(problem)".clipped(to: 240),
                details: problem.description
            )
        } catch let problem as MarkupProblem {
            throw PermanentFailure(
                "\(fileName.clipped(to: 80)): \(problem)".clipped(to: 240),
                details: problem.description
            )
        }
    }

    private func fill(
        _ work: WorkFolder,
        from path: String,
        _ fileName: String,
        _ context: ActivityContext
    ) async throws {
        let path = try regularFile(path, fileName)
        let passing = work.absolute("\(work.path)/.source-\(UUID().uuidString)")
        try DurableFiles.createFolder(passing)
        let beginning = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 4) ?? Data()
        if ZipArchive.isZip(beginning) {
            _ = try await ZipArchive.unpack(path, into: passing, limits: limits) { count in
                try await context.heartbeat("\(count) files unpacked")
            }
        } else {
            guard try DurableFiles.size(of: path) <= MarkupReader.maximumBytes else {
                throw MarkupProblem(
                    sentence: "The file is no zip, and for an XML file it is too large: at most"
                        + " \(MarkupReader.maximumBytes) bytes are read."
                )
            }
            guard let name = try? EntryName.plain(fileName) else {
                throw ArchiveProblem(
                    "The file's name cannot be kept: it begins with a dot, holds odd characters or is longer than 200 bytes."
                )
            }
            _ = try DurableFiles.copy(path, to: "\(passing)/\(name)")
        }
        guard rename(passing, work.source) == 0 else {
            // An attempt that was given up and is still running has just finished the same.
            guard DurableFiles.kind(of: work.source) == .folder else { throw FileFailure("keep the unpacked article") }
            return try DurableFiles.remove(passing)
        }
    }

    /// The path with links followed, when a regular file is there that can be read.
    private func regularFile(_ path: String, _ name: String) throws -> String {
        guard !path.trimmed.isEmpty, !path.utf8.contains(0) else {
            throw PermanentFailure("The input names no file: {\"path\": \"…\"} is expected.")
        }
        guard let resolved = realpath(path, nil) else {
            throw PermanentFailure("There is no file at \(path.clipped(to: 200)).")
        }
        defer { free(resolved) }
        let file = String(cString: resolved)
        switch DurableFiles.kind(of: file) {
        case .file: break
        case .folder:
            throw PermanentFailure("\(name.clipped(to: 120)) is a folder; a JATS XML file or a zip is expected.")
        case .absent, .other: throw PermanentFailure("\(name.clipped(to: 120)) is no regular file.")
        }
        guard access(file, R_OK) == 0 else { throw PermanentFailure("\(name.clipped(to: 120)) may not be read.") }
        return file
    }

    private func identify(_ work: WorkFolder, fileName: String) throws -> ArticleReference {
        let candidates = try work.sourceFiles().map(\.name)
        let isPackage = candidates != [fileName]
        let found = try articleFile(work, candidates, isPackage: isPackage)
        let identity = ArticleIdentity(found.article, fileNames: isPackage ? [fileName, found.name] : [fileName])
        let content = try DurableFiles.content(of: "\(work.source)/\(found.name)")
        return ArticleReference(
            id: identity.id,
            version: identity.version,
            fileName: fileName,
            isPackage: isPackage,
            xml: FileReference(
                path: "\(work.path)/source/\(found.name)",
                sha256: content.sha256,
                size: content.size
            )
        )
    }

    /// The one file of a package that is an article. Supplements may be XML as well.
    private func articleFile(
        _ work: WorkFolder,
        _ names: [String],
        isPackage: Bool
    ) throws -> (name: String, article: Article) {
        let candidates = isPackage ? names.filter { $0.lowercased().hasSuffix(".xml") } : names
        guard !candidates.isEmpty else { throw ArchiveProblem("The package holds no XML file.") }
        var articles: [(name: String, article: Article)] = []
        var problem: MarkupProblem?
        for name in candidates {
            do throws(MarkupProblem) {
                let root = try MarkupReader.read(try bytes("\(work.source)/\(name)"))
                guard root.name == "article" else {
                    throw MarkupProblem(
                        sentence: "\(isPackage ? "\(name): " : "")The XML is no JATS article: its root element is"
                            + " <\(root.name.clipped(to: 60))>.",
                        place: root.place
                    )
                }
                articles.append((name, Article(root)))
            } catch {
                problem = problem ?? error
            }
        }
        guard let first = articles.first else { throw problem ?? MarkupProblem(sentence: "There is no article.") }
        guard articles.count == 1 else {
            let list = articles.map(\.name).joined(separator: ", ")
            throw ArchiveProblem(
                "The package holds \(articles.count) articles, and one is expected: \(list.clipped(to: 120))."
            )
        }
        return first
    }

    private func bytes(_ path: String) throws(MarkupProblem) -> [UInt8] {
        let bytes: [UInt8]?
        do {
            bytes = try DurableFiles.bytes(of: path, atMost: MarkupReader.maximumBytes)
        } catch {
            throw MarkupProblem(sentence: "The file could not be read again: \(error)")
        }
        guard let bytes else {
            throw MarkupProblem(
                sentence: "The XML file has more than \(MarkupReader.maximumBytes) bytes, the most that is read."
            )
        }
        return bytes
    }
}
