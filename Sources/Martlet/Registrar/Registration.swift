/// What the registrar found, or did, about one domain or type.
public struct Registration: Sendable, Hashable {
    /// What is registered.
    public enum Subject: Sendable, Hashable {
        /// The domain of that name.
        case domain(String)
        /// A workflow type.
        case workflow(WorkflowType)
        /// An activity type.
        case activity(ActivityType)
    }

    /// What came of it.
    public enum Result: Sendable, Hashable {
        /// It was missing and is registered now.
        case created
        /// It was there, as the definition says.
        case alreadyThere
        /// It was there, but otherwise than the definition says, and was left as it is: the differences, a sentence
        /// each. A registered type cannot be changed; give the definition a new version.
        case differs([String])
        /// It was there but is deprecated: nothing new can be started or scheduled of it.
        case deprecated
    }

    /// What it is about.
    public var subject: Subject
    /// What came of it.
    public var result: Result

    /// Creates a registration.
    public init(subject: Subject, result: Result) {
        self.subject = subject
        self.result = result
    }
}

extension Registration: CustomStringConvertible {
    /// A line for people.
    public var description: String {
        switch result {
        case .created: "\(subject): created"
        case .alreadyThere: "\(subject): already there"
        case .differs(let differences): "\(subject): differs: \(differences.joined(separator: "; "))"
        case .deprecated: "\(subject): deprecated"
        }
    }
}

extension Registration.Subject: CustomStringConvertible {
    /// What it is and its name.
    public var description: String {
        switch self {
        case .domain(let name): "domain \(name)"
        case .workflow(let type): "workflow \(type.name) \(type.version)"
        case .activity(let type): "activity \(type.name) \(type.version)"
        }
    }
}
