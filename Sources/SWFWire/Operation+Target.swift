public import SWFModel

extension Operation {
    /// The action that an `X-Amz-Target` header names: the text after the last dot, whatever stands before it. Clients of
    /// 2012 wrote `com.amazonaws.swf.service.model.SimpleWorkflowService` there (swf-spec.md 1.1).
    ///
    /// Nil when the service has no such action.
    public init?(target: String) {
        let name = target.lastIndex(of: ".").map { target[target.index(after: $0)...] } ?? target[...]
        self.init(rawValue: String(name))
    }

    /// The value of the `X-Amz-Target` header.
    public var target: String { "SimpleWorkflowService.\(rawValue)" }
}
