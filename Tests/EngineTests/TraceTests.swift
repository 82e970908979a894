import Foundation
import MartletTesting
import SWFModel
import Testing

/// The canonical histories of swf-spec.md section 9 and every other event there is, event by event, from the engine.
///
/// `UPDATE_TRACES=1` writes the files anew; what changed in them is then for a person to judge.
@Suite struct TraceTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Traces")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".trace") }.sorted()

    /// The numbers of the canonical histories; each has one trace at least.
    private static let sections = (1...21).map { "9.\($0)" }

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test(arguments: names)
    func `the engine writes the history that is on record`(name: String) async throws {
        let recorded = try Self.text(name)
        let replayed = try await Trace.replay(recorded).text
        try TraceFile(path: Self.folder.appending(path: name).path).expect(replayed)
    }

    @Test func `every canonical history has a trace`() throws {
        for section in Self.sections {
            #expect(Self.names.contains { $0.hasPrefix("\(section)-") }, "section \(section)")
        }
        let strangers = Self.names.filter { name in
            name.hasPrefix("9.") && !Self.sections.contains { name.hasPrefix("\($0)-") }
        }
        #expect(strangers == [])
    }

    @Test func `the traces show all 54 events and all 13 decisions`() async throws {
        var events: Set<EventType> = []
        var decisions: Set<DecisionType> = []
        for name in Self.names {
            let replayed = try await Trace.replay(try Self.text(name))
            events.formUnion(replayed.events)
            decisions.formUnion(replayed.decisions)
        }
        #expect(Set(EventType.allCases).subtracting(events) == [])
        #expect(Set(DecisionType.allCases).subtracting(decisions) == [])
    }
}
