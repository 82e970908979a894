import Foundation
import HistoryReading
import SWFModel

/// By what steps are counted together.
public enum GroupKey: Hashable, Sendable {
    /// The activity type: name and version.
    case type
    /// The workflow type of the execution.
    case workflow
    /// The task list.
    case taskList
    /// Who worked on it.
    case identity
    /// The machine of who worked on it: an identity up to its first colon.
    case host
    /// The tags of the execution; a step counts for each.
    case tag
    /// The workflow id of the execution.
    case execution
    /// A key of the JSON input: of the step's, else of the execution's.
    case input(String)

    /// Reads a flag's value. What is none of the names is a key of the input; `input.type` is the key `type`.
    public init(_ text: String) {
        self =
            switch text {
            case "type": .type
            case "workflow": .workflow
            case "task-list", "taskList", "task_list": .taskList
            case "identity": .identity
            case "host": .host
            case "tag": .tag
            case "execution", "workflowId": .execution
            case _ where text.hasPrefix("input."): .input(String(text.dropFirst(6)))
            default: .input(text)
            }
    }

    /// The heading of its column.
    public var heading: String {
        switch self {
        case .type: "ACTIVITY"
        case .workflow: "WORKFLOW"
        case .taskList: "TASK LIST"
        case .identity: "IDENTITY"
        case .host: "HOST"
        case .tag: "TAG"
        case .execution: "WORKFLOW ID"
        case .input(let key): key
        }
    }

    /// What stands where a step has no such value.
    public static let none = "-"

    /// The values that a step counts under.
    func values(_ step: HistoryStep, of story: ExecutionStory, workflowId: String) -> [String] {
        let value: String? =
            switch self {
            case .type: step.type.map { "\($0) \(step.version ?? "")" }
            case .workflow: story.type.map { "\($0.name) \($0.version)" }
            case .taskList: step.taskList
            case .identity: step.identity
            case .host: step.identity.map { String($0.prefix { $0 != ":" }) }
            case .tag: nil
            case .execution: workflowId
            case .input(let key): Self.member(key, of: step.input) ?? Self.member(key, of: story.input)
            }
        if case .tag = self, !story.tags.isEmpty { return story.tags }
        return [value.flatMap { $0.isEmpty ? nil : $0 } ?? Self.none]
    }

    /// The value of a key in JSON text; of a path when it has points. Bots put their data one level down, in `data`.
    static func member(_ path: String, of text: String?) -> String? {
        // A histories' value has 32,768 characters at most, so reading it whole costs little.
        guard let text, let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return nil }
        let keys = path.split(separator: ".").map(String.init)
        return find(keys, in: value) ?? (value as? [String: Any])?["data"].flatMap { find(keys, in: $0) }
    }

    private static func find(_ keys: [String], in value: Any) -> String? {
        var value = value
        for key in keys {
            guard let next = (value as? [String: Any])?[key] else { return nil }
            value = next
        }
        switch value {
        case let text as String: return text
        // A number before a boolean: Foundation's boolean is a number that remembers to have been one.
        case let number as NSNumber: return "\(number)"
        default: return nil
        }
    }
}
