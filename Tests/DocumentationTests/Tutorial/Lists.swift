import Activities
import Martlet
import Workflows

/// The lists of the repository with what the tutorial adds to them.
enum TutorialLists {
    static let activities: [any Activity] = [
        PingWorker(),
        SendLetter(),
        Stage(),
    ]

    static let types: [any Activity.Type] = [
        PingWorker.self,
        SendLetter.self,
        Stage.self,
    ]

    static let workflows: [any Workflow.Type] = [
        AskReviewer.self,
        Ping.self,
        ReviewArticle.self,
        StageDemo.self,
    ]
}
