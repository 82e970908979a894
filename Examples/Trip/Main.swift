import MartletLocal

@main
struct Main {
    static func main() async throws {
        try await LocalMartlet.run(workflows: [BookTrip.self], activities: [Book(), Cancel()]) { martlet in
            for city in ["Lisbon", "Venice"] {
                do {
                    let trip = Trip(traveller: "Ada", city: city)
                    print("booked:", try await martlet.execute(BookTrip.self, trip, workflowId: "trip-\(city)"))
                } catch {
                    print("not booked:", error)
                }
            }
        }
    }
}
