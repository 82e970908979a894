/// What a change of the settings means for a process that was started before it: it goes on with what it read then.
public enum SettingsChange: Hashable, Sendable {
    /// Nothing that counts here.
    case none
    /// Settings of its environment are others now, by their paths.
    case changed([String])
    /// The settings cannot be read any more: a process that is started now ends at once.
    case broken([String])

    /// The change from what a process read to what it would read now.
    public static func between(_ old: Settings, _ new: Result<Settings, SettingsError>) -> SettingsChange {
        switch new {
        case .failure(let error): return .broken(error.problems)
        case .success(let new):
            let before = Dictionary(old.origins.map { ($0.path, $0.json) }) { first, _ in first }
            let after = Dictionary(new.origins.map { ($0.path, $0.json) }) { first, _ in first }
            var changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            // A plain secret looks like any other.
            for (path, secret, other) in [
                ("service.secretAccessKey", old.service.secretAccessKey, new.service.secretAccessKey),
                ("service.sessionToken", old.service.sessionToken, new.service.sessionToken),
            ] where secret != other {
                changed.insert(path)
            }
            // Of a group, its members are named.
            let groups = new.origins.filter(\.isGroup).map(\.path).filter { group in
                changed.contains { $0.hasPrefix(group + ".") || $0.hasPrefix(group + "[") }
            }
            changed.subtract(groups)
            // How many processes there are and what cron starts is read by others, each time anew.
            changed = changed.filter { path in
                !["supervision.", "cron.", "pools"].contains(where: path.hasPrefix)
                    && !["deciders.count", "workers.count"].contains(path)
            }
            return changed.isEmpty ? .none : .changed(changed.sorted())
        }
    }
}
