import Martlet

/// The code of the article Failures.
enum FailureSnippets {
    struct Charge: Codable, Hashable {
        var card: String
        var cents: Int
    }

    /// Stands for a bank.
    struct Bank {
        enum Answer { case done(receipt: String), declined(why: String), busy }

        var answers: @Sendable (Charge, _ key: String) -> Answer

        func charge(_ charge: Charge, key: String) async throws -> Answer { answers(charge, key) }
    }

    struct ChargeCard: Activity {
        static let definition = ActivityDefinition(
            "ChargeCard",
            version: "1",
            startToClose: .seconds(30),
            retry: .exponential(maximumAttempts: 10, initial: .seconds(2), maximum: .hours(1))
        )

        let bank: Bank

        func run(_ charge: Charge, context: ActivityContext) async throws -> String {
            switch try await bank.charge(charge, key: context.idempotencyKey) {
            case .done(let receipt): return receipt
            case .declined(let why): throw PermanentFailure("The card was declined: \(why)")
            case .busy: throw RetryableFailure("The bank is busy")
            }
        }
    }

    struct Pay: Workflow {
        static let definition = WorkflowDefinition("Pay", version: "1")

        func run(_ charge: Charge, context: WorkflowContext) async throws -> String? {
            do {
                return try await context.run(ChargeCard.self, charge)
            } catch let failure as ActivityFailure where failure.kind == .failed(isPermanent: true) {
                try await context.run(SendMail.self, failure.reason)
                return nil
            }
        }
    }

    struct PrintPages: Activity {
        static let definition = ActivityDefinition("PrintPages", version: "1", heartbeat: .seconds(30))

        func run(_ pages: [String], context: ActivityContext) async throws -> Int {
            for (index, page) in pages.enumerated() {
                try await context.progress(index, of: pages.count)
                try await print(page)
            }
            return pages.count
        }

        private func print(_ page: String) async throws {}
    }

    struct FindReview: Activity {
        static let definition = ActivityDefinition("FindReview", version: "1", startToClose: .days(1))
        func run(_ article: String, context: ActivityContext) async throws -> String { article }
    }

    struct Hurry: Workflow {
        static let definition = WorkflowDefinition("Hurry", version: "1")

        func run(_ article: String, context: WorkflowContext) async throws -> String {
            do {
                return try await context.withTimeout(.hours(4)) { try await context.run(FindReview.self, article) }
            } catch is TimedOut {
                return "no review within four hours"
            }
        }
    }

    struct Download: Activity {
        static let definition = ActivityDefinition("Download", version: "1")
        func run(_ mirror: String, context: ActivityContext) async throws -> String { mirror }
    }

    struct Race: Workflow {
        static let definition = WorkflowDefinition("Race", version: "1")

        func run(_ mirrors: [String], context: WorkflowContext) async throws -> String {
            try await withThrowingTaskGroup(of: String.self) { group in
                for mirror in mirrors {
                    group.addTask { try await context.run(Download.self, mirror) }
                }
                let first = try await group.next() ?? "no mirror was named"
                group.cancelAll()
                return first
            }
        }
    }

    struct RunMachine: Activity {
        static let definition = ActivityDefinition("RunMachine", version: "1", startToClose: .hours(8))
        func run(_ job: String, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct SwitchOff: Activity {
        static let definition = ActivityDefinition("SwitchOff", version: "1")
        func run(_ job: String, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct Machine: Workflow {
        static let definition = WorkflowDefinition("Machine", version: "1")

        func run(_ job: String, context: WorkflowContext) async throws -> Nothing {
            do {
                try await context.run(RunMachine.self, job)
            } catch {
                _ = try await context.shielded { try await context.run(SwitchOff.self, job) }
                throw error
            }
            return Nothing()
        }
    }

    struct BookFlight: Activity {
        static let definition = ActivityDefinition("BookFlight", version: "1")
        func run(_ trip: String, context: ActivityContext) async throws -> Int { 1 }
    }

    struct CancelFlight: Activity {
        static let definition = ActivityDefinition("CancelFlight", version: "1")
        func run(_ flight: Int, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct BookHotel: Activity {
        static let definition = ActivityDefinition("BookHotel", version: "1")
        func run(_ trip: String, context: ActivityContext) async throws -> Int { 2 }
    }

    struct CancelHotel: Activity {
        static let definition = ActivityDefinition("CancelHotel", version: "1")
        func run(_ hotel: Int, context: ActivityContext) async throws -> Nothing { Nothing() }
    }

    struct PayTrip: Activity {
        static let definition = ActivityDefinition("PayTrip", version: "1")
        func run(_ trip: String, context: ActivityContext) async throws -> String { "paid" }
    }

    struct BookTrip: Workflow {
        static let definition = WorkflowDefinition("BookTrip", version: "1")

        func run(_ trip: String, context: WorkflowContext) async throws -> String {
            try await context.saga { saga in
                let flight = try await context.run(BookFlight.self, trip)
                saga.compensate("the flight") { try await context.run(CancelFlight.self, flight) }
                let hotel = try await context.run(BookHotel.self, trip)
                saga.compensate("the hotel") { try await context.run(CancelHotel.self, hotel) }
                return try await context.run(PayTrip.self, trip)
            }
        }
    }

    struct Tour: Codable, Hashable {
        var cities: [String]
        var booked: [Int] = []
        var next: String? { booked.count < cities.count ? cities[booked.count] : nil }
    }

    struct BookTour: Workflow {
        static let definition = WorkflowDefinition("BookTour", version: "1")

        func run(_ tour: Tour, context: WorkflowContext) async throws -> [Int] {
            var tour = tour
            try await context.saga { saga in
                for flight in tour.booked {
                    saga.compensate("a flight") { try await context.run(CancelFlight.self, flight) }
                }
                while let city = tour.next {
                    let flight = try await context.run(BookFlight.self, city)
                    saga.compensate("a flight") { try await context.run(CancelFlight.self, flight) }
                    tour.booked.append(flight)
                    if context.isContinueAsNewSuggested { throw try ContinueAsNew(Self.self, tour) }
                }
            }
            return tour.booked
        }
    }

    struct Article: Codable, Hashable {
        var number: Int
        var pages: Int
    }

    struct Publish: Workflow {
        static let definition = WorkflowDefinition("Publish", version: "1")

        func run(_ article: Article, context: WorkflowContext) async throws -> Int {
            guard article.pages > 0 else { throw PermanentFailure("Article \(article.number) has no pages.") }
            return article.pages
        }
    }
}
