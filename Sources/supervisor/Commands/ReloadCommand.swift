import ArgumentParser
import SupervisorPrograms

struct ReloadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Lets the supervisor read the settings again.",
        discussion: """
            Pools grow and shrink; where other settings changed, one process of each pool after the other is started anew. \
            What was given up is tried again; what left on purpose stays gone. HUP to the supervisor does the same.
            """
    )

    @OptionGroup var options: EnvironmentOptions

    func run() throws {
        try SupervisorProgram.reload(options)
    }
}
