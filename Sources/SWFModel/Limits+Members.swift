extension Limits {
    /// One limit: its name, where it is, and what it may be.
    public struct Member: Sendable {
        /// The name, as the settings spell it.
        public let name: String
        /// Where it is.
        public let path: any WritableKeyPath<Limits, Int> & Sendable
        /// What it may be set to.
        public let range: ClosedRange<Int>
    }

    /// Every limit, in the order of the declarations above. A test holds the list against them.
    public static let members: [Member] = [
        Member(name: "domains", path: \.domains, range: 1...1_000_000),
        Member(name: "typesPerDomain", path: \.typesPerDomain, range: 1...1_000_000),
        Member(name: "openExecutionsPerDomain", path: \.openExecutionsPerDomain, range: 1...10_000_000),
        // The start, a decision task and the close must fit.
        Member(name: "eventsPerExecution", path: \.eventsPerExecution, range: 10...1_000_000),
        Member(name: "openActivityTasks", path: \.openActivityTasks, range: 1...100_000),
        Member(name: "openTimers", path: \.openTimers, range: 1...100_000),
        Member(name: "openChildren", path: \.openChildren, range: 1...100_000),
        Member(name: "openLambdaFunctions", path: \.openLambdaFunctions, range: 1...100_000),
        Member(name: "pollersPerTaskList", path: \.pollersPerTaskList, range: 1...100_000),
        // The wire gives a number of seconds eight digits.
        Member(name: "executionDurationSeconds", path: \.executionDurationSeconds, range: 1...99_999_999),
        Member(name: "pageSize", path: \.pageSize, range: 1...10_000),
        // Clients wait ten seconds longer than the service; a longer poll would be broken off by them.
        Member(name: "pollSeconds", path: \.pollSeconds, range: 1...60),
        Member(name: "pageTokenSeconds", path: \.pageTokenSeconds, range: 1...31_536_000),
        Member(name: "resourceTags", path: \.resourceTags, range: 0...1_000),
        Member(name: "requestBytes", path: \.requestBytes, range: 65_536...67_108_864),
        Member(name: "dataCharacters", path: \.dataCharacters, range: 1...1_048_576),
        Member(name: "heartbeatDetailsCharacters", path: \.heartbeatDetailsCharacters, range: 1...1_048_576),
        Member(name: "reasonCharacters", path: \.reasonCharacters, range: 1...1_048_576),
        Member(name: "executionTags", path: \.executionTags, range: 0...1_000),
        Member(name: "tagCharacters", path: \.tagCharacters, range: 0...1_048_576),
        Member(name: "retentionDays", path: \.retentionDays, range: 0...36_500),
        Member(name: "lambdaSeconds", path: \.lambdaSeconds, range: 1...86_400),
    ]

    /// These limits, when one of them is another than the model has for the members of requests; nil when all are the same.
    public var otherThanModel: Limits? {
        let model = Limits()
        let isSame =
            pageSize == model.pageSize && dataCharacters == model.dataCharacters
            && heartbeatDetailsCharacters == model.heartbeatDetailsCharacters
            && reasonCharacters == model.reasonCharacters && executionTags == model.executionTags
            && tagCharacters == model.tagCharacters && retentionDays == model.retentionDays
            && lambdaSeconds == model.lambdaSeconds
        return isSame ? nil : self
    }

    /// What a member of that shape may hold at most: characters, entries, or a number.
    ///
    /// - Parameters:
    ///   - name: The name of the shape in the model.
    ///   - standard: What the model says.
    public func maximum(of name: String, standard: Int?) -> Int? {
        switch name {
        case "Data", "FunctionInput": dataCharacters
        case "LimitedData": heartbeatDetailsCharacters
        case "FailureReason", "TerminateReason": reasonCharacters
        case "Tag": tagCharacters
        case "PageSize": pageSize
        default: standard
        }
    }
}
