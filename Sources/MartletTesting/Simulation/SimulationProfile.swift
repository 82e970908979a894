import Engine
import SWFModel

/// How hard a run is, drawn from its seed: each seed has its own mixture, in which some troubles never happen and others
/// all the time.
struct SimulationProfile: Sendable {
    var shuffles: Bool
    /// Whether a step may begin before all that the last one set going has come to rest.
    var overlaps: Bool
    var workflowIds: Int
    var waitingPolls: Int
    var closesOneIn: Int
    var answersNobodyOneIn: Int
    /// In operations of the store; nil for never.
    var crashesOneIn: Int?
    var commitFailsOneIn: Int?
    var readFailsOneIn: Int?
    /// In calls.
    var losesAnswerOneIn: Int?
    var doublesOneIn: Int?
    /// In steps.
    var jumpsOneIn: Int?
    var abandonsOneIn: Int?
    /// How often an operation of the store lets others go first, at most.
    var storeLag: Int
    var smallPages: Bool
    /// How many days closed executions are kept.
    var retentionDays: Int
    /// Whether lambda functions can be called.
    var callsFunctions: Bool
    /// Whether what is left open at the end is closed by signals rather than by waiting for its timeouts.
    var endsBySignals: Bool
    var configuration: WorkflowEngine.Configuration

    init(_ random: inout SeededRandom, without: Set<SimulationTrouble>) {
        func maybe(_ chance: Int, _ range: ClosedRange<Int>, _ trouble: SimulationTrouble) -> Int? {
            // The numbers are drawn in any case, so that leaving one trouble out changes nothing else.
            let value = Int.random(in: range, using: &random)
            let happens = Int.random(in: 0..<100, using: &random) < chance
            return happens && !without.contains(trouble) ? value : nil
        }
        shuffles = random.isOneIn(2)
        overlaps = random.isOneIn(2)
        workflowIds = Int.random(in: 4...40, using: &random)
        waitingPolls = Int.random(in: 1...10, using: &random)
        closesOneIn = Int.random(in: 2...6, using: &random)
        answersNobodyOneIn = Int.random(in: 8...60, using: &random)
        crashesOneIn = maybe(80, 30...400, .crashes)
        commitFailsOneIn = maybe(50, 20...400, .failures)
        readFailsOneIn = maybe(25, 50...1_000, .failures)
        losesAnswerOneIn = maybe(60, 5...60, .lostAnswers)
        doublesOneIn = maybe(60, 5...60, .doubledCalls)
        jumpsOneIn = maybe(40, 40...400, .clockJumps)
        abandonsOneIn = maybe(60, 10...80, .abandonedPolls)
        storeLag = Int.random(in: 0...3, using: &random)
        smallPages = random.isOneIn(3)
        retentionDays = random.isOneIn(2) ? 1 : 90
        callsFunctions = !random.isOneIn(3)
        endsBySignals = random.isOneIn(2)

        configuration = WorkflowEngine.Configuration()
        configuration.residentExecutions = [2, 4, 8, 4_096].randomElement(using: &random) ?? 4
        configuration.snapshotInterval = [1, 3, 10, 256].randomElement(using: &random) ?? 256
        configuration.inputsAreValidated = !random.isOneIn(4)
        configuration.limits.pollSeconds = [1, 10, 60].randomElement(using: &random) ?? 60
        let lowEvents = maybe(20, 24...90, .lowLimits)
        let lowItems = maybe(25, 1...3, .lowLimits)
        let lowPolls = maybe(10, 1...3, .lowLimits)
        if let lowEvents { configuration.limits.eventsPerExecution = lowEvents }
        if let lowItems {
            configuration.limits.openActivityTasks = lowItems
            configuration.limits.openTimers = lowItems
            configuration.limits.openChildren = lowItems
            configuration.limits.openLambdaFunctions = lowItems
        }
        if let lowPolls { configuration.limits.pollersPerTaskList = lowPolls }
    }
}
