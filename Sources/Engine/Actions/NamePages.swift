import SWFModel
import WorkflowCore

extension WorkflowEngine {
    /// Cuts a list of domains or types into pages: by name, ties by version (swf-spec.md 2.2).
    func namePage<Entry>(
        _ entries: [Entry],
        name: (Entry) -> (name: String, version: String),
        reverse: Bool?,
        of input: some PagedInput
    ) throws -> (entries: [Entry], token: String?) {
        let isReversed = reverse ?? false
        func precedes(_ left: (name: String, version: String), _ right: (name: String, version: String)) -> Bool {
            isReversed ? right < left : left < right
        }
        var wanted = entries.sorted { precedes(name($0), name($1)) }
        let now = clock.now
        switch try PageToken.open(for: input, by: seal, now: now) {
        case nil: break
        case .names(let lastName, let lastVersion):
            wanted.removeAll { !precedes((lastName, lastVersion), name($0)) }
        default: throw Fault.invalidToken
        }
        let page = Array(wanted.prefix(pageSize(input.maximumPageSize)))
        guard page.count < wanted.count, let last = page.last.map(name) else { return (page, nil) }
        let position = PageToken.Position.names(name: last.name, version: last.version)
        return (page, try PageToken.sealed(position, for: input, by: seal, now: now, limits: configuration.limits))
    }

    /// How many entries a page holds: 0 or nothing means as many as allowed.
    func pageSize(_ asked: Int?) -> Int {
        let maximum = configuration.limits.pageSize
        guard let asked, asked > 0 else { return maximum }
        return min(asked, maximum)
    }
}
