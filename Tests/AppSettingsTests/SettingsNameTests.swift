import AppSettings
import SWFModel
import Testing

/// What the settings call by name is what the model calls so.
@Suite struct SettingsNameTests {
    @Test func `every decision can be refused but the one whose failure cannot say so`() {
        let names = DecisionType.allCases.filter { $0 != .scheduleLambdaFunction }.map(\.rawValue)
        #expect(Set(Settings.Server.refusableDecisions) == Set(names))
    }
}
