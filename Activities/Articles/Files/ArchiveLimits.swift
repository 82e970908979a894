/// How much may come out of an archive. A few kilobytes of zip can hold terabytes.
struct ArchiveLimits: Sendable {
    /// The most entries.
    var entries = 10_000
    /// The most bytes of one file, unpacked: 1 GiB.
    var bytesPerFile = 1_024 * 1_024 * 1_024
    /// The most bytes of all files together, unpacked: 4 GiB.
    var bytesInAll = 4 * 1_024 * 1_024 * 1_024
}
