import Martlet
import MartletTesting
import Synchronization
import Testing

@testable import TripExample

@Suite struct TripTests {
    private static let trip = Trip(traveller: "Ada", city: "Lisbon")

    private static func test(noCars: Bool) async throws -> WorkflowTest {
        let test = try await WorkflowTest(BookTrip.self, activities: [Cancel()])
        test.replace(Book.self) { input, _ in
            if noCars, input.what == .car { throw PermanentFailure("there are no cars") }
            return input.what.rawValue
        }
        test.replace(Cancel.self, returning: Nothing())
        return test
    }

    @Test func `all three are booked`() async throws {
        let test = try await Self.test(noCars: false)
        #expect(try await test.start(BookTrip.self, Self.trip).result() == ["flight", "hotel", "car"])
        #expect(test.calls(of: Cancel.self).isEmpty)
    }

    @Test func `without a car the hotel and the flight are canceled, in this order`() async throws {
        let test = try await Self.test(noCars: true)
        let trip = try await test.start(BookTrip.self, Self.trip)
        let failure = try await #require(throws: ExecutionFailure.self) { try await trip.result() }
        #expect(failure.reason == "Book-3 failed for good: there are no cars")
        #expect(test.calls(of: Cancel.self).map(\.input) == ["hotel", "flight"])
        try await trip.expectTrace("trip-without-car")
    }

    @Test(arguments: 1...4)
    func `a decider that dies in the middle undoes all the same`(decision: Int) async throws {
        let test = try await Self.test(noCars: true)
        let killed = test.fault(.kill, at: .decision(decision))
        let trip = try await test.start(BookTrip.self, Self.trip)
        #expect(try await trip.outcome().closeStatus == .failed)
        #expect(killed.hasHappened)
        #expect(test.calls(of: Cancel.self).map(\.input) == ["hotel", "flight"])
    }

    @Test(arguments: [
        TestMoment.work(on: Book.self, 2), .report(of: Book.self, 2), .work(on: Cancel.self), .report(of: Cancel.self),
        .work(on: Cancel.self, 2), .report(of: Cancel.self, 2),
    ])
    func `a worker that dies between the booking and its undoing leaves nothing booked`(moment: TestMoment) async throws
    {
        let test = try await Self.test(noCars: true)
        let booked = Mutex<[String]>([])
        test.replace(Book.self) { input, _ in
            if input.what == .car { throw PermanentFailure("there are no cars") }
            let booking = input.what.rawValue
            booked.withLock { if !$0.contains(booking) { $0.append(booking) } }
            return booking
        }
        test.replace(Cancel.self) { booking, _ in
            booked.withLock { $0.removeAll { $0 == booking } }
            return Nothing()
        }
        let killed = test.fault(.kill, at: moment)
        let trip = try await test.start(BookTrip.self, Self.trip)
        #expect(try await trip.outcome().closeStatus == .failed)
        #expect(killed.hasHappened)
        #expect(booked.withLock { $0 } == [])
        #expect(Set(test.calls(of: Cancel.self).map(\.input)) == ["hotel", "flight"])
    }

    @Test func `a trip that is called off is undone too`() async throws {
        let test = try await Self.test(noCars: false)
        test.replace(Book.self, taking: .seconds(30)) { input, context in
            try await context.heartbeat()
            return input.what.rawValue
        }
        let trip = try await test.start(BookTrip.self, Self.trip)
        // The flight and the hotel are booked, the car is being booked.
        test.at(.seconds(75)) { try await trip.requestCancel() }
        #expect(try await trip.outcome().closeStatus == .canceled)
        #expect(test.calls(of: Cancel.self).map(\.input) == ["hotel", "flight"])
    }
}
