import SWFModel
import Testing
import WorkflowCore

/// Continue-as-new: its settings, and its silence towards the parent (swf-spec.md 3.2.6 and 5.8, swf-observed.md D9 and D13).
@Suite struct ContinueAsNewTests {
    @Test func `3.2.6 a new run takes its settings from the decision and the type, never from the old run`() throws {
        var machine = try Rule.deciding(Fixtures.started(taskPriority: "9", lambdaRole: "role"))
        let transition = try Rule.decide(
            [.continueAsNewWorkflowExecution(.init(input: "i", taskList: TaskList(name: "mine")))],
            on: &machine
        )
        guard case .continueAs(let started, let runId) = transition.effects.last else {
            Issue.record("\(transition.effects)")
            return
        }
        #expect(runId == "r2")
        #expect(started.continuedExecutionRunId == "r1")
        #expect(started.executionStartToCloseTimeout == "600")
        #expect(started.taskStartToCloseTimeout == "20")
        #expect(started.childPolicy == .abandon)
        #expect(started.taskList.name == "mine")
        #expect(started.taskPriority == nil)
        #expect(started.lambdaRole == nil)
        #expect(started.parentInitiatedEventId == 0)
        #expect(machine.state.close?.status == .continuedAsNew)
    }

    static let continueCauses:
        [(String, ContinueAsNewWorkflowExecutionDecisionAttributes, ContinueAsNewWorkflowExecutionFailedCause)] = [
            ("Unknown", .init(), .workflowTypeDoesNotExist),
            ("Deprecated", .init(), .workflowTypeDeprecated),
            ("Bare", .init(), .defaultExecutionStartToCloseTimeoutUndefined),
            ("Bare", .init(executionStartToCloseTimeout: "5"), .defaultTaskListUndefined),
            (
                "Bare", .init(executionStartToCloseTimeout: "5", taskList: TaskList(name: "l")),
                .defaultTaskStartToCloseTimeoutUndefined
            ),
            (
                "Bare",
                .init(
                    executionStartToCloseTimeout: "5",
                    taskList: TaskList(name: "l"),
                    taskStartToCloseTimeout: "NONE"
                ),
                .defaultChildPolicyUndefined
            ),
        ]

    @Test(arguments: continueCauses)
    func `3.2.6 continuing as new is refused for the first cause in order, and asks for another decision`(
        type: String,
        decision: ContinueAsNewWorkflowExecutionDecisionAttributes,
        cause: ContinueAsNewWorkflowExecutionFailedCause
    ) throws {
        var attributes = Fixtures.started()
        attributes.workflowType = WorkflowType(name: type, version: "1")
        var machine = try Rule.deciding(attributes)
        let transition = try Rule.decide([.continueAsNewWorkflowExecution(decision)], on: &machine)
        #expect(
            transition.events[1].attributes
                == .continueAsNewWorkflowExecutionFailed(.init(cause: cause, decisionTaskCompletedEventId: 4))
        )
        #expect(transition.events.last?.eventType == .decisionTaskScheduled)
    }

    @Test func `5.7 a child that continues as new keeps its parent, which hears of the last run alone`() throws {
        let text = """
            > start
            > poll
            > decide StartChildWorkflowExecution c
            > deliver
            > deliver
            > c: poll
            > c: decide ContinueAsNewWorkflowExecution
            > deliver
            > c: poll
            > c: decide CompleteWorkflowExecution done
            > deliver
            """
        let lines = Script.replay(text).split(separator: "\n")
        #expect(
            lines.contains(
                "c goes on: 1 WorkflowExecutionStarted childPolicy=ABANDON continuedRun=c1 parentInitiated=5 parent=w/r1 taskList=children"
            )
        )
        #expect(lines.contains("nothing to deliver"))
        #expect(lines.last == "8 ChildWorkflowExecutionCompleted initiated=5 result=done started=6 execution=c/r2")
    }

    @Test func `tags and input are not inherited, and a setting given by the decision is taken`() throws {
        var attributes = Fixtures.started()
        attributes.tagList = ["a"]
        attributes.input = "old"
        var machine = try Rule.deciding(attributes)
        let transition = try Rule.decide(
            [
                .continueAsNewWorkflowExecution(
                    .init(
                        childPolicy: .requestCancel,
                        // The decisions alone take it; the year of every execution bounds it (swf-spec.md 10.1).
                        executionStartToCloseTimeout: "NONE",
                        lambdaRole: "role",
                        taskPriority: "3",
                        taskStartToCloseTimeout: "NONE"
                    )
                )
            ],
            on: &machine
        )
        guard case .workflowExecutionContinuedAsNew(let event) = transition.events[1].attributes,
            case .continueAs(let started, _)? = transition.effects.last
        else {
            Issue.record("\(transition)")
            return
        }
        #expect(started.tagList == nil)
        #expect(started.input == nil)
        #expect(event.newExecutionRunId == "r2")
        let settings = (
            event.childPolicy, event.executionStartToCloseTimeout, event.lambdaRole, event.taskPriority,
            event.taskStartToCloseTimeout, event.taskList.name
        )
        #expect(settings == (.requestCancel, "NONE", "role", "3", "NONE", "children"))
        let next = (
            started.childPolicy, started.executionStartToCloseTimeout, started.lambdaRole, started.taskPriority,
            started.taskStartToCloseTimeout, started.taskList.name
        )
        #expect(next == settings)
        let successor = ExecutionMachine.start(started, identity: Fixtures.identity(), at: Rule.at(0)).machine
        #expect(successor.nextDeadline == Rule.at(31_536_000))
    }

    @Test func `the name of the type stays, its version may change`() throws {
        for (version, wanted) in [(nil, "1"), ("2", "2")] as [(String?, String)] {
            var machine = try Rule.deciding()
            let decision = ContinueAsNewWorkflowExecutionDecisionAttributes(workflowTypeVersion: version)
            let transition = try Rule.decide([.continueAsNewWorkflowExecution(decision)], on: &machine)
            guard case .continueAs(let started, _)? = transition.effects.last else {
                Issue.record("\(transition)")
                return
            }
            #expect(started.workflowType == WorkflowType(name: "Publish", version: wanted))
        }
    }

    @Test func `the parent of a run that continues hears nothing`() throws {
        var attributes = Fixtures.started()
        attributes.parentWorkflowExecution = WorkflowExecution(runId: "p1", workflowId: "p")
        attributes.parentInitiatedEventId = 7
        var machine = try Rule.deciding(attributes)
        let transition = try Rule.decide("ContinueAsNewWorkflowExecution", on: &machine)
        let messages = transition.effects.filter { if case .send = $0 { true } else { false } }
        #expect(messages == [])
        guard case .continueAs(let started, _)? = transition.effects.last else {
            Issue.record("\(transition)")
            return
        }
        #expect(started.parentWorkflowExecution == attributes.parentWorkflowExecution)
        #expect(started.parentInitiatedEventId == 7)
    }

    @Test func `a temporary task list is not handed on`() throws {
        var machine = try Rule.machine(["[list=host listTimeout=5]", "ContinueAsNewWorkflowExecution"])
        #expect(machine.state.close?.status == .continuedAsNew)
        machine = try Rule.machine(["[list=second]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine)
        let transition = try Rule.decide("ContinueAsNewWorkflowExecution", on: &machine)
        guard case .continueAs(let started, _)? = transition.effects.last else {
            Issue.record("\(transition)")
            return
        }
        #expect(started.taskList.name == "children", "from the type")
    }
}
