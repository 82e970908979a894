import AppSettings
import CommandSupport
import Deploys
import Foundation
import SWFModel
import SWFWire

/// The steps that make a new set of programs. They touch nothing of what runs.
extension DeployRun {
    private var repository: Repository { Repository(path: desk.settings.deploy.repository) }

    mutating func check() async throws -> StepFinding {
        let state = try await repository.state(fetches: plan.order.pulls)
        repositoryState = state
        note(commit: state.commit)
        return state.finding(
            pulls: plan.order.pulls,
            deployed: desk.releases.release(journal.from)?.commit,
            onlyIfChanged: plan.order.onlyIfChanged
        )
    }

    mutating func pull() async throws -> StepFinding {
        guard let state = repositoryState, state.upstream != nil, state.behind > 0 else {
            return .good("nothing to pull")
        }
        let (commit, subjects) = try await repository.pull()
        note(commit: commit)
        let more = subjects.count > 10 ? ["and \(subjects.count - 10) more"] : []
        return .good(
            "\(state.branch ?? "") is at \(commit) now",
            notes: subjects.prefix(10).map(PlainText.oneLine) + more
        )
    }

    mutating func build() async throws -> StepFinding {
        let ended = try await desk.run(desk.settings.deploy.build, as: "build")
        return ended.isDone ? .good("built") : .bad("The build \(ended.words)")
    }

    mutating func tests() async throws -> StepFinding {
        let ended = try await desk.run(desk.settings.deploy.tests, as: "tests")
        return ended.isDone
            ? .good(ended.lastWords.isEmpty ? "passed" : ended.lastWords)
            : .bad(
                "The tests failed: they \(ended.words) Mend them, or leave them out of a small deploy with --skip-tests."
            )
    }

    mutating func stage() async throws -> StepFinding {
        let source: String
        if case .programs(let folder) = plan.order.source {
            source = folder
        } else {
            source = desk.settings.deploy.programs
        }
        let now = desk.now()
        var moment = CivilTime(now).compact.dropLast()
        // Whole minutes are written without seconds.
        if moment.count == 13 { moment += "00" }
        let name = "\(moment.replacing("T", with: "-"))-\(journal.commit ?? "programs")"
        let release = try desk.releases.stage(from: source, name: name, commit: journal.commit, now: now)
        let changed = desk.releases.differing(name, from: journal.from)
        guard !changed.isEmpty else {
            try? FileManager.default.removeItem(atPath: desk.releases.folder(of: name))
            return StepFinding(.nothingToDo, "the programs of \(journal.from ?? "") are the same, and in place already")
        }
        note(release: release)
        return try await tryOut(release, changed)
    }

    /// Has each program say its version and read the settings: what cannot do that need not be put in place to be found out.
    private func tryOut(_ release: Release, _ changed: [String]) async throws -> StepFinding {
        let folder = desk.releases.folder(of: release.name)
        var version = ""
        for program in changed {
            let ended = await OutsideCommand(command: ["\(folder)/\(program)", "--version"], limit: .seconds(30))
                .run()
            guard ended.isDone else { return .bad("The new \(program) does not say its version: it \(ended.words)") }
            version = ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        var notes: [String] = []
        for settings in desk.environments {
            let environment = settings.environment
            let ended = await OutsideCommand(
                command: ["\(folder)/martlet", "settings", "-e", environment, "--json"] + desk.settingsArguments,
                limit: .seconds(30)
            ).run()
            guard ended.isDone else {
                return .bad("The new programs do not take the settings of \(environment): martlet \(ended.words)")
            }
            // What they are is shown by martlet settings; here it is enough that there are some to look at.
            let told = try? AWSJSON.decode([String: Told].self, from: Array(ended.output.utf8))
            let known = Set(settings.origins.map(\.path))
            let new = (told ?? [:]).filter { !known.contains($0.key) }.map { "\($0.key) (\($0.value.value))" }.sorted()
            if !new.isEmpty {
                notes.append("new settings of \(environment), with their values: \(new.joined(separator: ", "))")
            }
        }
        if notes.count > 1, Set(notes.map { $0.split(separator: ":").dropFirst() }).count == 1 {
            notes = [
                "new settings, with their values:" + notes[0].split(separator: ":").dropFirst().joined(separator: ":")
            ]
        }
        return .good("\(release.name), version \(version): \(Self.list(changed)) other than before", notes: notes)
    }

    /// What `martlet settings --json` says of a setting, as far as it is needed here.
    private struct Told: Decodable {
        var value: String
    }

    private static func list(_ programs: [String]) -> String {
        programs.count == Release.programNames.count ? "all programs" : programs.joined(separator: ", ")
    }

    mutating func replay() async throws -> StepFinding {
        let folder: String
        if let release {
            folder = desk.releases.folder(of: release.name)
        } else if case .programs(let given) = plan.order.source {
            folder = given
        } else {
            return .bad("There are no new programs to replay anything with.")
        }
        return try await StagedReplay(
            new: "\(folder)/martlet",
            old: journal.from == nil ? nil : "\(desk.releases.current)/martlet",
            folder: "\(desk.releases.path)/.histories.new"
        ).run(desk.inUse, replays: plan.order.replays, logger: desk.logger).finding
    }
}

/// The step that looks for a quiet moment.
extension DeployRun {
    func window() async -> StepFinding {
        let now = desk.now()
        let clock = { ClockText.text($0, on: now) }
        var obstacles: [String] = []
        var until: Timestamp?
        var unasked: [String] = []
        for settings in desk.inUse {
            do {
                let window = try await WindowReading(settings: settings, logger: desk.logger).window(
                    at: now,
                    isNow: true,
                    clock: clock
                )
                obstacles += window.obstacles.map { "\(settings.environment): \($0)" }
                until = [until, window.until].compactMap { $0 }.min()
            } catch {
                unasked.append("\(settings.environment) was not asked: \(Complaint.sentence(error))")
            }
        }
        guard obstacles.isEmpty else {
            return .warning("unsafe: \(obstacles.joined(separator: "; "))", notes: unasked)
        }
        let sentence = until.map { "safe until \(clock($0))" } ?? "safe: nothing is scheduled"
        return unasked.isEmpty ? .good(sentence) : .warning(sentence, notes: unasked)
    }
}
