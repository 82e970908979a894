import Martlet

/// The code of the article LongLives.
enum LongLifeSnippets {
    struct RenewLicence: Workflow {
        static let definition = WorkflowDefinition("RenewLicence", version: "1", executionStartToClose: .days(365))

        func run(_ owner: String, context: WorkflowContext) async throws -> String {
            try await context.sleep(for: .days(335))
            try await context.run(SendMail.self, "\(owner), your licence ends in a month.")
            return owner
        }
    }

    struct WriteLedger: Activity {
        static let definition = ActivityDefinition("WriteLedger", version: "1")
        func run(_ ledger: Ledger, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct Ledger: Codable, Hashable {
        var account: String
        var balance = 0
    }

    struct KeepAccount: Workflow {
        static let definition = WorkflowDefinition("KeepAccount", version: "1", executionStartToClose: .days(365))

        static let payment = Signal<Int>("payment")
        static var signals: [any SignalDeclaration] { [payment] }

        func run(_ ledger: Ledger, context: WorkflowContext) async throws -> Nothing {
            var ledger = ledger
            let payments = context.channel(Self.payment)
            while !context.isContinueAsNewSuggested {
                ledger.balance += try await payments.next()
                try await context.run(WriteLedger.self, ledger)
            }
            while let payment = try payments.poll() { ledger.balance += payment }
            throw try ContinueAsNew(Self.self, ledger)
        }
    }
}
