import DeciderCore

extension WorkflowContext {
    /// A value that is made once: a replay gives what the history holds.
    ///
    /// For small things that are not the same each time and need no activity, such as an id. What has an effect on the world,
    /// waits or can fail is an activity. The value stands in the history as a marker, at most 32,768 characters of JSON.
    ///
    /// - Parameters:
    ///   - name: What it is, for those who read the history; at most 200 characters.
    ///   - make: Makes the value. It is called again only if the answer that records it was lost.
    ///   - fileID: The file of the call, for messages; the compiler fills it in.
    ///   - line: The line of the call, likewise.
    ///
    /// - Throws: ``ValueFailure`` when the value is too large, or the recorded one is of another type.
    public func sideEffect<Value: Codable & Sendable>(
        _ name: String,
        fileID: String = #fileID,
        line: Int = #line,
        _ make: () -> Value
    ) throws -> Value {
        let place = SourcePlace(fileID: fileID, line: line)
        try MarkerName.check(name)
        let field = "the value of the side effect \(name)"
        let text = try execution.recordedValue(name, place: place) { try ValueText.encode(make(), field: field) }
        return try ValueText.decode(Value.self, from: text, field: field)
    }

    /// With which version of a change this execution goes on.
    ///
    /// An execution that reaches the call for the first time goes on with the newest, and its history remembers that. One that
    /// had already passed this place under older code goes on with the oldest. So does one that comes to more than 500 new
    /// changes at once, with those beyond.
    ///
    ///     if context.version("charge-first", 1...2) >= 2 {
    ///         try await context.run(Charge.self, order)
    ///     }
    ///
    /// - Parameters:
    ///   - change: The name of the change; at most 200 characters; never used again for another.
    ///   - supported: The versions that this code still has; the lowest stands for the code before the change.
    ///   - fileID: The file of the call, for messages; the compiler fills it in.
    ///   - line: The line of the call, likewise.
    ///
    /// - Returns: One of `supported`. A history that holds another diverges.
    public func version(
        _ change: String,
        _ supported: ClosedRange<Int>,
        fileID: String = #fileID,
        line: Int = #line
    ) -> Int {
        execution.version(change, supported, place: SourcePlace(fileID: fileID, line: line))
    }

    /// Whether this execution goes on with a change: ``version(_:_:fileID:line:)`` with the versions 0, before, and 1.
    public func patched(_ change: String, fileID: String = #fileID, line: Int = #line) -> Bool {
        version(change, 0...1, fileID: fileID, line: line) == 1
    }

    /// Writes a marker into the history, for those who read it.
    ///
    /// - Parameters:
    ///   - name: The marker's name, 1 to 200 characters; not one that begins with `martlet.` or `value.`.
    ///   - details: What it says, at most 32,768 characters of JSON.
    ///   - fileID: The file of the call, for messages; the compiler fills it in.
    ///   - line: The line of the call, likewise.
    ///
    /// - Throws: ``ValueFailure`` when the name or the details may not be.
    public func recordMarker(
        _ name: String,
        details: some Encodable & Sendable = Nothing(),
        fileID: String = #fileID,
        line: Int = #line
    ) throws {
        try MarkerName.check(name)
        try MarkerName.checkIsFree(name)
        let text = try ValueText.encode(details, field: "the details of the marker \(name)")
        try execution.recordMarker(name, details: text, place: SourcePlace(fileID: fileID, line: line))
    }

    /// Shows how far the execution is: the service keeps the latest value as the execution's context, where
    /// DescribeWorkflowExecution, `martlet show` and ``Starter/published(_:of:)`` find it.
    ///
    /// It travels with the answer to the decision task at hand; of several in one turn the last counts.
    ///
    /// - Throws: ``ValueFailure`` when the value has more than 32,768 characters of JSON.
    public func publish(
        _ value: some Encodable & Sendable,
        fileID: String = #fileID,
        line: Int = #line
    ) throws {
        let text = try ValueText.encode(value, field: "the published state")
        try execution.admitNow(SourcePlace(fileID: fileID, line: line))
        execution.publish(text)
    }

    /// How many events the history had when the decision task that the code is in was started.
    public var historyLength: Int { execution.historyLength }

    /// Whether the history is so long that the code should soon continue as new: from 40 % on of the events that the service
    /// allows, which are 10,000 of 25,000 unless ``Decider/Configuration/historyLimit`` says otherwise.
    ///
    /// Another limit is written into the history when the code first asks for this, in a marker of Martlet's own, so that the
    /// answer is the same in every replay.
    public var isContinueAsNewSuggested: Bool { execution.isContinueAsNewSuggested }
}
