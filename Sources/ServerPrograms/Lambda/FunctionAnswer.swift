import CommandSupport
import Engine
import Foundation
import SWFModel

/// What the end of a command means that stands for a lambda function, in the service's terms.
///
/// The reasons are those of the lambda service (swf-spec.md 3.2.13): `Handled` for an error that the function reports itself,
/// `Unhandled` for one that it does not; the details are then a JSON object with `errorMessage` and `errorType`, as there.
struct FunctionAnswer {
    private let output: CommandOutput

    /// Looks at what the command left behind.
    init(_ output: CommandOutput) { self.output = output }

    /// The answer that goes into the history.
    var answer: LambdaAnswer {
        switch output.ending {
        case .exited(0):
            guard let text else {
                return unhandled("Runtime.MarshalError", "The function did not write JSON.")
            }
            guard text.utf16.count <= Limits.dataCharacters else { return tooLong }
            return .completed(result: text)
        case .exited(let code):
            // The function says in its own words what went wrong.
            if let text, !output.bytes.isEmpty, text.utf16.count <= Limits.dataCharacters {
                return .failed(reason: "Handled", details: text)
            }
            return unhandled("Runtime.ExitError", "The function ended with exit code \(code).")
        case .signaled(let signal):
            return unhandled("Runtime.ExitError", "The function was ended by signal \(signal).")
        case .tooLong:
            return tooLong
        case .notStarted(let why):
            return unhandled("Runtime.InvalidEntrypoint", "The function could not be started: \(why)")
        }
    }

    /// The output without the blanks around it, if it is JSON; nothing at all counts as `null`, which is what a function
    /// returns that returns nothing.
    private var text: String? {
        guard let text = String(validating: output.bytes, as: UTF8.self) else { return nil }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if trimmed.isEmpty { return "null" }
        return Self.isJSON(trimmed) ? trimmed : nil
    }

    private var tooLong: LambdaAnswer {
        unhandled(
            "Function.ResponseSizeTooLarge",
            "The function wrote more than the \(Limits.dataCharacters) characters that a result may have."
        )
    }

    private func unhandled(_ type: String, _ sentence: String) -> LambdaAnswer {
        let message = output.lastWords.isEmpty ? sentence : "\(sentence) It said: \(output.lastWords)"
        let payload = ErrorPayload(errorMessage: message, errorType: type)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let details = (try? encoder.encode(payload)).map { String(decoding: $0, as: UTF8.self) }
        return .failed(reason: "Unhandled", details: details)
    }

    private struct ErrorPayload: Encodable {
        var errorMessage: String
        var errorType: String
    }

    /// Whether the text is one JSON value.
    static func isJSON(_ text: String) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
    }
}
