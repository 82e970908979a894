/// The files that came with an article, with what is needed to tell whether a copy is whole.
struct AssetManifest: Codable, Sendable, Equatable {
    /// One file.
    struct Asset: Codable, Sendable, Equatable {
        /// Its name; it is published as `assets/<name>`.
        var name: String
        /// As in `image/tiff`.
        var mediaType: String
        /// The SHA-256 of its bytes, as 64 hexadecimal digits.
        var sha256: String
        /// Its size in bytes.
        var size: Int
        /// What the article uses it for: `article`, `figure`, `pdf`, `media`, `supplement`, or `other` when nothing in the
        /// XML refers to it.
        var use: String
    }

    /// The article's id.
    var id: String
    /// Its version.
    var version: Int
    /// The files, in the order of their names.
    var assets: [Asset]

    /// The manifest as JSON, the same bytes for the same files.
    func json() throws -> [UInt8] { try StableJSON.encode(self) }

    /// Reads what ``json()`` wrote.
    init(json: [UInt8]) throws { self = try StableJSON.decode(AssetManifest.self, from: json) }

    init(id: String, version: Int, assets: [Asset]) {
        self.id = id
        self.version = version
        self.assets = assets
    }
}
