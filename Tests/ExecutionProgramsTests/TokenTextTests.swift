import ExecutionPrograms
import Foundation
import Testing

@testable import CommandSupport
@testable import ExecutionPrograms

@Suite("Arguments of the command line that name a file")
struct TokenTextTests {
    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "martlet-\(UUID().uuidString)").path()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test func `a token stands for itself or in a file`() throws {
        let path = try file("  AAAA==\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try TokenText.read("AAAA==") == "AAAA==")
        #expect(try TokenText.read("@\(path)") == "AAAA==")
    }

    @Test func `an empty token is refused with what to give instead`() throws {
        let path = try file("\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let complaint = #expect(throws: Complaint.self) { try TokenText.read("@\(path)") }
        #expect(complaint?.description == "The token is empty: give what the activity's context.taskToken gave.")
    }

    @Test func `a file that is not there is named with its option`() {
        let complaint = #expect(throws: Complaint.self) { try InputText.read("@/no/such/file", option: "--result") }
        #expect(complaint?.description.hasPrefix("--result @/no/such/file: the file cannot be read") == true)
    }
}
