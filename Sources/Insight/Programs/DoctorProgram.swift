import AppSettings
public import ArgumentParser
public import CommandSupport
import Foundation
import Logging
public import Martlet
import SWFClient
import SWFModel
import ServiceSupport

/// Examines an environment and says what is wrong, and what to do about it.
public struct DoctorProgram: Sendable {
    private let workflows: [any Workflow.Type]
    private let activities: [any Activity.Type]
    private let limit: Int
    private let minimumBytes: Int
    private let json: Bool

    /// Prepares to examine.
    ///
    /// - Parameters:
    ///   - workflows: The workflows of this build.
    ///   - activities: The activities of this build.
    ///   - limit: How many open executions are looked at.
    ///   - minimumBytes: How many bytes must be free on each file system.
    public init(
        workflows: [any Workflow.Type],
        activities: [any Activity.Type],
        limit: Int,
        minimumBytes: Int,
        json: Bool
    ) {
        self.workflows = workflows
        self.activities = activities
        self.limit = limit
        self.minimumBytes = minimumBytes
        self.json = json
    }

    /// Examines, and tells; `unexpected`, which is 1, when there is a problem. Settings that cannot be read are findings too.
    public func run(_ options: SettingsOptions) async throws(ExitCode) {
        do {
            _ = try options.load()
        } catch {
            let terminal = Terminal.process()
            tell(
                error.problems.map { Finding(.problem, "settings", $0, advice: "docs/SETTINGS.md tells of each.") },
                terminal
            )
            throw ExitCode(ProgramStatus.unexpected.rawValue)
        }
        try await Program.run("martlet", options) { program in
            let findings = await examine(program)
            tell(findings, program.terminal)
            return findings.contains { $0.level == .problem } ? .unexpected : .ok
        }
    }

    private func tell(_ findings: [Finding], _ terminal: Terminal) {
        if json {
            for finding in findings { try? terminal.print(json: finding) }
            return
        }
        for finding in findings {
            let word = finding.level == .ok ? "ok" : finding.level == .warning ? "WARNING" : "PROBLEM"
            let colour: Terminal.Colour = finding.level == .ok ? .green : finding.level == .warning ? .yellow : .red
            let padding = String(repeating: " ", count: 7 - word.count)
            terminal.print("\(terminal.coloured(word, colour))\(padding)  \(finding.subject): \(finding.sentence)")
            if finding.level != .ok, let advice = finding.advice { terminal.print("         \(advice)") }
        }
        let (problems, warnings) = (
            findings.count { $0.level == .problem }, findings.count { $0.level == .warning }
        )
        terminal.print(
            problems + warnings == 0
                ? "All is well."
                : "\(problems) problem\(problems == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")."
        )
    }

    private func examine(_ program: Program) async -> [Finding] {
        let settings = program.settings
        let crew = MachineCrew(settings)
        var findings = [
            Finding(
                .ok,
                "settings",
                "environment \(settings.environment) of \(settings.file ?? "no settings file"), domain \(settings.domain) "
                    + "at \(settings.endpoint)"
            )
        ]
        findings += Machine.secrets(settings).map(\.finding)
        do {
            findings += try await ServiceAccess.with(settings, logger: program.logger.quiet) { service in
                try await ask(service, settings, crew, program.terminal)
            }
        } catch {
            findings.append(
                Finding(
                    .problem,
                    "service",
                    Complaint.sentence(error),
                    advice: "Is it started (scripts/run.sh start), and is service.endpoint right?"
                )
            )
        }
        let pollAge = Duration.seconds(settings.supervision.pollAgeSeconds)
        findings += PoolsCheck.findings(crew.pools, pollAge: pollAge, time: .machine())
        findings += Machine.spaces(settings, runFolder: crew.folder).map { $0.finding(minimumBytes: minimumBytes) }
        return findings
    }

    private func ask(
        _ service: RemoteWorkflowService,
        _ settings: Settings,
        _ crew: MachineCrew,
        _ terminal: Terminal
    ) async throws -> [Finding] {
        let sight = ServiceSight(service: service, domain: settings.domain)
        var findings: [Finding] = []
        let start = ContinuousClock.now
        let detail: DomainDetail?
        do {
            detail = try await service.describeDomain(DescribeDomainInput(name: settings.domain))
        } catch let fault as Fault where fault.code == .unknownResource {
            detail = nil
        } catch let fault as Fault where fault.code == .accessDenied {
            return [
                Finding(
                    .problem,
                    "credentials",
                    Complaint.sentence(fault),
                    advice: "The key needs the role read for the domain \(settings.domain): see docs/ACCESS.md."
                )
            ]
        }
        findings.append(
            Finding(.ok, "service", "answers in \(DurationWords.text(ContinuousClock.now - start)), and takes the key")
        )
        if let drift = try? await ServiceMoment.drift(service, domain: settings.domain) {
            findings.append(drift.finding())
        }
        findings += DomainCheck.findings(settings.domain, detail)
        guard detail != nil else { return findings }
        let time = ServiceMoment.now(service)
        findings += try await types(service, settings)
        let lists = crew.mark(try await sight.taskLists(crew.taskLists + used(settings)))
        findings += TaskListsCheck.findings(lists, wanted: crew.taskLists + used(settings), time: time)
        let count = try await sight.openCount()
        let open = try await sight.open(limit: limit)
        let progress = Progress(terminal, total: open.count, of: "open executions are looked at")
        let tails = try await Crew.map(open) { info -> ExecutionsCheck.Tail? in
            do {
                return try await sight.tail(of: info, length: ExecutionsCheck.tailLength)
            } catch let fault as Fault where fault.code == .unknownResource {
                return nil
            }
        } each: { _ in
            await progress.step()
        }
        findings += ExecutionsCheck.findings(
            tails.compactMap { $0 },
            open: count.count,
            known: Set(workflows.map { $0.definition.type }),
            limits: settings.serviceLimits
        )
        return findings
    }

    private func types(_ service: RemoteWorkflowService, _ settings: Settings) async throws -> [Finding] {
        let registrar = Registrar(
            service: service,
            domain: settings.domain,
            retentionDays: settings.retentionDays,
            defaultTaskList: settings.taskList,
            logger: Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() }
        )
        let definitions = workflows.map { $0.definition }
        let found = try await registrar.found(workflows: definitions, activities: activities.map { $0.definition })
        return TypesCheck.findings(found, workflows: definitions)
    }

    /// The lists that the types of this build name.
    private func used(_ settings: Settings) -> [TaskListName] {
        workflows.map { TaskListName(.decision, $0.definition.taskList ?? settings.taskList) }
            + activities.map { TaskListName(.activity, $0.definition.taskList ?? settings.taskList) }
    }
}
