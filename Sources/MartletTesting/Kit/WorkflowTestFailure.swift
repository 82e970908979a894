/// Why a test of a workflow does not hold or cannot go on: a sentence, what belongs to it, and the line of the test.
///
/// It is thrown, not recorded: this room imports no testing library, so that Swift Testing, XCTest and a plain program can
/// all use it. Each of them shows an error that a test throws by its description.
public struct WorkflowTestFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in a sentence.
    public var sentence: String
    /// More lines, such as the differences or what an execution waits for.
    public var details: [String]
    /// The file of the test, as the compiler names it: module and file.
    public var fileID: String
    /// The line of the test.
    public var line: Int

    /// Creates a failure.
    public init(_ sentence: String, details: [String] = [], fileID: String = #fileID, line: Int = #line) {
        self.sentence = sentence
        self.details = details
        self.fileID = fileID
        self.line = line
    }

    /// The sentence, the details indented, and the place.
    public var description: String {
        ([sentence] + details.map { "  " + $0 } + ["at \(fileID):\(line)"]).joined(separator: "\n")
    }
}

/// A line of a test, for its failures.
struct TestPlace: Sendable {
    var fileID: String
    var line: Int

    init(_ fileID: String, _ line: Int) {
        self.fileID = fileID
        self.line = line
    }

    func failure(_ sentence: String, details: [String] = []) -> WorkflowTestFailure {
        WorkflowTestFailure(sentence, details: details, fileID: fileID, line: line)
    }
}
