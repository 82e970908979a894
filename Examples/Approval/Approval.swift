import Martlet

struct Expense: Codable, Hashable {
    var what: String
    var cents: Int
    /// Who is asked, one after the other.
    var approvers: [String]
}

/// What a person answered.
struct Answer: Codable, Hashable {
    var isApproved: Bool
    var by: String
}

/// Asks a person whether an expense is fine. Who does not answer in three days is passed over, and the next one is asked.
struct Approval: Workflow {
    static let definition = WorkflowDefinition("Approval", version: "1", executionStartToClose: .days(30))

    func run(_ expense: Expense, context: WorkflowContext) async throws -> Answer {
        for approver in expense.approvers {
            do {
                return try await context.run(AskPerson.self, Question(person: approver, expense: expense))
            } catch let failure as ActivityFailure where failure.kind == .timedOut(.startToClose) {
                context.logger.notice("\(approver) did not answer")
            }
        }
        return Answer(isApproved: false, by: "nobody answered")
    }
}
