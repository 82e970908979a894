public import ArgumentParser

/// Names one execution: by its workflow id, and by its run id when the newest run is not meant.
public struct ExecutionArguments: ParsableArguments {
    /// The workflow id.
    @Argument(help: "The workflow id.")
    public var id: String

    /// The run id.
    @Option(help: "The run id (default: the open run, else the newest closed one).")
    public var run: String?

    /// Creates the arguments; the parser fills them.
    public init() {}
}
