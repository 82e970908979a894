import Foundation
import SWFModel
import SWFWire
import Testing

@testable import SWFServer

@Suite struct OperationRoleTests {
    @Test func `every action has its roles, and every role its actions`() {
        var counts: [AccessRole: Int] = [:]
        for operation in SWFModel.Operation.allCases {
            #expect(!operation.roles.isEmpty)
            for role in operation.roles { counts[role, default: 0] += 1 }
        }
        #expect(counts == [.read: 15, .start: 4, .decide: 3, .work: 5, .administer: 13])
    }

    @Test func `an action that changes what is registered is for administrators only`() {
        for operation in SWFModel.Operation.allCases {
            let verbs = ["Register", "Deprecate", "Undeprecate", "Delete", "Tag", "Untag"]
            let isChange = verbs.contains { operation.rawValue.hasPrefix($0) }
            #expect((operation.roles == [.administer]) == isChange, "\(operation)")
        }
    }

    @Test func `what is Martlet's own has its roles too`() {
        let expected: [AdministrationAction: Set<AccessRole>] = [
            .endPolls: [.decide, .work], .handBackTask: [.decide, .work], .importWorkflowExecution: [.administer],
            .listTaskLists: [.read],
        ]
        for action in AdministrationAction.allCases {
            #expect(WireAction.administration(action).roles == expected[action])
        }
    }

    @Test func `who may only read may not change anything`() {
        let reading = ["Count", "Describe", "Get", "List"]
        for operation in SWFModel.Operation.allCases {
            #expect(operation.roles.contains(.read) == reading.contains { operation.rawValue.hasPrefix($0) })
        }
    }

    @Test func `the page on access has the same table`() throws {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        let page = try String(contentsOf: root.appending(path: "docs/ACCESS.md"), encoding: .utf8)
        for role in AccessRole.allCases {
            let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(role.rawValue)` |") })
            let cell = try #require(row.split(separator: "|").last { $0.count > 1 })
            let shown = cell.split(separator: ",").map { String($0.filter { $0 != " " }) }
            let actions = SWFModel.Operation.allCases.filter { $0.roles.contains(role) }.map(\.rawValue)
            #expect(shown == actions.sorted())
        }
    }
}
