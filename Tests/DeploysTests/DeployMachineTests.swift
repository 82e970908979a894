import Testing

@testable import Deploys

@Suite struct DeployMachineTests {
    /// A deploy in which every step finds what a table says, and is good where it says nothing.
    private func run(
        _ order: DeployOrder,
        canGoBack: Bool = true,
        _ findings: [DeployStep: StepFinding] = [:]
    ) -> (steps: [DeployStep], outcome: DeployOutcome?) {
        var machine = DeployMachine(DeployPlan(order), canGoBack: canGoBack)
        var steps: [DeployStep] = []
        var next = machine.begin()
        while case .take(let step) = next {
            steps.append(step)
            next = machine.found(findings[step] ?? .good("fine"), in: step)
        }
        guard case .end(let outcome) = next else { return (steps, nil) }
        return (steps, outcome)
    }

    private static func order(_ change: (inout DeployOrder) -> Void = { _ in }) -> DeployOrder {
        var order = DeployOrder()
        change(&order)
        return order
    }

    @Test func `a deploy with nothing wrong takes every step once, and the watch is the last`() {
        let (steps, outcome) = run(DeployOrder())
        #expect(steps == [.check, .pull, .build, .stage, .tests, .replay, .window, .replace, .watch])
        #expect(outcome == DeployOutcome(.deployed, "fine"))
    }

    @Test(arguments: [DeployStep.check, .pull, .build, .stage, .tests, .replay, .replace])
    func `what goes wrong before the programs are in place refuses the deploy there`(step: DeployStep) {
        let (steps, outcome) = run(DeployOrder(), [step: .bad("It is broken.")])
        #expect(steps.last == step)
        #expect(outcome == DeployOutcome(.refused, "It is broken."))
    }

    @Test(arguments: [DeployStep.check, .stage])
    func `where there is nothing to do it ends well`(step: DeployStep) {
        let (steps, outcome) = run(DeployOrder(), [step: StepFinding(.nothingToDo, "It is so already.")])
        #expect(steps.last == step)
        #expect(outcome?.kind == .unchanged)
    }

    @Test func `what does not answer is taken back, and that is watched too`() {
        let (steps, outcome) = run(DeployOrder(), [.watch: .bad("Nobody polls.")])
        #expect(steps.suffix(4) == [.replace, .watch, .rollBack, .watchRollBack])
        #expect(outcome?.kind == .rolledBack)
        #expect(outcome?.sentence.hasPrefix("Nobody polls. The programs of before are back") == true)
    }

    @Test func `a roll-back happens once: what does not answer after it is left to a person`() {
        let wrong: [DeployStep: StepFinding] = [.watch: .bad("Nobody polls."), .watchRollBack: .bad("Still nobody.")]
        let (steps, outcome) = run(DeployOrder(), wrong)
        #expect(steps.filter { $0 == .rollBack }.count == 1)
        #expect(outcome == DeployOutcome(.unwell, "Nobody polls. Rolling back did not help: Still nobody."))
    }

    @Test func `the first programs of all cannot be taken back`() {
        let (steps, outcome) = run(DeployOrder(), canGoBack: false, [.watch: .bad("Nobody polls.")])
        #expect(steps.last == .watch)
        #expect(outcome?.kind == .unwell)
    }

    @Test func `a roll-back that somebody asked for is not rolled forward again`() {
        let (steps, outcome) = run(Self.order { $0.source = .previous }, [.watch: .bad("Nobody polls.")])
        #expect(steps == [.replace, .watch])
        #expect(outcome?.kind == .unwell)
    }

    @Test(arguments: [(false, DeployOutcome.Kind.deployed), (true, .refused)])
    func `an unsafe moment refuses only when a safe one was asked for`(only: Bool, kind: DeployOutcome.Kind) {
        let (_, outcome) = run(
            Self.order { $0.onlyInWindow = only },
            [.window: .warning("unsafe: S3Monitor starts at 00:30")]
        )
        #expect(outcome?.kind == kind)
    }

    @Test(arguments: DeployStep.allCases)
    func `a warning stops nothing`(step: DeployStep) {
        #expect(run(DeployOrder(), [step: .warning("Look at that.")]).outcome?.kind == .deployed)
    }

    @Test func `a dry run looks, and touches nothing`() {
        let (steps, outcome) = run(Self.order { $0.rehearses = true })
        #expect(steps == [.check, .window])
        #expect(outcome?.kind == .rehearsed)
        let (given, _) = run(
            Self.order {
                $0.rehearses = true
                $0.source = .programs(folder: "/new")
            }
        )
        #expect(given == [.replay, .window])
    }

    @Test(arguments: [
        (Self.order { $0.pulls = false }, DeployStep.pull), (Self.order { $0.tests = false }, .tests),
        (Self.order { $0.replays = .none }, .replay),
    ])
    func `what was asked to be left out is left out, and says why`(order: DeployOrder, step: DeployStep) throws {
        #expect(!run(order).steps.contains(step))
        let entry = try #require(DeployPlan(order).entries.first { $0.step == step })
        #expect(entry.leftOut != nil)
    }

    @Test func `programs that are built already are neither pulled, built nor tested`() {
        let (steps, _) = run(Self.order { $0.source = .programs(folder: "/new") })
        #expect(steps == [.stage, .replay, .window, .replace, .watch])
    }
}
