import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(workflows: [Hello.self], activities: [Say()]) { martlet in
            let said = try await martlet.execute(Hello.self, "Ada", workflowId: "hello-ada")
            print("It said \(said.count) things.")
        }
    }
}
