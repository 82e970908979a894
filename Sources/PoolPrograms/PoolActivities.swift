import AppSettings
import CommandSupport
import Martlet

/// Which activities the workers of a pool know.
enum PoolActivities {
    /// Those that the pool names, or all of the build.
    ///
    /// - Throws: ``Complaint`` (configuration) when the build has no activity of a name.
    static func chosen(_ pool: Settings.Pool?, of all: [any Activity]) throws(Complaint) -> [any Activity] {
        guard let pool, !pool.activities.isEmpty else { return all }
        let known = Set(all.map { type(of: $0).definition.name })
        let missing = pool.activities.filter { !known.contains($0) }
        guard missing.isEmpty else {
            throw Complaint(
                .configuration,
                "The pool \"\(pool.name)\" names \(missing.joined(separator: ", ")), which this build does not have; it has "
                    + "\(known.sorted().joined(separator: ", "))."
            )
        }
        return all.filter { pool.activities.contains(type(of: $0).definition.name) }
    }
}
