import Martlet

/// The code of the article Signals.
enum SignalSnippets {
    struct PutOnline: Activity {
        static let definition = ActivityDefinition("PutOnline", version: "1")
        func run(_ page: String, context: ActivityContext) async throws -> String { page }
    }

    struct Approval: Codable, Hashable {
        var by: String
        var isApproved: Bool
    }

    struct PublishPage: Workflow {
        static let definition = WorkflowDefinition("PublishPage", version: "1", executionStartToClose: .days(30))

        static let approval = Signal<Approval>("approval")
        static let edit = Signal<String>("edit")
        static var signals: [any SignalDeclaration] { [approval, edit] }

        func run(_ page: String, context: WorkflowContext) async throws -> String {
            let approval = try await context.channel(Self.approval).next()
            guard approval.isApproved else { throw PermanentFailure("\(approval.by) said no.") }
            return try await context.run(PutOnline.self, page)
        }
    }

    struct WriteText: Workflow {
        static let definition = WorkflowDefinition("WriteText", version: "1")
        static let edit = PublishPage.edit
        static var signals: [any SignalDeclaration] { [edit] }

        func run(_ input: Nothing, context: WorkflowContext) async throws -> [String] {
            var lines: [String] = []
            for try await text in context.channel(Self.edit) {
                if text.isEmpty { break }
                lines.append(text)
            }
            return lines
        }
    }

    static func approve(_ starter: Starter) async throws {
        try await starter.signal(PublishPage.approval, Approval(by: "Ada", isApproved: true), workflowId: "page-7")
    }

    struct Edit: Workflow {
        static let definition = WorkflowDefinition("Edit", version: "1")

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Nothing {
            try await context.signal(PublishPage.edit, "A new first line", to: "page-7")
            return Nothing()
        }
    }

    struct Vote: Workflow {
        static let definition = WorkflowDefinition("Vote", version: "1")
        static let yes = Signal<Nothing>("yes")
        static var signals: [any SignalDeclaration] { [yes] }

        func run(_ input: Nothing, context: WorkflowContext) async throws -> Int {
            let votes = WorkflowState(0)
            async let isDecided: Void = context.condition { votes.value >= 3 }
            async let _ = count(votes, context)
            try await isDecided
            return votes.value
        }

        func count(_ votes: WorkflowState<Int>, _ context: WorkflowContext) async throws {
            for try await _ in context.channel(Self.yes) { votes.value += 1 }
        }

        func decide(_ votes: WorkflowState<Int>, _ context: WorkflowContext) async throws {
            try await context.withTimeout(.days(1)) { try await context.condition { votes.value >= 3 } }
        }
    }

    struct Progress: Codable, Hashable {
        var done: Int
        var of: Int
    }

    struct PrintAll: Workflow {
        static let definition = WorkflowDefinition("PrintAll", version: "1")

        func run(_ pages: [String], context: WorkflowContext) async throws -> Int {
            var done = 0
            for page in pages {
                try await context.run(PutOnline.self, page)
                done += 1
                try context.publish(Progress(done: done, of: pages.count))
            }
            return done
        }
    }

    /// Stands for a way to write mail.
    struct Mail {
        var sends: @Sendable (String, _ token: String) async throws -> Void

        func send(_ text: String, replyWith token: String) async throws { try await sends(text, token) }
    }

    struct AskEditor: Activity {
        static let definition = ActivityDefinition("AskEditor", version: "1", startToClose: .days(3), retry: .none)

        let mail: Mail

        func run(_ question: String, context: ActivityContext) async throws -> Bool {
            try await mail.send(question, replyWith: context.taskToken)
            throw CompletesLater()
        }
    }

    struct Ask: Workflow {
        static let definition = WorkflowDefinition("Ask", version: "1", executionStartToClose: .days(30))

        func run(_ page: String, context: WorkflowContext) async throws -> Bool {
            do {
                return try await context.run(AskEditor.self, "May \(page) go online?")
            } catch let failure as ActivityFailure where failure.kind == .timedOut(.startToClose) {
                return false
            }
        }
    }

    static func finish(_ token: String, service: any SimpleWorkflowService) async throws {
        try await ActivityCompletion(service: service).complete(token, true)
    }
}
