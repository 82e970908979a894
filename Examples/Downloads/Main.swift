import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(workflows: [Downloads.self], activities: [Download()]) { martlet in
            let addresses = ["example.org/a.pdf", "example.org/missing.pdf", "example.org/busy.pdf"]
            let report = try await martlet.execute(Downloads.self, addresses, workflowId: "downloads")
            print("files:", report.files)
            print("failures:", report.failures)
        }
    }
}
