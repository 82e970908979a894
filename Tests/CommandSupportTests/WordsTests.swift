import AppSettings
import SWFModel
import Testing

@testable import CommandSupport

@Suite struct WordsTests {
    @Test(arguments: [
        (0, "0 ms"), (12, "12 ms"), (999, "999 ms"), (1000, "1 s"), (1234, "1.2 s"), (59_940, "59.9 s"),
        (59_960, "1 min"),
        (60_000, "1 min"), (184_000, "3 min 4 s"), (3_600_000, "1 h"), (7_500_000, "2 h 5 min"), (86_400_000, "1 d"),
        (273_600_000, "3 d 4 h"), (-1500, "-1.5 s"),
    ])
    func `durations are told in words`(milliseconds: Int, words: String) {
        #expect(DurationWords.text(.milliseconds(milliseconds)) == words)
    }

    @Test func `a table is as wide as it needs to be`() {
        var table = Table(["ID", "STATUS"])
        table.add(["a", "OPEN"])
        table.add(["longer", ""])
        #expect(table.lines() == ["ID      STATUS", "a       OPEN", "longer"])
    }

    @Test func `data cannot steer the terminal`() {
        #expect(PlainText.oneLine("a\u{1B}[2Jb\nc\u{202E}d\u{9B}e") == "a [2Jb c d e")
        #expect(PlainText.short("abcdef", 4) == "abc…")
        #expect(PlainText.short("abcd", 4) == "abcd")
    }

    @Test func `colour appears only where it helps`() {
        #expect(Terminal().coloured("x", .red) == "x")
        #expect(Terminal(hasColour: true).coloured("x", .red) == "\u{1B}[31mx\u{1B}[0m")
    }

    @Test func `exit codes are those that scripts rely on`() {
        let codes = ProgramStatus.allCases.map(\.rawValue)
        #expect(codes == [0, 1, 2, 3, 4, 5, 6, 64, 65, 69, 71, 75, 78])
    }

    @Test(arguments: [
        (Fault(.workflowExecutionAlreadyStarted, "Already Running") as any Error, ProgramStatus.alreadyRunning),
        (Fault(.unknownResource, "Unknown domain: x"), .usage),
        (Fault(.internalFailure), .unexpected),
        (SettingsError(problems: ["a", "b"]), .configuration),
        (Complaint(.closedOtherwise, "x"), .closedOtherwise),
        (CancellationError(), .unexpected),
    ])
    func `every error has its exit code and a sentence`(error: any Error, status: ProgramStatus) {
        #expect(Complaint(error).status == status)
        #expect(!Complaint(error).description.isEmpty)
    }

    @Test(arguments: [
        (Fault(.unknownResource, "Unknown domain: x"), "register makes it known"),
        (Fault(.unrecognizedClient, "The security token is invalid."), "service.credentialsFile"),
        (Fault(.invalidSignature, "Credential should be scoped to a valid region, not 'x'. "), "service.region"),
        (Fault(.invalidSignature, "Signature expired"), nil), (Fault(.accessDenied, "User x"), nil),
    ])
    func `a refusal comes with what to do, where that is known`(fault: Fault, advice: String?) {
        let said = Complaint(fault).description
        #expect(said.hasPrefix("The service refused: \(fault.message ?? "")"))
        #expect(advice.map { said.contains($0) } ?? !said.contains("("))
    }

    @Test func `an identity says where to look and fits the protocol`() {
        #expect(Identity.of(role: "worker", host: "box", pid: 12) == "box:12:worker")
        #expect(Identity.of(role: "worker", host: String(repeating: "h", count: 300), pid: 12).count == 256)
    }

    @Test(arguments: [
        ("[1,2]", nil), ("\"x\"", nil), ("null", nil),
        ("{a}", "--input is no JSON: {a}. A text stands in double quotes: --input '\"text\"'."),
        ("@/no/such/file", "--input @/no/such/file: the file cannot be read"),
    ])
    func `the input must be JSON`(argument: String, complaint: String?) {
        if let complaint {
            #expect {
                try InputText.read(argument)
            } throws: { error in
                "\(error)".hasPrefix(complaint) && (error as? Complaint)?.status == .usage
            }
        } else {
            #expect((try? InputText.read(argument)) == argument)
        }
    }

    @Test func `an input over the limit is refused with its size`() {
        let text = "\"" + String(repeating: "x", count: 32_767) + "\""
        #expect {
            try InputText.read(text)
        } throws: { error in
            "\(error)".contains("--input has 32769 characters, and the protocol allows 32768")
        }
    }
}
