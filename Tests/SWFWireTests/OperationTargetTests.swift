import SWFModel
import SWFWire
import Testing

@Suite struct OperationTargetTests {
    @Test(arguments: Operation.allCases)
    func `an action is found by the target that clients send, now and in 2012`(_ operation: Operation) {
        #expect(operation.target == "SimpleWorkflowService.\(operation.rawValue)")
        #expect(Operation(target: operation.target) == operation)
        #expect(Operation(target: "com.amazonaws.swf.service.model.\(operation.target)") == operation)
        #expect(Operation(target: operation.rawValue) == operation)
    }

    @Test(arguments: [
        "", ".", "SimpleWorkflowService.", "SimpleWorkflowService.Nothing", "SimpleWorkflowService.listDomains",
        "SimpleWorkflowService.ListDomains ", "ListDomains.SimpleWorkflowService", "\u{0}",
    ])
    func `another target is no action`(_ target: String) {
        #expect(Operation(target: target) == nil)
    }
}
