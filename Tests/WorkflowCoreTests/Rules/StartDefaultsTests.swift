import SWFModel
import Testing
import WorkflowCore

/// The settings of a start (swf-spec.md 6.3).
@Suite struct StartDefaultsTests {
    static let startFaults: [(StartWorkflowExecutionInput, String)] = [
        (start(), "executionStartToCloseTimeout"),
        (start { $0.executionStartToCloseTimeout = "5" }, "taskList"),
        (
            start {
                $0.executionStartToCloseTimeout = "5"
                $0.taskList = TaskList(name: "l")
            }, "taskStartToCloseTimeout"
        ),
        (
            start {
                $0.executionStartToCloseTimeout = "5"
                $0.taskList = TaskList(name: "l")
                $0.taskStartToCloseTimeout = "NONE"
            }, "childPolicy"
        ),
    ]

    private static func start(
        _ change: (inout StartWorkflowExecutionInput) -> Void = { _ in }
    ) -> StartWorkflowExecutionInput {
        var input = StartWorkflowExecutionInput(
            domain: "shop",
            workflowId: "w",
            workflowType: Fixtures.workflowType
        )
        change(&input)
        return input
    }

    @Test(arguments: startFaults)
    func `6.3 a start that leaves something undefined names the first of it`(
        input: StartWorkflowExecutionInput,
        member: String
    ) {
        #expect(throws: Fault(.defaultUndefined, member)) {
            try StartResolution.resolve(input: input, type: WorkflowTypeConfiguration(), limits: Limits())
        }
    }

    @Test func `6.3 the type's defaults fill in what the start leaves open`() throws {
        let input = Self.start {
            $0.taskStartToCloseTimeout = "NONE"
            $0.tagList = []
        }
        let started = try StartResolution.resolve(input: input, type: Fixtures.workflowDefaults, limits: Limits())
        #expect(started.executionStartToCloseTimeout == "600")
        #expect(started.taskStartToCloseTimeout == "NONE")
        #expect(started.childPolicy == .abandon)
        #expect(started.taskList.name == "children")
        #expect(started.parentInitiatedEventId == 0)
        #expect(started.tagList == nil)
    }

    @Test func `8.1 a start longer than a year is refused`() {
        let input = Self.start { $0.executionStartToCloseTimeout = "31536001" }
        #expect(throws: Fault.self) {
            try StartResolution.resolve(input: input, type: Fixtures.workflowDefaults, limits: Limits())
        }
    }
}
