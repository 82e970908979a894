import SWFModel

/// What an environment works on at the moment.
struct OpenWork: Sendable {
    let service: any SimpleWorkflowService
    let domain: String

    /// How many open executions are asked; with more the count is at least what they have.
    static let most = 500

    /// How many activity tasks are open: scheduled, and not closed.
    ///
    /// - Throws: `Fault`, and what the service's client throws when no answer came.
    func activityTasks() async throws -> Int {
        var count = 0
        var asked = 0
        var page: String?
        repeat {
            let infos = try await service.listOpenWorkflowExecutions(
                ListOpenWorkflowExecutionsInput(
                    domain: domain,
                    maximumPageSize: 100,
                    nextPageToken: page,
                    startTimeFilter: ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))
                )
            )
            for info in infos.executionInfos {
                do {
                    let detail = try await service.describeWorkflowExecution(
                        DescribeWorkflowExecutionInput(domain: domain, execution: info.execution)
                    )
                    count += detail.openCounts.openActivityTasks
                } catch let fault as Fault where fault.code == .unknownResource {
                    // It closed meanwhile, and nothing of it is kept.
                }
            }
            asked += infos.executionInfos.count
            page = infos.nextPageToken
        } while page != nil && asked < Self.most
        return count
    }
}
