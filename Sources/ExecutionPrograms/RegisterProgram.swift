import AppSettings
public import CommandSupport
public import Martlet
import SWFWire
import ServiceSupport

/// Registers the domain and the types of this build, and tells what came of each.
public enum RegisterProgram {
    /// Registers.
    ///
    /// - Parameters:
    ///   - quiet: Whether only what needs somebody's attention is told.
    ///   - json: Whether each registration is a JSON object on a line of its own.
    public static func run(
        _ program: Program,
        workflows: [any Workflow.Type],
        activities: [any Activity.Type],
        quiet: Bool,
        json: Bool
    ) async throws -> ProgramStatus {
        let registrations = try await ServiceAccess.with(program.settings, logger: program.logger) { service in
            try await Registrar(
                service: service,
                domain: program.settings.domain,
                retentionDays: program.settings.retentionDays,
                defaultTaskList: program.settings.taskList,
                logger: program.logger.quiet
            ).register(workflows: workflows, activities: activities)
        }
        for registration in registrations {
            let (line, needsAttention) = words(registration)
            if json {
                program.terminal.print(String(decoding: try AWSJSON.encode(report(registration)), as: UTF8.self))
            } else if needsAttention {
                program.terminal.complain(line)
            } else if !quiet {
                program.terminal.print(line)
            }
        }
        return .ok
    }

    /// A registration as a flat object: `{"kind": "activity", "name": …, "version": …, "result": "created"}`.
    static func report(_ registration: Registration) -> OrderedObject<String> {
        var report: [(key: String, value: String)]
        switch registration.subject {
        case .domain(let name): report = [("kind", "domain"), ("name", name)]
        case .workflow(let type): report = [("kind", "workflow"), ("name", type.name), ("version", type.version)]
        case .activity(let type): report = [("kind", "activity"), ("name", type.name), ("version", type.version)]
        }
        switch registration.result {
        case .created: report.append(("result", "created"))
        case .alreadyThere: report.append(("result", "already there"))
        case .differs(let differences):
            report += [("result", "differs"), ("differences", differences.joined(separator: " "))]
        case .deprecated: report.append(("result", "deprecated"))
        }
        return OrderedObject(report)
    }

    /// The line of a registration, and whether somebody should look at it.
    static func words(_ registration: Registration) -> (line: String, needsAttention: Bool) {
        let subject =
            switch registration.subject {
            case .domain(let name): "domain \(name)"
            case .workflow(let type): "workflow \(type.name) \(type.version)"
            case .activity(let type): "activity \(type.name) \(type.version)"
            }
        switch registration.result {
        case .created: return ("\(subject): registered", false)
        case .alreadyThere: return ("\(subject): already there", false)
        case .differs(let differences):
            let list = differences.joined(separator: " ")
            return ("\(subject): registered otherwise than this build says; give it a new version. \(list)", true)
        case .deprecated: return ("\(subject): deprecated; nothing new can be started of it", true)
        }
    }
}
