import Engine
import Martlet

/// Lambda functions that are closures of a test.
struct TestFunctions: LambdaService {
    let roster: TestRoster

    func call(_ call: LambdaCall) async throws(CancellationError) -> LambdaAnswer {
        guard let body = roster.function(call.function) else { return .unknownFunction(call.function) }
        do {
            return .completed(result: try await body(call.input))
        } catch {
            return .failed(reason: "\(type(of: error))", details: "\(error)")
        }
    }
}
