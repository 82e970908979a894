import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(
            workflows: [Subscription.self],
            activities: [ChargeCard(), SendMail()],
            store: .sqlite(path: "subscription.sqlite")
        ) { martlet in
            // A month takes a second here. Stop the program in the middle and start it again: nothing is charged twice.
            let plan = Plan(customer: "Ada", cents: 900, periodSeconds: 1)
            let subscription = try await martlet.start(Subscription.self, plan, workflowId: "subscription-ada")
            // Four months pass and a half; this is no workflow, so the machine's own clock will do.
            try await Task.sleep(for: .milliseconds(4_500))
            try await martlet.starter.signal(Subscription.cancel, Nothing(), workflowId: "subscription-ada")
            print(try await martlet.result(of: subscription, as: Subscription.End.self))
        }
    }
}
