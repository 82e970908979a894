import ArgumentParser
import SupervisorPrograms

struct StartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Starts a supervisor for each environment, waits until its processes are there, and returns.",
        discussion: "An environment that is looked after already is left as it is, and told about."
    )

    @OptionGroup var options: EnvironmentOptions

    func run() throws {
        try SupervisorProgram.start(options)
    }
}
