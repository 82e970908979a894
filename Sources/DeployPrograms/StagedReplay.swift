import AppSettings
import CommandSupport
import Deploys
import Foundation
import Logging
import SWFModel
import SWFWire
import ServiceSupport

/// Has the new `martlet` replay what the service keeps, and asks the one in place about what the new one does not follow.
struct StagedReplay: Sendable {
    /// The new program.
    var new: String
    /// The program in place; nil when there is none.
    var old: String?
    /// A folder for the histories; it is taken away afterwards, for they hold inputs and results.
    var folder: String

    /// How long replaying may take.
    private static let patience = Duration.seconds(900)

    /// Replays the recent histories of some environments.
    ///
    /// - Parameter replays: Which histories.
    /// - Throws: ``Complaint`` when the new program does not say what came of it; `CancellationError`.
    func run(_ environments: [Settings], replays: DeployOrder.Replays, logger: Logger) async throws -> ReplayTally {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var tally = ReplayTally()
        for settings in environments {
            let place = "\(folder)/\(settings.environment)"
            let items: [RecentHistories.Item]
            do {
                items = try await ServiceAccess.with(settings, logger: logger) { service in
                    try await RecentHistories(service: service, domain: settings.domain).write(
                        to: place,
                        closed: replays == .all ? settings.deploy.closedHistories : 0
                    )
                }
            } catch let complaint as Complaint where complaint.status == .system {
                throw complaint
            } catch {
                tally.unasked.append(
                    ReplayTally.Unasked(environment: settings.environment, reason: Complaint(error).description)
                )
                continue
            }
            tally.environments.append(settings.environment)
            tally.histories += items.count
            tally.differences += try await differences(items, place, settings.environment)
        }
        return tally
    }

    /// What the new program does not replay of some histories.
    ///
    /// - Parameter place: Their folder.
    /// - Throws: ``Complaint`` when the new program does not say what came of it; `CancellationError`.
    func differences(
        _ items: [RecentHistories.Item],
        _ place: String,
        _ environment: String
    ) async throws -> [ReplayTally.Difference] {
        guard !items.isEmpty else { return [] }
        let wrong = try await Self.replay([place], by: new).filter { !$0.replays }
        guard !wrong.isEmpty else { return [] }
        var old: Set<String> = []
        if let program = self.old {
            // What the program in place says no to, or cannot be asked about, it does not follow.
            let told = try? await Self.replay(wrong.map(\.source), by: program)
            if let told { old = Set(told.filter { !$0.replays }.map(\.source)) }
        }
        let known = Dictionary(items.map { ($0.file, $0) }) { first, _ in first }
        return wrong.map { outcome in
            let item = known[outcome.source]
            return ReplayTally.Difference(
                environment: environment,
                workflowId: item?.workflowId ?? outcome.source,
                isOpen: item?.isOpen ?? false,
                sentence: outcome.sentence,
                isOld: old.contains(outcome.source)
            )
        }
    }

    /// What `martlet replay --json` says of one history, as far as it is needed here.
    private struct Told: Decodable {
        var source: String
        var verdict: String
        var sentence: String

        var replays: Bool { verdict == "replays" }
    }

    private struct AllTold: Decodable {
        var histories: [Told]
    }

    private static func replay(_ histories: [String], by program: String) async throws -> [Told] {
        let ended = await OutsideCommand(
            command: [program, "replay", "--json"] + histories,
            limit: patience
        ).run()
        // 4 says that some are not replayed; which, stands in what it wrote.
        guard ended.code == 0 || ended.code == 4,
            let told = try? AWSJSON.decode(AllTold.self, from: Array(ended.output.utf8))
        else { throw Complaint(.unexpected, "\(program) replay \(ended.words)") }
        return told.histories
    }
}
