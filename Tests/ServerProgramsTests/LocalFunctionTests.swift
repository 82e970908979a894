import AppSettings
import Engine
import Foundation
import SWFModel
import Testing

@testable import ServerPrograms

/// Lambda functions as commands of this machine: real processes, small ones.
@Suite struct LocalFunctionTests {
    private func call(_ script: String, function: String = "f", input: String? = nil) async throws -> LambdaAnswer {
        try await functions(script).call(Self.lambdaCall(function, input: input))
    }

    private func functions(_ script: String) -> LocalFunctions {
        LocalFunctions(
            .init(functions: [.init(name: "f", command: ["sh", "-c", script])]),
            folder: NSTemporaryDirectory()
        )
    }

    private static func lambdaCall(_ function: String = "f", input: String? = nil) -> LambdaCall {
        LambdaCall(
            function: function,
            input: input,
            id: "l",
            execution: WorkflowExecution(runId: "r", workflowId: "w"),
            scheduledEventId: 5
        )
    }

    private func unhandled(_ type: String, _ message: String) -> LambdaAnswer {
        .failed(reason: "Unhandled", details: #"{"errorMessage":"\#(message)","errorType":"\#(type)"}"#)
    }

    @Test(arguments: [
        (nil, "{}"), ("", "{}"), (#"{"n": 1}"#, #"{"n": 1}"#), ("[1]", "[1]"), ("\"ü\"", "\"ü\""), ("7", "7"),
    ])
    func `a function reads its input and its output is the result`(input: String?, result: String) async throws {
        #expect(try await call("cat", input: input) == .completed(result: result))
    }

    @Test func `a command with a slash is a file below the folder of the settings`() async throws {
        let folder = NSTemporaryDirectory() + "/martlet-functions-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: "\(folder)/functions", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = Data("#!/bin/sh\necho \\\"$1\\\"\n".utf8)
        let made = FileManager.default.createFile(
            atPath: "\(folder)/functions/say",
            contents: script,
            attributes: [.posixPermissions: 0o755]
        )
        try #require(made)
        let functions = LocalFunctions(
            .init(functions: [.init(name: "f", command: ["functions/say", "hello"])]),
            folder: folder
        )
        #expect(try await functions.call(Self.lambdaCall()) == .completed(result: "\"hello\""))
    }

    @Test(arguments: [
        "f", "f:live", "123456789012:function:f", "arn:aws:lambda:us-east-1:123456789012:function:f",
        "arn:aws:lambda:us-east-1:123456789012:function:f:7",
    ])
    func `a function is known by its name and by its ARN`(name: String) async throws {
        #expect(try await call("echo 1", function: name) == .completed(result: "1"))
    }

    @Test(arguments: ["g", "arn:aws:lambda:us-east-1:123456789012:function:g", "", ":", "arn:", "function:"])
    func `X1 a function that is not there is a resource not found`(name: String) async throws {
        #expect(
            try await call("echo 1", function: name)
                == .failed(reason: "ResourceNotFoundException", details: "Function not found: \(name)")
        )
    }

    @Test func `input that is not JSON does not reach the function`() async throws {
        #expect(
            try await call("cat", input: "{")
                == .failed(
                    reason: "InvalidRequestContentException",
                    details: "The input is not JSON."
                )
        )
    }

    @Test func `a function that writes nothing returns null`() async throws {
        #expect(try await call("cat > /dev/null") == .completed(result: "null"))
    }

    @Test func `a function need not read its input`() async throws {
        // More than a pipe holds.
        let input = "\"" + String(repeating: "ü", count: 32_766) + "\""
        #expect(try await call("echo 1; exit 0", input: input) == .completed(result: "1"))
    }

    @Test func `the longest input and the longest result pass`() async throws {
        let longest = "\"" + String(repeating: "漢", count: Limits.dataCharacters - 2) + "\""
        #expect(try await call("cat", input: longest) == .completed(result: longest))
    }

    @Test func `a result one character too long fails as unhandled`() async throws {
        let tooLong = "\"" + String(repeating: "x", count: Limits.dataCharacters - 1) + "\""
        #expect(
            try await call("cat", input: tooLong)
                == unhandled(
                    "Function.ResponseSizeTooLarge",
                    "The function wrote more than the 32768 characters that a result may have."
                )
        )
    }

    @Test(.timeLimit(.minutes(10))) func `a function that never stops writing is stopped`() async throws {
        guard case .failed(let reason, let details) = try await call("yes") else {
            Issue.record("It was taken for a result.")
            return
        }
        #expect(reason == "Unhandled")
        #expect(details?.contains("Function.ResponseSizeTooLarge") == true)
    }

    @Test func `output that is not JSON fails as unhandled`() async throws {
        #expect(
            try await call("echo hello") == unhandled("Runtime.MarshalError", "The function did not write JSON.")
        )
        #expect(
            try await call(#"printf '"\377"'"#) == unhandled("Runtime.MarshalError", "The function did not write JSON.")
        )
    }

    @Test func `an error that the function reports as JSON is handled`() async throws {
        #expect(
            try await call(#"echo '{"errorMessage": "no such size"}'; exit 3"#)
                == .failed(reason: "Handled", details: #"{"errorMessage": "no such size"}"#)
        )
    }

    @Test func `another exit code without JSON is unhandled, with the last words`() async throws {
        #expect(
            try await call("echo oh >&2; echo no >&2; exit 3")
                == unhandled("Runtime.ExitError", "The function ended with exit code 3. It said: oh / no")
        )
        #expect(
            try await call("kill -9 $$") == unhandled("Runtime.ExitError", "The function was ended by signal 9.")
        )
    }

    @Test func `a command that is not there is unhandled`() async throws {
        let functions = LocalFunctions(
            .init(functions: [.init(name: "f", command: ["/no/such/program"])]),
            folder: NSTemporaryDirectory()
        )
        guard case .failed("Unhandled", let details?) = try await functions.call(Self.lambdaCall()) else {
            Issue.record("It ran.")
            return
        }
        #expect(details.contains("Runtime.InvalidEntrypoint"))
    }

    @Test func `a function knows the name of its call, which is the same each time`() async throws {
        let script = #"printf '"%s %s"' "$MARTLET_INVOCATION_ID" "$AWS_LAMBDA_FUNCTION_NAME""#
        let first = try await call(script)
        #expect(first == .completed(result: "\"r/5 f\""))
        #expect(try await call(script) == first)
    }

    @Test(.timeLimit(.minutes(10)))
    func `what a function leaves running does not hold its answer up`() async throws {
        #expect(try await call("sleep 300 & echo 1") == .completed(result: "1"))
    }

    @Test(.timeLimit(.minutes(10)))
    func `a canceled call kills the function with all that it started`() async throws {
        let folder = NSTemporaryDirectory() + "/martlet-function-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let alive = folder + "/alive"
        // The shell and its child both hold the lock on the file: whoever gets it knows that both are gone. The shell is
        // deaf to all signals that can be ignored.
        let script = "trap '' TERM INT HUP; exec 9> \(alive); flock 9; sh -c 'echo > \(folder)/up; sleep 300' & wait"
        let functions = functions(script)
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    _ = try await functions.call(Self.lambdaCall())
                    return false
                } catch {
                    return true
                }
            }
            while !FileManager.default.fileExists(atPath: folder + "/up") { await Task.yield() }
            group.cancelAll()
            #expect(await group.next() == true, "it throws CancellationError")
        }
        let file = open(alive, O_RDWR)
        defer { close(file) }
        #expect(flock(file, LOCK_EX) == 0, "the lock is free once all processes are gone")
    }
}
