public import SWFModel

/// The events of a history that somebody kept as JSON, whatever the form: an answer of GetWorkflowExecutionHistory, a bare
/// list of events, several pages, an export with the names of the execution beside the events, or one event a line.
///
/// Times may be numbers of seconds, as on the wire, or text as the AWS command line writes them.
public struct HistoryFile: Sendable {
    /// The events, the oldest first.
    public var events: [HistoryEvent]
    /// What is worth knowing about the file though it breaks no rule, as sentences.
    public var notes: [String] = []
    /// Whose history it is, as far as the file says.
    public var names: HistoryNames
    /// Whether the history goes on where the file ends: its last page names another.
    public var isCut: Bool

    /// Why a file is no history, in a sentence.
    public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        public var description: String

        init(_ description: String) { self.description = description }
    }

    /// Reads a history.
    ///
    /// - Throws: ``Problem`` when the text is no history or only a part of one.
    public init(_ bytes: [UInt8]) throws(Problem) {
        var bytes = bytes[...]
        // A mark at the front that says UTF-8.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard bytes.contains(where: { !Self.blanks.contains($0) }) else {
            throw Problem("The file is empty; a history has at least two events.")
        }
        let pages = try Self.pages(Array(bytes))
        var values: [JSONTree] = []
        isCut = false
        names = HistoryNames()
        for page in pages {
            values += page.events
            isCut = page.hasMore
            names.complete(with: page.names)
        }
        events = []
        for (index, value) in values.enumerated() { events.append(try Self.event(value, number: index + 1)) }
        if events.count > 1, zip(events, events.dropFirst()).allSatisfy({ $0.eventId > $1.eventId }) {
            events.reverse()
            notes.append("The events were in reverse order.")
        }
        guard let first = events.first else { throw Problem("There are no events in the file.") }
        guard first.eventId == 1 else {
            throw Problem(
                "The history begins at event \(first.eventId): the rules need it from event 1. Join its pages, or ask for all."
            )
        }
        if isCut {
            notes.append(
                "The last page has a nextPageToken: the history goes on after event \(events.last?.eventId ?? 0)."
            )
        }
    }

    /// Refuses a part of a history.
    ///
    /// - Throws: ``Problem`` when the history goes on where the file ends.
    public func checkIsWhole() throws(Problem) {
        guard isCut else { return }
        throw Problem(
            "The file holds only a part of the history, up to event \(events.last?.eventId ?? 0): join its pages, or ask for all."
        )
    }

    private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]

    private struct Page {
        var events: [JSONTree]
        var hasMore = false
        var names = HistoryNames()
    }

    private static func pages(_ bytes: [UInt8]) throws(Problem) -> [Page] {
        do {
            return try pages(try AWSJSON.decode(JSONTree.self, from: bytes))
        } catch let error as JSONSyntaxError {
            // One value a line, as a follower of a running execution writes them.
            let lines = bytes.split(separator: 0x0A).filter { line in line.contains { !blanks.contains($0) } }
            guard lines.count > 1 else {
                throw Problem("The file is no JSON: at byte \(error.offset), \(error.reason).")
            }
            var result: [Page] = []
            for (index, line) in lines.enumerated() {
                do {
                    result += try pages(try AWSJSON.decode(JSONTree.self, from: Array(line)))
                } catch let problem as Problem {
                    throw problem
                } catch {
                    throw Problem("The file is no JSON, and its line \(index + 1) is none either.")
                }
            }
            return result
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem("The file cannot be read: \(reason(error))")
        }
    }

    private static func pages(_ tree: JSONTree) throws(Problem) -> [Page] {
        switch tree {
        case .object(let members):
            if members.contains(where: { $0.name == "eventType" }) { return [Page(events: [tree])] }
            guard let events = members.last(where: { $0.name == "events" }) else {
                throw Problem(
                    "The file is an object without \"events\"; it should be what GetWorkflowExecutionHistory answers, "
                        + "or a list of events."
                )
            }
            guard case .list(let list) = events.value else { throw Problem("\"events\" is not a list.") }
            let token = members.last { $0.name == "nextPageToken" || $0.name == "NextToken" }
            let hasMore = token.map { $0.value != .null } ?? false
            return [Page(events: list, hasMore: hasMore, names: HistoryNames(members))]
        case .list(let list):
            // A list of pages, or of events.
            guard case .object(let members)? = list.first, members.contains(where: { $0.name == "events" }) else {
                return [Page(events: list)]
            }
            var result: [Page] = []
            for page in list { result += try pages(page) }
            return result
        default:
            throw Problem("The file is JSON, but neither an object nor a list.")
        }
    }

    private static func event(_ value: JSONTree, number: Int) throws(Problem) -> HistoryEvent {
        do {
            return try AWSJSON.decode(HistoryEvent.self, from: AWSJSON.encode(value.withTimesAsNumbers))
        } catch {
            throw Problem("Event number \(number) of the file cannot be read: \(reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        func path(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return path.isEmpty ? "" : " at \(path)"
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context): return "\(key.stringValue) is missing\(path(context))."
        case DecodingError.valueNotFound(_, let context): return "a value is missing\(path(context))."
        case DecodingError.typeMismatch(_, let context): return "a value is of the wrong type\(path(context))."
        case DecodingError.dataCorrupted(let context):
            var text = short(context.debugDescription)
            if text.hasSuffix(".") { text.removeLast() }
            return "\(text)\(path(context))."
        default: return short("\(error)")
        }
    }

    /// What may come from the file, on one line and cut to 200 characters: no line break and no escape sequence in it.
    private static func short(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            let isPlain = scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
            return isPlain ? scalar : " "
        }
        let line = String(String.UnicodeScalarView(scalars))
        return line.count <= 200 ? line : line.prefix(199) + "…"
    }
}
