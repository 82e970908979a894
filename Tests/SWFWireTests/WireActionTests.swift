import SWFModel
import SWFWire
import Testing

@Suite struct WireActionTests {
    @Test func `every action is found by its target`() {
        for operation in SWFModel.Operation.allCases {
            #expect(WireAction(target: operation.target) == .workflow(operation))
            #expect(
                WireAction(target: "com.amazonaws.swf.service.model.X.\(operation.rawValue)") == .workflow(operation)
            )
        }
        for action in AdministrationAction.allCases {
            #expect(WireAction(target: action.target) == .administration(action))
        }
    }

    @Test(arguments: [
        "ImportWorkflowExecution", "SimpleWorkflowService.ImportWorkflowExecution", "martlet.ImportWorkflowExecution",
        "Martlet.importWorkflowExecution", " Martlet.ImportWorkflowExecution",
        "Martlet.Martlet.ImportWorkflowExecution",
        "Martlet.", "Martlet", "",
    ])
    func `Martlet's own actions are taken by their whole name only`(target: String) {
        #expect(WireAction(target: target) == nil)
    }

    @Test func `no action of Martlet has the name of one of the service`() {
        let names = Set(SWFModel.Operation.allCases.map(\.rawValue))
        #expect(names.count == 39)
        #expect(names.isDisjoint(with: AdministrationAction.allCases.map(\.rawValue)))
    }
}
