import Engine
import MartletTesting
import SWFModel
import SWFWire
import Storage

@testable import SWFServer

/// A service with something in it for each of the 39 actions to find and to change, behind a server that wants keys.
struct GuardedWorld: Sendable {
    /// Two domains alike, and what is in them.
    struct Place: Sendable {
        var name: String
        var realm = WireServer.Configuration().home
        var decisionToken = ""
        var activityToken = ""
        var runId = ""

        /// A domain that is registered nowhere, and tokens that nobody issued.
        static let nowhere = Place(name: "nowhere", decisionToken: "AAAA", activityToken: "AAAA", runId: "22none=")
    }

    /// The moment that the server holds signatures against: 2026-11-21T12:00:00Z.
    static let moment = Timestamp(milliseconds: 1_795_262_400_000)
    static let list = TaskList(name: "default")

    let cluster: TestCluster
    let server: LiveServer
    let mine: Place
    let theirs: Place

    /// Runs a server for an action whose keys are: `holder`, for the action in the domains that begin with "mine";
    /// `roleless`, for every other role everywhere; `stranger`, for every role in the domains that begin with "theirs".
    static func run(
        for operation: SWFModel.Operation,
        _ body: @escaping @Sendable (GuardedWorld) async throws -> Void
    ) async throws {
        try await run(for: .workflow(operation), body)
    }

    /// As above, also for an action that is Martlet's own.
    static func run(
        for action: WireAction,
        _ body: @escaping @Sendable (GuardedWorld) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(credentials(for: action), to: "credentials.json")
        try await TestCluster.run { cluster in
            let mine = try await furnish("mine", in: cluster.engine)
            let theirs = try await furnish("theirs", in: cluster.engine)
            try await withServer(
                cluster.engine,
                configuration: .init(credentialsFile: file),
                clocks: Clocks(now: { moment })
            ) { server in
                try await body(GuardedWorld(cluster: cluster, server: server, mine: mine, theirs: theirs))
            }
        }
        withExtendedLifetime(folder) {}
    }

    static func secret(_ id: String) -> String { "the secret key of \(id)".replacing(" ", with: "-") }

    private static func credentials(for action: WireAction) -> String {
        func key(_ id: String, _ domains: [String], _ roles: some Sequence<AccessRole>) -> String {
            let names = roles.map { "\"\($0.rawValue)\"" }.sorted().joined(separator: ",")
            let patterns = domains.map { "\"\($0)\"" }.joined(separator: ",")
            return """
                {"accessKeyId":"\(id)","secretAccessKey":"\(secret(id))","domains":[\(patterns)],"roles":[\(names)]}
                """
        }
        // Only who may see every domain may list them.
        let own = action == .workflow(.listDomains) ? ["*"] : ["mine*"]
        let others = Set(AccessRole.allCases).subtracting(action.roles)
        let keys = [
            key("holder", own, action.roles), key("roleless", ["*"], others),
            key("stranger", ["theirs*", "min", "mine.*", "Mine*"], AccessRole.allCases),
        ]
        return "{\"keys\":[\(keys.joined(separator: ","))]}"
    }

    /// Puts something into a service for each action: a domain of that name and all that a place has.
    static func furnish(
        _ name: String,
        in service: WorkflowEngine,
        of realm: Realm = WireServer.Configuration().home
    ) async throws -> Place {
        var place = Place(name: name, realm: realm)
        for domain in [name, "\(name)-old"] {
            try await service.registerDomain(.init(name: domain, workflowExecutionRetentionPeriodInDays: "7"))
        }
        try await service.deprecateDomain(.init(name: "\(name)-old"))
        for type in ["Pipeline", "Old"] {
            try await service.registerWorkflowType(
                .init(
                    defaultChildPolicy: .terminate,
                    defaultExecutionStartToCloseTimeout: "3600",
                    defaultTaskList: list,
                    defaultTaskStartToCloseTimeout: "NONE",
                    domain: name,
                    name: type,
                    version: "1"
                )
            )
            try await service.registerActivityType(
                .init(
                    defaultTaskHeartbeatTimeout: "NONE",
                    defaultTaskList: list,
                    defaultTaskScheduleToCloseTimeout: "NONE",
                    defaultTaskScheduleToStartTimeout: "NONE",
                    defaultTaskStartToCloseTimeout: "NONE",
                    domain: name,
                    name: type,
                    version: "1"
                )
            )
        }
        try await service.deprecateWorkflowType(.init(domain: name, workflowType: old(WorkflowType.init)))
        try await service.deprecateActivityType(.init(activityType: old(ActivityType.init), domain: name))
        try await service.tagResource(.init(resourceArn: arn(place), tags: [.init(key: "k", value: "v")]))

        // One task of each kind is handed out, and one of each waits.
        place.runId = try await start("w", name, service)
        guard let first = try await service.pollForDecisionTask(.init(domain: name, taskList: list)) else {
            return place
        }
        try await service.respondDecisionTaskCompleted(
            .init(
                decisions: ["a", "b"].map { id in
                    .scheduleActivityTask(
                        .init(activityId: id, activityType: ActivityType(name: "Pipeline", version: "1"))
                    )
                },
                taskToken: first.taskToken
            )
        )
        place.activityToken =
            try await service.pollForActivityTask(.init(domain: name, taskList: list))?.taskToken ?? ""
        try await service.signalWorkflowExecution(.init(domain: name, signalName: "s", workflowId: "w"))
        place.decisionToken =
            try await service.pollForDecisionTask(.init(domain: name, taskList: list))?.taskToken ?? ""
        _ = try await start("waiting", name, service)
        _ = try await start("closed", name, service)
        try await service.terminateWorkflowExecution(.init(domain: name, workflowId: "closed"))
        return place
    }

    private static func start(_ id: String, _ domain: String, _ service: WorkflowEngine) async throws -> String {
        try await service.startWorkflowExecution(
            .init(domain: domain, workflowId: id, workflowType: WorkflowType(name: "Pipeline", version: "1"))
        ).runId ?? ""
    }

    private static func old<Kind>(_ make: (String, String) -> Kind) -> Kind { make("Old", "1") }

    static func arn(_ place: Place) -> String {
        "arn:aws:swf:\(place.realm.region):\(place.realm.account):/domain/\(place.name)"
    }

    /// All that the store holds, as text that differs when anything of it differs.
    func contents() async throws -> String { try await Self.contents(of: cluster.store) }

    /// All that a store holds, as text that differs when anything of it differs.
    static func contents(of store: any WorkflowStore) async throws -> String {
        var contents = try await store.contents()
        contents.openExecutions.sort { $0.id < $1.id }
        var text = "\(contents)"
        for id in 1..<contents.nextExecutionId {
            text += "\n\(String(describing: try await store.execution(id: id)))"
        }
        return text
    }

    /// Whether the action changes what the store holds. Polls that end leave nothing there.
    static func isChange(_ action: WireAction) -> Bool {
        !action.roles.contains(.read) && action != .administration(.endPolls)
    }

    /// A request of the action that finds what it asks for in that place, and changes it there if it changes things.
    static func body(of action: WireAction, in place: Place) throws -> [UInt8] {
        switch action {
        case .workflow(let operation): try body(of: operation, in: place)
        case .administration(.endPolls):
            try AWSJSON.encode(EndPollsInput(domain: place.name, identity: "p"))
        case .administration(.handBackTask):
            try AWSJSON.encode(HandBackTaskInput(taskToken: place.activityToken))
        case .administration(.listTaskLists):
            try AWSJSON.encode(ListTaskListsInput(domain: place.name))
        case .administration(.importWorkflowExecution):
            try AWSJSON.encode(
                ImportWorkflowExecutionInput(
                    domain: place.name,
                    events: HistoryBuilder.started("Pipeline", at: ManualClock().now).events,
                    execution: WorkflowExecution(runId: "22moved=", workflowId: "moved")
                )
            )
        }
    }

    /// A request of the action that finds what it asks for in that place, and changes it there if it changes things.
    static func body(of operation: SWFModel.Operation, in place: Place) throws -> [UInt8] {
        let domain = place.name
        let since = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
        let workflow = WorkflowType(name: "Pipeline", version: "1")
        let activity = ActivityType(name: "Pipeline", version: "1")
        let oldWorkflow = WorkflowType(name: "Old", version: "1")
        let oldActivity = ActivityType(name: "Old", version: "1")
        let execution = WorkflowExecution(runId: place.runId, workflowId: "w")
        return switch operation {
        case .countClosedWorkflowExecutions:
            try AWSJSON.encode(CountClosedWorkflowExecutionsInput(domain: domain, startTimeFilter: since))
        case .countOpenWorkflowExecutions:
            try AWSJSON.encode(CountOpenWorkflowExecutionsInput(domain: domain, startTimeFilter: since))
        case .countPendingActivityTasks:
            try AWSJSON.encode(CountPendingActivityTasksInput(domain: domain, taskList: list))
        case .countPendingDecisionTasks:
            try AWSJSON.encode(CountPendingDecisionTasksInput(domain: domain, taskList: list))
        case .deleteActivityType:
            try AWSJSON.encode(DeleteActivityTypeInput(activityType: oldActivity, domain: domain))
        case .deleteWorkflowType:
            try AWSJSON.encode(DeleteWorkflowTypeInput(domain: domain, workflowType: oldWorkflow))
        case .deprecateActivityType:
            try AWSJSON.encode(DeprecateActivityTypeInput(activityType: activity, domain: domain))
        case .deprecateDomain:
            try AWSJSON.encode(DeprecateDomainInput(name: domain))
        case .deprecateWorkflowType:
            try AWSJSON.encode(DeprecateWorkflowTypeInput(domain: domain, workflowType: workflow))
        case .describeActivityType:
            try AWSJSON.encode(DescribeActivityTypeInput(activityType: activity, domain: domain))
        case .describeDomain:
            try AWSJSON.encode(DescribeDomainInput(name: domain))
        case .describeWorkflowExecution:
            try AWSJSON.encode(DescribeWorkflowExecutionInput(domain: domain, execution: execution))
        case .describeWorkflowType:
            try AWSJSON.encode(DescribeWorkflowTypeInput(domain: domain, workflowType: workflow))
        case .getWorkflowExecutionHistory:
            try AWSJSON.encode(GetWorkflowExecutionHistoryInput(domain: domain, execution: execution))
        case .listActivityTypes:
            try AWSJSON.encode(ListActivityTypesInput(domain: domain, registrationStatus: .registered))
        case .listClosedWorkflowExecutions:
            try AWSJSON.encode(ListClosedWorkflowExecutionsInput(domain: domain, startTimeFilter: since))
        case .listDomains:
            try AWSJSON.encode(ListDomainsInput(registrationStatus: .registered))
        case .listOpenWorkflowExecutions:
            try AWSJSON.encode(ListOpenWorkflowExecutionsInput(domain: domain, startTimeFilter: since))
        case .listTagsForResource:
            try AWSJSON.encode(ListTagsForResourceInput(resourceArn: arn(place)))
        case .listWorkflowTypes:
            try AWSJSON.encode(ListWorkflowTypesInput(domain: domain, registrationStatus: .registered))
        case .pollForActivityTask:
            try AWSJSON.encode(PollForActivityTaskInput(domain: domain, taskList: list))
        case .pollForDecisionTask:
            try AWSJSON.encode(PollForDecisionTaskInput(domain: domain, taskList: list))
        case .recordActivityTaskHeartbeat:
            try AWSJSON.encode(RecordActivityTaskHeartbeatInput(details: "d", taskToken: place.activityToken))
        case .registerActivityType:
            try AWSJSON.encode(RegisterActivityTypeInput(domain: domain, name: "New", version: "1"))
        case .registerDomain:
            try AWSJSON.encode(
                RegisterDomainInput(name: "\(domain)-new", workflowExecutionRetentionPeriodInDays: "1")
            )
        case .registerWorkflowType:
            try AWSJSON.encode(RegisterWorkflowTypeInput(domain: domain, name: "New", version: "1"))
        case .requestCancelWorkflowExecution:
            try AWSJSON.encode(RequestCancelWorkflowExecutionInput(domain: domain, workflowId: "w"))
        case .respondActivityTaskCanceled:
            try AWSJSON.encode(RespondActivityTaskCanceledInput(taskToken: place.activityToken))
        case .respondActivityTaskCompleted:
            try AWSJSON.encode(RespondActivityTaskCompletedInput(taskToken: place.activityToken))
        case .respondActivityTaskFailed:
            try AWSJSON.encode(RespondActivityTaskFailedInput(taskToken: place.activityToken))
        case .respondDecisionTaskCompleted:
            try AWSJSON.encode(RespondDecisionTaskCompletedInput(taskToken: place.decisionToken))
        case .signalWorkflowExecution:
            try AWSJSON.encode(SignalWorkflowExecutionInput(domain: domain, signalName: "t", workflowId: "w"))
        case .startWorkflowExecution:
            try AWSJSON.encode(StartWorkflowExecutionInput(domain: domain, workflowId: "n", workflowType: workflow))
        case .tagResource:
            try AWSJSON.encode(TagResourceInput(resourceArn: arn(place), tags: [.init(key: "l", value: "w")]))
        case .terminateWorkflowExecution:
            try AWSJSON.encode(TerminateWorkflowExecutionInput(domain: domain, workflowId: "w"))
        case .undeprecateActivityType:
            try AWSJSON.encode(UndeprecateActivityTypeInput(activityType: oldActivity, domain: domain))
        case .undeprecateDomain:
            try AWSJSON.encode(UndeprecateDomainInput(name: "\(domain)-old"))
        case .undeprecateWorkflowType:
            try AWSJSON.encode(UndeprecateWorkflowTypeInput(domain: domain, workflowType: oldWorkflow))
        case .untagResource:
            try AWSJSON.encode(UntagResourceInput(resourceArn: arn(place), tagKeys: ["k"]))
        }
    }
}
