/// Schedules a lambda task.
public struct ScheduleLambdaFunctionDecisionAttributes: Codable, Hashable, Sendable, Shaped {
    /// Data for the decider alone; it stays in the history and never reaches the worker or the target; 0 to 32,768
    /// characters.
    public var control: String?
    /// The id of the lambda task; 1 to 256 characters.
    public var id: String
    /// The input; 0 to 32,768 characters.
    public var input: String?
    /// The name; 1 to 64 characters.
    public var name: String
    /// The longest time from started to closed; seconds as text.
    public var startToCloseTimeout: String?

    /// Creates the value from its members.
    public init(
        control: String? = nil,
        id: String,
        input: String? = nil,
        name: String,
        startToCloseTimeout: String? = nil
    ) {
        self.control = control
        self.id = id
        self.input = input
        self.name = name
        self.startToCloseTimeout = startToCloseTimeout
    }

    /// The names and limits of the members, as the service checks them.
    public static let shape = StructureShape(
        "ScheduleLambdaFunctionDecisionAttributes",
        [
            .optional("control", .data),
            .required("id", .functionId),
            .optional("input", .functionInput),
            .required("name", .functionName),
            .optional("startToCloseTimeout", .lambdaTimeout),
        ]
    )
}
