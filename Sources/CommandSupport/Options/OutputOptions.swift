public import ArgumentParser

/// How results are written.
public struct OutputOptions: ParsableArguments {
    /// Whether results are JSON.
    @Flag(help: "Write JSON instead of text for people.")
    public var json = false

    /// Creates the options; the parser fills them.
    public init() {}
}
