import AppSettings
import CommandSupport
import Engine
import Foundation
import SWFModel

/// Lambda functions that are commands of this machine: those of the settings `server.lambda`.
struct LocalFunctions: LambdaService {
    private let functions: [String: PipedCommand]

    /// Takes the functions of the settings; their commands run in the folder.
    init(_ settings: Settings.LambdaFunctions, folder: String) {
        functions = Dictionary(
            settings.functions.map { ($0.name, PipedCommand(command: $0.command, folder: folder)) },
            uniquingKeysWith: { _, last in last }
        )
        // A command that leaves without reading its input must not end the server.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Runs the command of the function.
    func call(_ call: LambdaCall) async throws(CancellationError) -> LambdaAnswer {
        guard let function = functions[FunctionName.bare(call.function)] else { return .unknownFunction(call.function) }
        var input = call.input ?? ""
        if input.isEmpty { input = "{}" }
        guard FunctionAnswer.isJSON(input) else {
            return .failed(reason: "InvalidRequestContentException", details: "The input is not JSON.")
        }
        let variables = [
            "AWS_LAMBDA_FUNCTION_NAME": FunctionName.bare(call.function),
            "MARTLET_INVOCATION_ID": call.invocationId,
        ]
        return FunctionAnswer(try await function.run(input: input, variables: variables)).answer
    }
}
