import Martlet

struct Trip: Codable, Hashable {
    var traveller: String
    var city: String
}

/// Books a flight, a hotel and a car: all of them or none.
struct BookTrip: Workflow {
    static let definition = WorkflowDefinition("BookTrip", version: "1")

    func run(_ trip: Trip, context: WorkflowContext) async throws -> [String] {
        try await context.saga { saga in
            let flight = try await context.run(Book.self, Book.Input(what: .flight, trip: trip))
            saga.compensate("the flight") { try await context.run(Cancel.self, flight) }
            let hotel = try await context.run(Book.self, Book.Input(what: .hotel, trip: trip))
            saga.compensate("the hotel") { try await context.run(Cancel.self, hotel) }
            let car = try await context.run(Book.self, Book.Input(what: .car, trip: trip))
            return [flight, hotel, car]
        }
    }
}
