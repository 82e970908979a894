import SWFModel
public import SWFWire
import Storage
import Synchronization
import WorkflowCore

/// Executions that come from another service: Martlet's own action, outside of the 39.
extension WorkflowEngine: WorkflowExecutionImporter {
    /// Takes a part of a history, and with the last part the execution.
    ///
    /// - Throws: What ``importExecution(_:of:in:)`` throws; `ValidationException` when the parts do not follow one another;
    ///   `ThrottlingException`: each part is a call.
    public func importWorkflowExecution(
        _ input: ImportWorkflowExecutionInput
    ) async throws -> ImportWorkflowExecutionOutput {
        try enter(.importWorkflowExecution, input)
        // Told before the parts come: whoever moves an execution learns of the plainest mistakes with the first.
        _ = try await readRegistry { state throws(Fault) in try state.domain(input.domain).record }
        let bytes = try AWSJSON.encode(input.events).count
        let limit = configuration.limits.eventsPerExecution
        let uptime = clock.uptime
        let taken = try state.withLock { state throws(Fault) in
            try state.takeovers.take(input, bytes: bytes, eventLimit: limit, uptime: uptime)
        }
        guard let events = taken.events else { return ImportWorkflowExecutionOutput(eventCount: taken.count) }
        return try await importExecution(events, of: input.execution, in: input.domain)
    }

    /// Takes over an execution with its whole history, in one transaction or not at all. It keeps its names, its events and
    /// their times: what is due is done at the time that its history says, or at once when that is over.
    ///
    /// The events keep the limits of the model: whoever calls has checked them.
    ///
    /// - Returns: Whether it is open, and what whoever moves it should know.
    /// - Throws: `ValidationException` when the history cannot be taken over; `UnknownResourceFault` when the domain or a type
    ///   that an open execution needs is not registered; `DomainDeprecatedFault`; `WorkflowExecutionAlreadyStartedFault` when
    ///   the workflow id is open or the run is there; `LimitExceededFault`; `ServiceUnavailableException`.
    func importExecution(
        _ events: [HistoryEvent],
        of execution: WorkflowExecution,
        in domain: String
    ) async throws -> ImportWorkflowExecutionOutput {
        let name = RunName(domain: domain, execution: execution)
        let id = try await decided { state throws(Fault) in
            try state.checkCanApply()
            _ = try state.domain(domain)
            guard state.importing.insert(name).inserted else { throw Fault.runExists(execution) }
            // An id that comes to nothing is not given again, which does no harm.
            defer { state.nextExecutionId += 1 }
            return state.nextExecutionId
        }
        defer { _ = state.withLock { $0.importing.remove(name) } }
        let there = try await read {
            try await self.store.executionId(domain: domain, workflowId: execution.workflowId, runId: execution.runId)
        }
        guard there == nil else { throw Fault.runExists(execution) }
        let now = clock.now
        let (machine, transition) = try ExecutionMachine.takingOver(
            events,
            identity: ExecutionIdentity(id: id, domain: domain, execution: execution),
            limits: configuration.limits,
            callsLambdaFunctions: configuration.lambdaService != nil,
            at: now
        )
        let needed = NeededTypes(events)
        while true {
            let children = try await childrenHere(of: machine.state)
            let ticket = try await decided { state throws(Fault) -> Int? in
                try state.checkTakeover(of: machine.state, needing: needed, at: now)
                // One that closed since it was looked at is found missing the next time.
                let open = state.domains[domain]?.openExecutions ?? [:]
                guard children.allSatisfy({ open[$0.key] == $0.value }) else { return nil }
                return state.create(machine, transition, now: now)
            }
            guard let ticket else { continue }
            try await settle(ticket)
            break
        }
        return ImportWorkflowExecutionOutput(
            eventCount: events.count,
            executionStatus: machine.state.isOpen ? .open : .closed,
            notes: try await notes(on: machine.state)
        )
    }

    /// The children of an open execution, which must be here and open, so that it will hear of their close: the id of each by
    /// its workflow id.
    ///
    /// - Throws: `ValidationException`, naming the child that is not here.
    private func childrenHere(of parent: ExecutionState) async throws -> [String: Int] {
        guard parent.isOpen else { return [:] }
        var children: [String: Int] = [:]
        for child in parent.startedChildren {
            let elsewhere = Fault.childElsewhere(child)
            let domain = parent.identity.domain
            guard let id = state.withLock({ $0.domains[domain]?.openExecutions[child.workflowId] }) else {
                throw elsewhere
            }
            let found = try await committedState(of: id, unknown: elsewhere)
            guard found.isOpen, found.parent == parent.identity.execution,
                found.parentInitiatedEventId == child.initiatedEventId
            else { throw elsewhere }
            children[child.workflowId] = id
        }
        return children
    }

    /// What whoever moves an execution should know of it.
    private func notes(on state: ExecutionState) async throws -> [String] {
        guard state.isOpen else { return [] }
        var notes: [String] = []
        let started = state.startedTaskEventIds
        if !started.isEmpty {
            let list = started.map(String.init).joined(separator: ", ")
            notes.append(
                "The tasks that events \(list) handed out cannot be answered here: they run into their own timeouts."
            )
        }
        if let parent = state.parent {
            let found = try await read {
                try await self.store.executionId(
                    domain: state.identity.domain,
                    workflowId: parent.workflowId,
                    runId: parent.runId
                )
            }
            if found == nil {
                notes.append(
                    "Its parent \(parent.workflowId) (run \(parent.runId)) is not here: import that too before this one "
                        + "closes, or it will not hear of the close."
                )
            }
        }
        return notes
    }
}

/// The types that an execution cannot go on without.
struct NeededTypes: Sendable {
    let workflow: WorkflowType?
    /// Those that it scheduled activities of, in order of the first.
    let activities: [ActivityType]

    init(_ events: [HistoryEvent]) {
        var workflow: WorkflowType?
        var activities: [ActivityType] = []
        var seen: Set<ActivityType> = []
        for event in events {
            switch event.attributes {
            case .workflowExecutionStarted(let attributes): workflow = attributes.workflowType
            case .activityTaskScheduled(let attributes):
                if seen.insert(attributes.activityType).inserted { activities.append(attributes.activityType) }
            default: break
            }
        }
        self.workflow = workflow
        self.activities = activities
    }
}

extension EngineState {
    /// Refuses an execution that this server has no room for, or that it could not go on with.
    func checkTakeover(of execution: ExecutionState, needing types: NeededTypes, at now: Timestamp) throws(Fault) {
        try checkCanApply()
        let entry = try domain(execution.identity.domain)
        if let close = execution.close {
            guard close.timestamp > entry.record.horizon(at: now) else {
                throw Fault(
                    .validation,
                    "The execution closed longer ago than the domain \(entry.record.name) keeps closed ones, which is "
                        + "\(entry.record.retentionDays) days: it would be gone at once."
                )
            }
            return
        }
        guard !entry.isDeprecated else { throw Fault.domainDeprecated(entry.record.name) }
        var missing: [String] = []
        if let type = types.workflow, entry.workflowTypes[type] == nil {
            missing.append("the workflow type \(type.name) version \(type.version)")
        }
        for type in types.activities where entry.activityTypes[type] == nil {
            missing.append("the activity type \(type.name) version \(type.version)")
        }
        guard missing.isEmpty else {
            throw Fault(
                .unknownResource,
                "The domain \(entry.record.name) lacks what the execution needs: \(missing.joined(separator: ", ")). "
                    + "Register it first."
            )
        }
        guard entry.openExecutions[execution.identity.execution.workflowId] == nil else { throw Fault.alreadyStarted }
        guard entry.openExecutions.count + entry.startingChildren < limits.openExecutionsPerDomain else {
            let limit = limits.openExecutionsPerDomain
            throw Fault(.limitExceeded, "A domain has at most \(limit) open executions.")
        }
    }
}

extension Fault {
    /// The run is in the domain, open or closed, or somebody is importing it.
    static func runExists(_ execution: WorkflowExecution) -> Fault {
        Fault(
            .workflowExecutionAlreadyStarted,
            "The run \(execution.runId) of \(execution.workflowId) is in the domain already, or is being imported."
        )
    }

    /// The child runs where its parent would not hear of it.
    static func childElsewhere(_ child: ExecutionState.StartedChild) -> Fault {
        Fault(
            .validation,
            "The child \(child.workflowId) of event \(child.initiatedEventId) runs, and is not open here: import it first, so "
                + "that its parent hears of its close."
        )
    }
}
