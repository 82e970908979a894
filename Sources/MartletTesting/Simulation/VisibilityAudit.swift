import SWFModel
import WorkflowCore

/// The lists and counts of the visibility actions, as they must be by the histories alone.
struct VisibilityAudit {
    /// One question, and its answer.
    struct Question: Sendable {
        var isOpen: Bool
        var byCloseTime: Bool
        var oldest: Timestamp
        var latest: Timestamp?
        var filter: Filter?
        var pageSize: Int?
        var reversed: Bool
    }

    enum Filter: Sendable {
        case workflowId(String)
        case type(name: String, version: String?)
        case tag(String)
        case closeStatus(CloseStatus)
    }

    /// A question that follows from the seed.
    static func question(
        _ random: inout SeededRandom,
        about ledger: SimulationLedger,
        now: Timestamp
    ) -> Question {
        let isOpen = random.isOneIn(2)
        var filter: Filter?
        switch Int.random(in: 0..<5, using: &random) {
        case 0: filter = .workflowId("w\(Int.random(in: 0..<6, using: &random))")
        case 1: filter = .type(name: "Pipeline", version: random.isOneIn(2) ? "2" : nil)
        case 2: filter = .tag(random.isOneIn(2) ? "red" : "child")
        case 3: if !isOpen { filter = CloseStatus.allCases.randomElement(using: &random).map { .closeStatus($0) } }
        default: break
        }
        let span = random.isOneIn(2)
        return Question(
            isOpen: isOpen,
            byCloseTime: !isOpen && random.isOneIn(2),
            oldest: span ? now + .seconds(-Int.random(in: 0...7_200, using: &random)) : Timestamp(milliseconds: 0),
            latest: span && random.isOneIn(2) ? now + .seconds(-Int.random(in: 0...600, using: &random)) : nil,
            filter: filter,
            pageSize: random.isOneIn(2) ? Int.random(in: 1...20, using: &random) : nil,
            reversed: random.isOneIn(2)
        )
    }

    /// The run ids that answer a question, in their order.
    ///
    /// - Parameter horizon: What closed later is kept.
    static func answer(
        _ question: Question,
        by ledger: SimulationLedger,
        keptSince horizon: Timestamp
    ) -> [String] {
        var found: [(time: Timestamp, id: Int, runId: String)] = []
        for (id, account) in ledger.accounts where account.truth.isOpen == question.isOpen {
            let truth = account.truth
            if let close = truth.close, close.at <= horizon { continue }
            guard let time = question.byCloseTime ? truth.close?.at : truth.startedAt else { continue }
            guard time >= question.oldest, time <= question.latest ?? time else { continue }
            let fits =
                switch question.filter {
                case nil: true
                case .workflowId(let name): account.identity.execution.workflowId == name
                case .type(let name, let version):
                    truth.workflowType.name == name
                        && (version ?? truth.workflowType.version) == truth.workflowType.version
                case .tag(let tag): truth.tags.contains(tag)
                case .closeStatus(let status): truth.close?.status == status
                }
            if fits { found.append((time, id, account.identity.execution.runId)) }
        }
        found.sort { ($0.time, $0.id) > ($1.time, $1.id) }
        return (question.reversed ? found.reversed() : found).map(\.runId)
    }
}

extension VisibilityAudit.Question {
    /// Asks a service, page by page.
    ///
    /// - Returns: The run ids, and the number that counting gives.
    func ask(_ service: any SimpleWorkflowService) async throws -> (runIds: [String], count: Int) {
        var runIds: [String] = []
        var token: String?
        repeat {
            let page = try await isOpen ? open(service, token) : closed(service, token)
            runIds += page.executionInfos.map(\.execution.runId)
            token = page.nextPageToken
        } while token != nil
        let count = try await isOpen ? countOpen(service) : countClosed(service)
        return (runIds, count.count)
    }

    private var times: ExecutionTimeFilter { .init(latestDate: latest, oldestDate: oldest) }

    private var execution: WorkflowExecutionFilter? {
        if case .workflowId(let name) = filter { .init(workflowId: name) } else { nil }
    }

    private var type: WorkflowTypeFilter? {
        if case .type(let name, let version) = filter { .init(name: name, version: version) } else { nil }
    }

    private var tag: TagFilter? {
        if case .tag(let tag) = filter { .init(tag: tag) } else { nil }
    }

    private var status: CloseStatusFilter? {
        if case .closeStatus(let status) = filter { .init(status: status) } else { nil }
    }

    private func open(_ service: any SimpleWorkflowService, _ token: String?) async throws -> WorkflowExecutionInfos {
        try await service.listOpenWorkflowExecutions(
            .init(
                domain: SimulatedWorld.domain,
                executionFilter: execution,
                maximumPageSize: pageSize,
                nextPageToken: token,
                reverseOrder: reversed,
                startTimeFilter: times,
                tagFilter: tag,
                typeFilter: type
            )
        )
    }

    private func closed(_ service: any SimpleWorkflowService, _ token: String?) async throws -> WorkflowExecutionInfos {
        try await service.listClosedWorkflowExecutions(
            .init(
                closeStatusFilter: status,
                closeTimeFilter: byCloseTime ? times : nil,
                domain: SimulatedWorld.domain,
                executionFilter: execution,
                maximumPageSize: pageSize,
                nextPageToken: token,
                reverseOrder: reversed,
                startTimeFilter: byCloseTime ? nil : times,
                tagFilter: tag,
                typeFilter: type
            )
        )
    }

    private func countOpen(_ service: any SimpleWorkflowService) async throws -> WorkflowExecutionCount {
        try await service.countOpenWorkflowExecutions(
            .init(
                domain: SimulatedWorld.domain,
                executionFilter: execution,
                startTimeFilter: times,
                tagFilter: tag,
                typeFilter: type
            )
        )
    }

    private func countClosed(_ service: any SimpleWorkflowService) async throws -> WorkflowExecutionCount {
        try await service.countClosedWorkflowExecutions(
            .init(
                closeStatusFilter: status,
                closeTimeFilter: byCloseTime ? times : nil,
                domain: SimulatedWorld.domain,
                executionFilter: execution,
                startTimeFilter: byCloseTime ? nil : times,
                tagFilter: tag,
                typeFilter: type
            )
        )
    }
}
