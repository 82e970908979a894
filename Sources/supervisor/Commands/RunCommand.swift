import ArgumentParser
import SupervisorPrograms

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Looks after one environment until TERM: what a service manager starts.",
        discussion: """
            TERM and INT stop everything in order, said twice they let it hand back what it holds; HUP reads the settings again. \
            Its children get TERM when it ends in whatever way. It tells systemd how it is (Type=notify, WatchdogSec), leaves \
            with 0 when everything left on purpose, with 78 when the settings are wrong, and with 1 when everything was given up.
            """
    )

    @OptionGroup var options: EnvironmentOptions

    func run() throws {
        try SupervisorProgram.run(options)
    }
}
