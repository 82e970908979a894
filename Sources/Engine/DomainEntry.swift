import SWFModel
import Storage
import WorkflowCore

/// A domain in memory, with its types and what is open in it.
struct DomainEntry: Sendable {
    var record: DomainRecord
    /// What tokens hold in place of the name.
    let mark: DomainMark
    var workflowTypes: [WorkflowType: TypeRecord<WorkflowTypeConfiguration>] = [:]
    var activityTypes: [ActivityType: TypeRecord<ActivityTypeConfiguration>] = [:]
    /// The open executions: the id of each by its workflow id.
    var openExecutions: [String: Int] = [:]

    init(record: DomainRecord) {
        self.record = record
        mark = DomainMark(record.name)
    }

    var isDeprecated: Bool { record.status == .deprecated }

    /// What decisions need to know of the domain.
    func decisionContext(
        limits: Limits,
        callsLambdaFunctions: Bool,
        refusedDecisions: Set<DecisionType>,
        newRunId: String
    ) -> DecisionContext {
        let activityTypes = activityTypes
        let workflowTypes = workflowTypes
        return DecisionContext(
            activityType: { type in
                activityTypes[type].map { RegisteredType(status: $0.status, configuration: $0.configuration) }
            },
            workflowType: { type in
                workflowTypes[type].map { RegisteredType(status: $0.status, configuration: $0.configuration) }
            },
            isDomainDeprecated: isDeprecated,
            openExecutionsInDomain: openExecutions.count,
            callsLambdaFunctions: callsLambdaFunctions,
            refusedDecisions: refusedDecisions,
            limits: limits,
            newRunId: newRunId
        )
    }
}
