import ArgumentParser
import SupervisorPrograms

struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Asks everything to finish what it holds and to leave, the server last, and waits for that.",
        discussion:
            "Said again, what is held is handed back where the server can take it. It is no failure when nothing runs."
    )

    @Option(
        help: ArgumentHelp(
            "How long processes may finish what they hold before they are asked to hand it back; they are killed five "
                + "seconds later (settings: supervision.graceSeconds).",
            valueName: "seconds"
        )
    )
    var grace: Int?

    @OptionGroup var options: EnvironmentOptions

    func validate() throws {
        if let grace, !(0...86_400).contains(grace) {
            throw ValidationError("--grace \(grace) is out of range; it is from 0 to 86400 seconds.")
        }
    }

    func run() throws {
        try SupervisorProgram.stop(options, grace: grace.map { .seconds($0) })
    }
}
