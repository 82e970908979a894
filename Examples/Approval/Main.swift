import MartletLocal

@main
struct Main {
    static func main() async throws {
        // Stands for a web page: questions go in, and a person looks at them when there is time.
        let (inbox, mail) = AsyncStream<(Question, String)>.makeStream()
        try await LocalMartlet.run(
            workflows: [Approval.self],
            activities: [AskPerson { question, token in mail.yield((question, token)) }]
        ) { martlet in
            let expense = Expense(what: "a chair", cents: 24_900, approvers: ["Grace"])
            let approval = try await martlet.start(Approval.self, expense, workflowId: "approval-chair")
            for await (question, token) in inbox {
                print("\(question.person), may we buy \(question.expense.what)? Yes!")
                let answer = Answer(isApproved: true, by: question.person)
                try await ActivityCompletion(service: martlet.service).complete(token, answer)
                break
            }
            print(try await martlet.result(of: approval, as: Answer.self))
        }
    }
}
