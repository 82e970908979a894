extension Settings {
    /// The lambda functions that the server runs as local commands.
    public struct LambdaFunctions: Hashable, Sendable {
        /// The functions, in the order of the file. None by default: then the server says that there is no lambda service.
        public var functions: [LambdaFunction]
        /// How many run at once, 1 to 1,000; others wait for their turn. Defaults to 8.
        public var concurrency: Int

        /// Creates the section from its parts.
        public init(functions: [LambdaFunction] = [], concurrency: Int = 8) {
            self.functions = functions
            self.concurrency = concurrency
        }
    }

    /// One lambda function: a command that reads JSON and writes JSON.
    public struct LambdaFunction: Hashable, Sendable {
        /// Its name, as decisions give it alone or within an ARN: 1 to 64 letters, digits, hyphens and underscores.
        public var name: String
        /// The program and its arguments. A program with a slash in its name is an absolute path here; one without is
        /// looked for as a shell does.
        public var command: [String]

        /// Creates a function from its parts.
        public init(name: String, command: [String]) {
            self.name = name
            self.command = command
        }
    }
}

extension Settings.LambdaFunctions {
    init(_ reader: inout SettingsReader) {
        concurrency = reader.integer("concurrency", default: 8, in: 1...1000)
        functions = reader.named("functions") { Settings.LambdaFunction(name: $0, &$1) }
    }
}

extension Settings.LambdaFunction {
    init?(name: String, _ reader: inout SettingsReader) {
        let problems = reader.problems.count
        var words = reader.strings("command")
        guard let program = words.first, !program.isEmpty else {
            guard reader.problems.count == problems else { return nil }
            reader.problem("command", "is missing: it lists the program and its arguments.")
            return nil
        }
        let isName = name.unicodeScalars.allSatisfy {
            switch $0 {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
            default: false
            }
        }
        guard isName, (1...64).contains(name.count) else {
            reader.problem("command", "belongs to a function whose name is not 1 to 64 letters, digits, - and _.")
            return nil
        }
        if program.contains("/") { words[0] = reader.absolute(program) }
        self.name = name
        command = words
    }
}
