import ArgumentParser
import CommandSupport
import ExecutionPrograms

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Checks the history of an execution against the rules of the service.",
        discussion: """
            FILE is JSON: what GetWorkflowExecutionHistory answers (aws swf get-workflow-execution-history, boto3, or
            martlet history --json), a list of events, or one event a line. It needs no service and no settings.
            Each broken rule is a line that names the event, the rule and what is wrong.
            Exit codes: 0 no rule is broken; 4 some are; 64 the file cannot be read; 65 it is no history.
            """
    )

    @Argument(help: "The file; - for standard input.")
    var file: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let terminal = Terminal.process()
        let status: ProgramStatus
        do {
            let report = try LintReport.of(file)
            if output.json { terminal.print(report.json) } else { report.lines.forEach(terminal.print) }
            status = report.status
        } catch {
            terminal.complain("martlet: \(error.description)")
            status = error.status
        }
        if status != .ok { throw ExitCode(status.rawValue) }
    }
}
