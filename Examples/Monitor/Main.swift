import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(workflows: [Monitor.self], activities: [CheckSite(), Alert()]) { martlet in
            let watch = Watch(site: "example.org", intervalSeconds: 1)
            let monitor = try await martlet.start(Monitor.self, watch, workflowId: "monitor")
            // Watch it for a while; this is no workflow, so the machine's own clock will do.
            try await Task.sleep(for: .seconds(8))
            try await martlet.starter.requestCancel(workflowId: "monitor")
            print(try await martlet.result(of: monitor, as: Watch.self))
        }
    }
}
