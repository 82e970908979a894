public import Martlet

/// The workflows that a decider of this repository runs. A new one is added here, in alphabetical order.
public enum WorkflowList {
    /// The workflows.
    public static let all: [any Workflow.Type] = [
        Ping.self,
        PublishArticle.self,
        StageDemo.self,
        Sum.self,
    ]
}
