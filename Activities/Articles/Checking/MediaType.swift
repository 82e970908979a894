/// What kind of file an asset is, told by the ending of its name.
struct MediaType: Sendable, Hashable {
    /// As in `image/png`; `application/octet-stream` when the ending says nothing.
    let name: String

    /// Whether browsers show it as a picture. TIFF, the usual format of figures in production, is none of them.
    var isShownByBrowsers: Bool {
        ["image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp"].contains(name)
    }

    init(fileName: String) {
        let ending = fileName.lastIndex(of: ".").map { fileName[fileName.index(after: $0)...].lowercased() } ?? ""
        name = Self.byEnding[ending] ?? "application/octet-stream"
    }

    private static let byEnding = [
        "avi": "video/x-msvideo", "csv": "text/csv", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "eps": "application/postscript", "gif": "image/gif", "htm": "text/html", "html": "text/html",
        "jpeg": "image/jpeg", "jpg": "image/jpeg", "json": "application/json", "mov": "video/quicktime",
        "mp3": "audio/mpeg", "mp4": "video/mp4", "mpeg": "video/mpeg", "mpg": "video/mpeg", "pdf": "application/pdf",
        "png": "image/png", "svg": "image/svg+xml", "tif": "image/tiff", "tiff": "image/tiff", "txt": "text/plain",
        "wav": "audio/wav", "webm": "video/webm", "webp": "image/webp", "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xml": "application/xml",
        "zip": "application/zip",
    ]
}
