import Martlet
import Testing

@testable import Workflows

@Suite("The list of workflows")
struct WorkflowListTests {
    @Test("is in alphabetical order and names each type once")
    func order() {
        let names = WorkflowList.all.map { $0.definition.name }
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
    }
}
