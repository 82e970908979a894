import MartletLocal

@main
struct Main {
    static func main() async throws {
        var configuration = LocalMartlet.Configuration()
        configuration.functions = SumFunction()
        try await LocalMartlet.run(
            workflows: [Report.self],
            activities: [ReadNumbers(), PrintReport()],
            configuration: configuration
        ) { martlet in
            let report = try await martlet.starter.start(
                Report.self,
                Topic(name: "harbour", isUrgent: true),
                workflowId: "report-1",
                tags: ["urgent"],
                lambdaRole: "arn:aws:iam::000000000000:role/reports"
            )
            print(try await martlet.result(of: report, as: String.self))
            print(try await martlet.starter.published(Stage.self, of: report) as Any)
        }
    }
}
