import Martlet

/// Books one thing.
struct Book: Activity {
    static let definition = ActivityDefinition("Book", version: "1", startToClose: .minutes(1))

    enum Thing: String, Codable { case flight, hotel, car }

    struct Input: Codable, Hashable {
        var what: Thing
        var trip: Trip
    }

    func run(_ input: Input, context: ActivityContext) async throws -> String {
        if input.what == .car, input.trip.city == "Venice" { throw PermanentFailure("there are no cars in Venice") }
        print("booked a \(input.what.rawValue) in \(input.trip.city) for \(input.trip.traveller)")
        return "\(input.what.rawValue)-\(input.trip.city)"
    }
}

/// Cancels a booking. It must work in the end, so it is tried for a day.
struct Cancel: Activity {
    static let definition = ActivityDefinition(
        "Cancel",
        version: "1",
        startToClose: .minutes(1),
        retry: .exponential(maximumAttempts: 50, maximum: .minutes(30))
    )

    func run(_ booking: String, context: ActivityContext) async throws -> Nothing {
        print("canceled \(booking)")
        return Nothing()
    }
}
