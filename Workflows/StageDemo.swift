import Activities
public import Martlet

/// A workflow to watch and to kill processes under: A takes 30 s, then B 5 s and C 10 s side by side, then D 8 s.
public struct StageDemo: Workflow {
    /// How fast.
    public struct Input: Codable, Sendable, Hashable {
        /// What each time is multiplied by; 0.1 makes a demonstration of five seconds. Defaults to 1; from 0 to 100.
        public var scale: Double

        /// Creates an input.
        public init(scale: Double = 1) { self.scale = scale }

        private enum CodingKeys: String, CodingKey { case scale }

        /// Reads `{"scale": 0.1}`, or nothing at all.
        public init(from decoder: any Decoder) throws {
            if let container = try? decoder.singleValueContainer(), container.decodeNil() {
                scale = 1
                return
            }
            scale = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(Double.self, forKey: .scale) ?? 1
        }
    }

    /// Creates the workflow.
    public init() {}

    /// Name, version and defaults.
    public static let definition = WorkflowDefinition(
        "StageDemo",
        version: "1",
        executionStartToClose: .hours(2),
        description: "A 30 s, then B 5 s and C 10 s side by side, then D 8 s."
    )

    /// Goes through the stages and ends with their names in the order in which the workflow saw them end.
    public func run(_ input: Input, context: WorkflowContext) async throws -> [String] {
        guard input.scale >= 0, input.scale <= 100 else {
            throw PermanentFailure("scale is \(input.scale); it must be from 0 to 100.")
        }
        func stage(_ name: String, seconds: Double) async throws -> String {
            try await context.run(Stage.self, Stage.Input(stage: name, seconds: seconds * input.scale))
        }
        let a = try await stage("A", seconds: 30)
        async let b = stage("B", seconds: 5)
        async let c = stage("C", seconds: 10)
        let sideBySide = try await [b, c]
        return try await [a] + sideBySide + [stage("D", seconds: 8)]
    }
}
