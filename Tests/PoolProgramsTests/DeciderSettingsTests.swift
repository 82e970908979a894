import AppSettings
import Martlet
import Testing

@testable import PoolPrograms

@Suite("What the settings make of a decider")
struct DeciderSettingsTests {
    private func configuration(_ assignments: String..., slots: Int? = nil) throws -> Decider.Configuration {
        let overrides = assignments.compactMap { SettingOverride(assignment: $0) }
        try #require(overrides.count == assignments.count)
        let settings = try Settings.load(SettingsSources(overrides: overrides))
        return PoolProgram.configuration(of: settings, slots: slots)
    }

    @Test func `it goes by the history limit of its own server, and of another by Amazon SWF's`() throws {
        let limit = "server.limits.eventsPerExecution=1000000"
        #expect(try configuration().historyLimit == 25_000)
        #expect(try configuration(limit).historyLimit == 1_000_000)
        #expect(try configuration(limit, "service.endpoint=http://127.0.0.1:9").historyLimit == 25_000)
    }

    @Test func `each of its settings counts, and the slots of its pool before theirs`() throws {
        let made = try configuration(
            "deciders.slots=3",
            "deciders.heldExecutions=5",
            "deciders.heldMegabytes=7",
            "deciders.divergence=fail",
            "deciders.turnLimitSeconds=4"
        )
        #expect(made.slots == 3)
        #expect(made.heldExecutions == 5)
        #expect(made.heldBytes == 7_000_000)
        #expect(made.divergence == .failExecution)
        #expect(made.turnLimit == .seconds(4))
        #expect(try configuration("deciders.slots=3", slots: 2).slots == 2)
    }
}
