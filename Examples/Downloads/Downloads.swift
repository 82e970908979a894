import Martlet

/// Downloads files, a few at a time, and says of each what came of it. One that cannot be had does not stop the others.
struct Downloads: Workflow {
    static let definition = WorkflowDefinition("Downloads", version: "1", executionStartToClose: .days(2))

    struct Report: Codable, Hashable {
        var files: [String] = []
        var failures: [String] = []
    }

    func run(_ addresses: [String], context: WorkflowContext) async throws -> Report {
        try await withThrowingTaskGroup(of: (Int, Result<String, ActivityFailure>).self) { group in
            var results = [Result<String, ActivityFailure>?](repeating: nil, count: addresses.count)
            for (index, address) in addresses.enumerated() {
                // At most two at a time, so that the other side is not overrun.
                if index >= 2, let (done, result) = try await group.next() { results[done] = result }
                group.addTask {
                    do {
                        return (index, .success(try await context.run(Download.self, address)))
                    } catch let failure as ActivityFailure {
                        return (index, .failure(failure))
                    }
                }
            }
            for try await (done, result) in group { results[done] = result }
            var report = Report()
            for result in results {
                switch result {
                case .success(let file)?: report.files.append(file)
                case .failure(let failure)?: report.failures.append("\(failure)")
                case nil: break
                }
            }
            return report
        }
    }
}
