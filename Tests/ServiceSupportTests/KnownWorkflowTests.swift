import CommandSupport
import SWFModel
import Testing

@testable import ServiceSupport

@Suite struct KnownWorkflowTests {
    @Test func `an unknown workflow is answered with the known ones`() throws {
        let known =
            [WorkflowType(name: "Sum", version: "1"), WorkflowType(name: "Ping", version: "1")]
            + [WorkflowType(name: "Ping", version: "2")]
        #expect(try KnownWorkflow.find("Ping", version: nil, among: known).version == "2")
        #expect(try KnownWorkflow.find("Other", version: "7", among: known).version == "7")
        #expect(throws: Complaint(.usage, "There is no workflow Pong; this build knows: Ping, Sum.")) {
            try KnownWorkflow.find("Pong", version: nil, among: known)
        }
    }
}
