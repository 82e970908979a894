import AppSettings
import CommandSupport
import Deploys
import Foundation
import SWFModel

/// One deploy: takes the steps that the machine names, and tells and writes down what each found.
struct DeployRun {
    let plan: DeployPlan
    let desk: DeployDesk
    /// How long the pools have; the settings say it, unless the command line does.
    let watch: Duration
    private(set) var journal: DeployJournal
    private var taken: [DeployRecord.Step] = []

    /// The release that is put in place.
    var release: Release?
    /// The release that is gone back to.
    let back: String?
    /// What was seen of the pools when the programs were replaced, and when that was.
    var replaced: PoolReplacement?
    /// How the repository stands.
    var repositoryState: RepositoryState?

    init(_ plan: DeployPlan, desk: DeployDesk, watch: Duration) {
        self.plan = plan
        self.desk = desk
        self.watch = watch
        let current = desk.releases.currentName()
        journal = DeployJournal(
            identity: desk.identity,
            started: desk.now(),
            step: plan.steps.first ?? .replace,
            from: current
        )
        let records = desk.ledger.records()
        let before = records.releaseBefore(current, kept: Set(desk.releases.names()))
        if plan.order.source == .previous {
            release = desk.releases.release(before)
            back = nil
        } else if records.last(where: { $0.to == current })?.outcome.kind == .died, let before, records.isProven(before)
        {
            // A deploy that died left this one unwatched: one that was seen to work is the better to go back to.
            back = before
        } else {
            back = current
        }
        journal.to = plan.order.source == .previous ? release?.name : nil
    }

    /// Deploys.
    ///
    /// - Throws: ``Complaint`` (system) when what is done cannot be written down; then it is not done. `CancellationError`.
    mutating func run() async throws -> DeployRecord {
        if plan.order.source == .previous, release == nil {
            return record(DeployOutcome(.refused, "There are no programs of before to go back to."))
        }
        var machine = DeployMachine(plan, canGoBack: back != nil)
        var next = machine.begin()
        while case .take(let step) = next {
            let finding = try await took(step)
            next = machine.found(finding, in: step)
        }
        guard case .end(let outcome) = next else { return record(DeployOutcome(.unwell, "The deploy has no end.")) }
        return record(outcome)
    }

    /// Stages and replaces, and nothing else.
    ///
    /// - Throws: ``Complaint`` (system); `CancellationError`.
    mutating func place() async throws -> DeployRecord {
        let staged = try await took(.stage)
        switch staged.verdict {
        case .nothingToDo: return record(DeployOutcome(.unchanged, staged.sentence))
        case .bad: throw Complaint(.refused, "refused: \(staged.sentence)")
        case .good, .warning: break
        }
        journal.step = .replace
        try desk.ledger.write(journal)
        if let release { try desk.releases.replace(with: release.name) }
        return record(DeployOutcome(.placed, "\(release?.name ?? "") is in place, and nobody watched."))
    }

    private mutating func took(_ step: DeployStep) async throws -> StepFinding {
        journal.step = step
        if !plan.order.rehearses { try desk.ledger.write(journal) }
        desk.tell(numbered(step))
        let start = ContinuousClock.now
        let finding: StepFinding
        do {
            finding = try await take(step)
        } catch let error as CancellationError {
            throw error
        } catch {
            finding = .bad(Complaint.sentence(error))
        }
        let spent = ContinuousClock.now - start
        taken.append(DeployRecord.Step(step: step, finding: finding, seconds: spent / .seconds(1)))
        let mark =
            switch finding.verdict {
            case .good, .nothingToDo: ""
            case .warning: "warning: "
            case .bad: "no: "
            }
        desk.tell("  \(mark)\(finding.sentence) (\(DurationWords.text(spent)))")
        for note in finding.notes { desk.tell("  \(note)") }
        return finding
    }

    /// `3 of 9: building`; what is done when something failed has no number.
    private func numbered(_ step: DeployStep) -> String {
        let steps = plan.steps
        guard let index = steps.firstIndex(of: step) else { return step.words }
        return "\(index + 1) of \(steps.count): \(step.words)"
    }

    private mutating func take(_ step: DeployStep) async throws -> StepFinding {
        switch step {
        case .check: try await check()
        case .pull: try await pull()
        case .build: try await build()
        case .stage: try await stage()
        case .tests: try await tests()
        case .replay: try await replay()
        case .window: await window()
        case .replace: try await replace()
        case .watch: try await watchPools(release?.name)
        case .rollBack: try rollBack()
        case .watchRollBack: try await watchPools(back)
        }
    }

    private func record(_ outcome: DeployOutcome) -> DeployRecord {
        DeployRecord(
            started: journal.started,
            ended: desk.now(),
            identity: desk.identity,
            from: journal.from,
            to: journal.to,
            commit: journal.commit,
            steps: taken,
            outcome: outcome
        )
    }

    /// Notes which commit is deployed.
    mutating func note(commit: String) { journal.commit = commit }

    /// Notes which release is deployed.
    mutating func note(release: Release?) {
        self.release = release
        journal.to = release?.name
    }
}
