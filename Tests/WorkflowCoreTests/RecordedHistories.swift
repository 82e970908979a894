import Foundation
import SWFModel
import SWFWire

/// The histories recorded from the real service, in the folder `shared` beside the package.
enum RecordedHistories {
    struct Recording: Decodable, Sendable {
        var workflowId: String
        var runId: String
        var events: [HistoryEvent]
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/histories").standardizedFileURL

    /// Whether the folder is there; says what is left out when it is not.
    static let isThere: Bool = {
        let isThere = FileManager.default.fileExists(atPath: folder.path)
        if !isThere {
            print("Left out: the checks against recorded histories, for the folder shared/histories is missing.")
        }
        return isThere
    }()

    /// The files, by name.
    static let names: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return all.filter { $0.hasSuffix(".json") }.sorted()
    }()

    /// One recording holds a tag that is null; the wire's reading leaves it out.
    static func read(_ name: String) throws -> Recording {
        try AWSJSON.decode(Recording.self, from: [UInt8](Data(contentsOf: folder.appending(path: name))))
    }
}
