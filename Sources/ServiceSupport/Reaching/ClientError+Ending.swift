package import CommandSupport
package import SWFClient

extension ClientError: EndingError {
    /// The exit code of a program whose call got no answer.
    package var status: ProgramStatus {
        switch code {
        case .unreachable, .timedOut, .connectionLost, .badAnswer, .shutDown: .unreachable
        case .badEndpoint, .badCertificates: .configuration
        case .badInput: .usage
        }
    }
}
