import SWFModel
import SWFWire
import Testing

@Suite struct RequestValidatorTests {
    private func fault(_ input: some Encodable & Shaped) -> Fault? {
        do throws(Fault) {
            try RequestValidator.validate(input)
            return nil
        } catch {
            return error
        }
    }

    @Test func `a good request passes`() {
        #expect(fault(DescribeDomainInput(name: "d")) == nil)
        #expect(
            fault(
                RespondDecisionTaskCompletedInput(
                    decisions: [
                        .startTimer(.init(startToFireTimeout: "0", timerId: "t")), .completeWorkflowExecution(.init()),
                    ],
                    taskToken: "t"
                )
            ) == nil
        )
    }

    @Test func `a request made here is refused in the words in which the server refuses it`() throws {
        let input = StartWorkflowExecutionInput(
            domain: "",
            input: String(repeating: "x", count: 32_769),
            tagList: ["1", "2", "3", "4", "5", "6"],
            taskPriority: "high",
            workflowId: "a:b",
            workflowType: WorkflowType(name: "", version: "1")
        )
        let made = try #require(fault(input))
        #expect(made.code == .validation)
        #expect(made.message?.hasPrefix("6 validation errors detected: ") == true)
        #expect(throws: made) {
            try AWSJSON.decodeRequest(StartWorkflowExecutionInput.self, from: AWSJSON.encode(input))
        }
    }
}
