package import CommandSupport
package import SWFServer
package import Storage

extension StoreError: EndingError {
    /// The exit code of a server whose store failed.
    package var status: ProgramStatus {
        switch code {
        case .cannotOpen, .tooNew: .system
        case .versionConflict, .failed, .mustReopen: .unexpected
        }
    }
}

extension WireServerError: EndingError {
    /// The exit code of a server that cannot serve.
    package var status: ProgramStatus {
        switch code {
        case .cannotListen: .system
        default: .configuration
        }
    }
}
