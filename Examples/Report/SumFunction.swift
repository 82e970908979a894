import Engine

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The lambda functions of this program; a Martlet server has a table of commands instead, and Amazon SWF has AWS Lambda.
struct SumFunction: LambdaService {
    func call(_ call: LambdaCall) async throws(CancellationError) -> LambdaAnswer {
        guard call.function == "sum" else { return .unknownFunction(call.function) }
        do {
            let numbers = try JSONDecoder().decode([Int].self, from: Data((call.input ?? "[]").utf8))
            return .completed(result: "\(numbers.reduce(0, +))")
        } catch {
            return .failed(reason: "the input is no list of numbers", details: "\(error)")
        }
    }
}
