import AppSettings
import SWFModel
import SWFWire

/// A reason to end a program, for the person at the keyboard: a sentence and an exit code.
public struct Complaint: Error, Hashable, Sendable, CustomStringConvertible {
    /// The exit code.
    public var status: ProgramStatus
    /// The sentences; one a line.
    public var description: String

    /// Creates a complaint.
    public init(_ status: ProgramStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Makes a complaint of any error.
    public init(_ error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as SettingsError: self.init(.configuration, error.description)
        case let fault as Fault: self.init(Self.status(of: fault), Self.sentence(fault))
        case let failure as CronExpression.Failure: self.init(.configuration, failure.description)
        case let problem as HistoryFile.Problem: self.init(.data, problem.description)
        case let error as any EndingError: self.init(error.status, error.sentence)
        default: self.init(.unexpected, Self.sentence(error))
        }
    }

    /// What an error says to a person.
    public static func sentence(_ error: any Error) -> String {
        switch error {
        case let complaint as Complaint: complaint.description
        case let fault as Fault: sentence(fault)
        default: "\(error)".capitalizedFirst
        }
    }

    /// The service's own sentence; with what to do where that is known.
    private static func sentence(_ fault: Fault) -> String {
        let message = fault.message ?? fault.code.rawValue
        return "The service refused: \(message)" + (advice(fault.code, message).map { " (\($0))" } ?? "")
    }

    private static func advice(_ code: Fault.Code, _ message: String) -> String? {
        switch code {
        case .unknownResource where ["Unknown domain", "Unknown type"].contains { message.hasPrefix($0) }:
            "register makes it known, in the same environment"
        case .unrecognizedClient:
            "it does not know the key: that of service.credentialsFile, else of AWS_ACCESS_KEY_ID, else a made-up one"
        case .invalidSignature where message.contains("valid region"):
            "service.region is the region that requests are signed for"
        default: nil
        }
    }

    private static func status(of fault: Fault) -> ProgramStatus {
        switch fault.code {
        case .workflowExecutionAlreadyStarted: .alreadyRunning
        case .unknownResource, .validation: .usage
        case .serviceUnavailable: .unreachable
        default: .unexpected
        }
    }
}

extension String {
    /// The text with its first letter in capitals: it begins a sentence.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
