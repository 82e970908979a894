import SWFModel
import Testing
import WorkflowCore

/// The sentences of swf-spec.md 1.8, letter by letter: clients compare them.
@Suite struct FaultSentenceTests {
    static let table: [(Fault, Fault.Code, String)] = [
        (.unknownDomain("shop"), .unknownResource, "Unknown domain: shop"),
        (
            .unknownType(Fixtures.workflowType), .unknownResource,
            "Unknown type: WorkflowType=[name=Publish, version=1]"
        ),
        (
            .unknownType(Fixtures.activityType), .unknownResource,
            "Unknown type: ActivityType=[name=Render, version=1]"
        ),
        (
            .unknownExecution(WorkflowExecution(runId: "r", workflowId: "w")), .unknownResource,
            "Unknown execution: WorkflowExecution=[workflowId=w, runId=r]"
        ),
        (.unknownExecution(workflowId: "w"), .unknownResource, "Unknown execution, workflowId = w"),
        (
            .unknownDecisionTask(scheduledEventId: 2), .unknownResource,
            "Unknown decision task, scheduledEventId = 2"
        ),
        (.unknownActivity(scheduledEventId: 5), .unknownResource, "Unknown activity, scheduledEventId = 5"),
        (.domainAlreadyExists("shop"), .domainAlreadyExists, "shop"),
        (.domainDeprecated("shop"), .domainDeprecated, "shop"),
        (.typeAlreadyExists(Fixtures.workflowType), .typeAlreadyExists, "WorkflowType=[name=Publish, version=1]"),
        (.typeAlreadyExists(Fixtures.activityType), .typeAlreadyExists, "ActivityType=[name=Render, version=1]"),
        (.typeDeprecated(Fixtures.workflowType), .typeDeprecated, "WorkflowType=[name=Publish, version=1]"),
        (.typeDeprecated(Fixtures.activityType), .typeDeprecated, "ActivityType=[name=Render, version=1]"),
        (
            .typeNotDeprecated, .typeNotDeprecated,
            "The type is currently registered and cannot be deleted in its current state"
        ),
        (.alreadyStarted, .workflowExecutionAlreadyStarted, "Already Started"),
        (.defaultUndefined("taskList"), .defaultUndefined, "taskList"),
        (.invalidToken, .validation, "Invalid token"),
        (.closeMustBeLast, .validation, "Close must be last decision in list"),
    ]

    @Test(arguments: table)
    func `a refusal has the service's words`(fault: Fault, code: Fault.Code, message: String) {
        #expect(fault == Fault(code, message))
    }
}
