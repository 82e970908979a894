import Activities
import Foundation
import Martlet
import Testing

@testable import Workflows

@Suite("PublishArticle through a service, a decider and a worker")
struct PublishArticleTests {
    private static let examples =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Examples/articles"

    private func input(_ name: String) -> String { "{\"path\": \"\(Self.examples)/\(name)\"}" }

    @Test(
        "an article is published, whether the decider keeps the execution or replays it each time",
        arguments: [100, 0]
    )
    func published(_ held: Int) async throws {
        try await Office.run(heldExecutions: held) { office in
            let (outcome, events) = try await office.outcome(
                PublishArticle.definition.type,
                input: input("martlet-00001-v1.zip")
            )
            #expect(outcome.closeStatus == .completed, "\(outcome.reason ?? "") \(outcome.details ?? "")")
            let receipt = try JSONDecoder().decode(Receipt.self, from: Data((outcome.result ?? "").utf8))
            #expect(receipt.doi == "10.5555/martlet.00001")
            #expect(receipt.change == .created)
            let page = try String(contentsOfFile: "\(office.output)/\(receipt.page)", encoding: .utf8)
            #expect(page.contains("Counting swifts over a harbour"))
            #expect(FileManager.default.fileExists(atPath: "\(office.output)/\(receipt.receipt)"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(office.output)/.work") == [])
            // Page, deposit and manifest are asked for in one decision.
            let decisions = events.compactMap { event -> EventId? in
                guard case .activityTaskScheduled(let scheduled) = event.attributes,
                    ["RenderPage", "WriteDeposit", "MakeManifest"].contains(scheduled.activityType.name)
                else { return nil }
                return scheduled.decisionTaskCompletedEventId
            }
            #expect(decisions.count == 3)
            #expect(Set(decisions).count == 1)
            // No task carries the article itself.
            #expect(events.allSatisfy { Self.data(of: $0).utf16.count < 2_000 })
        }
    }

    @Test("a second run of the same article changes nothing")
    func again() async throws {
        try await Office.run { office in
            let type = PublishArticle.definition.type
            let first = try await office.outcome(type, input: input("martlet-00001-v1.zip"), id: "first").outcome
            let second = try await office.outcome(type, input: input("martlet-00001-v1.zip"), id: "second").outcome
            let receipts = try [first, second].map {
                try JSONDecoder().decode(Receipt.self, from: Data(($0.result ?? "").utf8))
            }
            #expect(receipts.map(\.change) == [.created, .unchanged])
            #expect(receipts[0].digest == receipts[1].digest)
            #expect(receipts[1].workflowId == "first")
        }
    }

    @Test("an article that cannot be published fails with the reasons an editor needs, after one attempt")
    func failed() async throws {
        try await Office.run { office in
            let (outcome, events) = try await office.outcome(
                PublishArticle.definition.type,
                input: input("martlet-00002-v1.xml")
            )
            #expect(outcome.closeStatus == .failed)
            #expect(outcome.reason?.hasPrefix("martlet-00002-v1.xml has 4 problems: 1) The DOI") == true)
            #expect(outcome.details?.split(separator: "\n").count == 4)
            #expect(events.filter { $0.eventType == .activityTaskFailed }.count == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(office.output)/.work") == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: office.output) == [".work"])
        }
    }

    @Test("a path at which nothing is fails the execution", arguments: ["/nowhere/article.xml", ""])
    func missing(_ path: String) async throws {
        let (outcome, _) = try await Office.run {
            try await $0.outcome(PublishArticle.definition.type, input: "{\"path\": \"\(path)\"}")
        }
        #expect(outcome.closeStatus == .failed)
        #expect(outcome.reason?.isEmpty == false)
    }

    /// The text that an event carries as input or result.
    private static func data(of event: HistoryEvent) -> String {
        switch event.attributes {
        case .activityTaskScheduled(let scheduled): scheduled.input ?? ""
        case .activityTaskCompleted(let completed): completed.result ?? ""
        default: ""
        }
    }
}
