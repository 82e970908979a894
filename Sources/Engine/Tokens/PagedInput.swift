import Crypto
import SWFModel
import SWFWire

/// The input of an action whose answer comes in pages.
protocol PagedInput: Encodable, Shaped {
    var nextPageToken: String? { get set }
    var maximumPageSize: Int? { get set }
    /// The input without members, besides those two, that may differ from page to page.
    var unpaged: Self { get }
}

extension PagedInput {
    var unpaged: Self { self }

    /// A digest of the action and of all arguments that say what is in the result.
    var binding: String {
        get throws {
            var input = unpaged
            input.nextPageToken = nil
            input.maximumPageSize = nil
            var hash = SHA256()
            hash.update(data: Array("\(Self.shape.name)\n".utf8))
            hash.update(data: try AWSJSON.encode(input))
            let digits = Array("0123456789abcdef")
            return String(hash.finalize().prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        }
    }
}

extension GetWorkflowExecutionHistoryInput: PagedInput {}
extension ListActivityTypesInput: PagedInput {}
extension ListClosedWorkflowExecutionsInput: PagedInput {}
extension ListDomainsInput: PagedInput {}
extension ListOpenWorkflowExecutionsInput: PagedInput {}
extension ListTaskListsInput: PagedInput {}
extension ListWorkflowTypesInput: PagedInput {}

extension PollForDecisionTaskInput: PagedInput {
    /// Who polls does not say what is polled.
    var unpaged: PollForDecisionTaskInput {
        var input = self
        input.identity = nil
        return input
    }
}
