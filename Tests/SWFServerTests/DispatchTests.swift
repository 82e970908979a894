import SWFModel
import SWFWire
import Testing

@testable import SWFServer

@Suite struct DispatchTests {
    @Test(arguments: SWFModel.Operation.allCases)
    func `every action reads its input, calls its own method and writes its output`(
        operation: SWFModel.Operation
    ) async throws {
        let service = StubService()
        let input = Sample.json(operation.inputShape)

        let output = try await Dispatcher.perform(authorized(operation, input, for: service))

        #expect(service.calls.map(\.operation) == [operation])
        #expect(service.calls.first.map { String(decoding: $0.input, as: UTF8.self) } == input)
        var expected = operation.outputShape.map { Sample.json($0) } ?? ""
        if operation == .pollForDecisionTask {
            // Optional in the table, but always there.
            expected = expected.replacing(
                #","startedEventId""#,
                with: #","previousStartedEventId":0,"startedEventId""#
            )
        }
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        (SWFModel.Operation.pollForDecisionTask, #"{"previousStartedEventId":0,"startedEventId":0}"#),
        (.pollForActivityTask, #"{"startedEventId":0}"#),
    ])
    func `a poll that found nothing is answered without a token`(
        operation: SWFModel.Operation,
        expected: String
    ) async throws {
        let service = StubService { _ in nil }
        let input = Sample.json(operation.inputShape)
        let output = try await Dispatcher.perform(authorized(operation, input, for: service))
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }

    @Test(arguments: SWFModel.Operation.allCases.filter { !$0.inputShape.members.filter(\.isRequired).isEmpty })
    func `an input without its required members never reaches the service`(
        operation: SWFModel.Operation
    ) async throws {
        let service = StubService()
        let fault = await #expect(throws: Fault.self) {
            try await Dispatcher.perform(authorized(operation, "", for: service))
        }
        #expect(fault?.code == .validation)
        #expect(service.calls.isEmpty)
    }

    @Test func `only the two polls wait`() {
        let waiting = SWFModel.Operation.allCases.filter { WireAction.workflow($0).isPoll }
        #expect(waiting == [.pollForActivityTask, .pollForDecisionTask])
    }
}
