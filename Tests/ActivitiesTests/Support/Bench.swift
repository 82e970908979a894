import Foundation
import Martlet

@testable import Activities

/// A folder of its own for a test, removed when the test is over, and contexts for activities.
final class Bench {
    /// The folder.
    let folder: String
    /// The output folder within it.
    var output: String { "\(folder)/output" }
    /// Settings that publish into it.
    var settings: ActivitySettings { ActivitySettings(outputFolder: output) }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/martlet-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/output", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// A context as a worker would give it.
    func context(run: String = "run-1", attempt: Int = 1) -> ActivityContext {
        ActivityContext(workflowId: "PublishArticle-test", runId: run, attempt: attempt)
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// A file below the output folder, as text.
    func published(_ path: String) throws -> String {
        try String(contentsOfFile: "\(output)/\(path)", encoding: .utf8)
    }

    /// Every file below the output folder, by its path, with its content.
    func outputFiles() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: output) {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(output)/\(path)", isDirectory: &isFolder)
            if !isFolder.boolValue { files[path] = try Data(contentsOf: URL(fileURLWithPath: "\(output)/\(path)")) }
        }
        return files
    }

    /// Does what PublishArticle does, one activity after the other.
    func publish(_ path: String, run: String = "run-1") async throws -> Receipt {
        let context = context(run: run)
        let article = try await UnpackArticle(settings: settings).run(Submission(path: path), context: context)
        let checked = try await CheckArticle(settings: settings).run(article, context: context)
        let input = PublishFiles.Input(
            article: article,
            page: try await RenderPage(settings: settings).run(article, context: context),
            deposit: try await WriteDeposit(settings: settings).run(article, context: context),
            manifest: try await MakeManifest(settings: settings).run(article, context: context)
        )
        let publication = try await PublishFiles(settings: settings).run(input, context: context)
        let receipt = try await WriteReceipt(settings: settings).run(
            WriteReceipt.Input(article: article, checked: checked, publication: publication),
            context: context
        )
        _ = try await CleanWorkFolder(settings: settings).run(Nothing(), context: context)
        return receipt
    }
}
