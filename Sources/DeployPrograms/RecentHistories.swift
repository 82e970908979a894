import AppSettings
import CommandSupport
import Foundation
import SWFClient
import SWFModel
import SWFWire
import ServiceSupport

/// The histories that new programs are held against: those of the open executions of an environment, and of the last closed
/// ones of each workflow type.
struct RecentHistories: Sendable {
    /// A history in its file.
    struct Item: Sendable {
        var file: String
        var workflowId: String
        var isOpen: Bool
    }

    /// How many open executions are taken, the newest.
    static let mostOpen = 500

    let service: any SimpleWorkflowService
    let domain: String

    /// Writes them into a folder, a file each.
    ///
    /// - Parameter closed: How many of the last closed executions of each type.
    /// - Throws: `Fault`, what the client throws when no answer came, and ``Complaint`` when a file cannot be written.
    func write(to folder: String, closed: Int, open: Bool = true) async throws -> [Item] {
        var executions: [(execution: WorkflowExecution, isOpen: Bool)] = []
        if open { executions += try await openExecutions().map { ($0, true) } }
        if closed > 0 { executions += try await closedExecutions(closed).map { ($0, false) } }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let reader = HistoryReader(service: service, domain: domain)
        var items: [Item] = []
        for (number, entry) in executions.enumerated() {
            let events: [HistoryEvent]
            do {
                events = try await reader.events(of: entry.execution)
            } catch let fault as Fault where fault.code == .unknownResource {
                // Its retention ended meanwhile.
                continue
            }
            let names = HistoryNames(
                domain: domain,
                workflowId: entry.execution.workflowId,
                runId: entry.execution.runId
            )
            let file = "\(folder)/\(number).json"
            try DurableFile.write(ExecutionFile(names: names, events: events).encoded(), to: file, replaces: true)
            items.append(Item(file: file, workflowId: entry.execution.workflowId, isOpen: entry.isOpen))
        }
        return items
    }

    private static let ever = ExecutionTimeFilter(oldestDate: Timestamp(milliseconds: 0))

    /// What Martlet writes for itself, such as the leases of cron, runs no code.
    private static func isCode(_ type: WorkflowType) -> Bool { !type.name.hasPrefix("martlet.") }

    private func openExecutions() async throws -> [WorkflowExecution] {
        var found: [WorkflowExecution] = []
        var page: String?
        repeat {
            let infos = try await service.listOpenWorkflowExecutions(
                ListOpenWorkflowExecutionsInput(
                    domain: domain,
                    maximumPageSize: 100,
                    nextPageToken: page,
                    startTimeFilter: Self.ever
                )
            )
            found += infos.executionInfos.filter { Self.isCode($0.workflowType) }.map(\.execution)
            page = infos.nextPageToken
        } while page != nil && found.count < Self.mostOpen
        return Array(found.prefix(Self.mostOpen))
    }

    private func closedExecutions(_ count: Int) async throws -> [WorkflowExecution] {
        var found: [WorkflowExecution] = []
        for type in try await types() where Self.isCode(type) {
            let infos = try await service.listClosedWorkflowExecutions(
                ListClosedWorkflowExecutionsInput(
                    domain: domain,
                    maximumPageSize: count,
                    startTimeFilter: Self.ever,
                    typeFilter: WorkflowTypeFilter(name: type.name, version: type.version)
                )
            )
            found += infos.executionInfos.map(\.execution)
        }
        return found
    }

    private func types() async throws -> [WorkflowType] {
        var found: [WorkflowType] = []
        var page: String?
        repeat {
            let infos = try await service.listWorkflowTypes(
                ListWorkflowTypesInput(domain: domain, nextPageToken: page, registrationStatus: .registered)
            )
            found += infos.typeInfos.map(\.workflowType)
            page = infos.nextPageToken
        } while page != nil
        return found
    }
}
